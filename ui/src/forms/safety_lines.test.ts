// The line of every visit and the prompts, on answers that the real workflows gave.

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import fixtures from "../backend/generated/fixtures.json";
import type { CheckRow } from "../backend/generated/CheckRow";
import type { Prompt } from "../backend/generated/Prompt";
import type { SessionPrompts } from "../backend/generated/SessionPrompts";
import { faultsOf } from "../test/axe";
import EachVisitLine from "./EachVisitLine.svelte";
import PromptLines from "./PromptLines.svelte";

const checks = fixtures.reference[0]?.reply.checks as CheckRow[];
const recorded = fixtures.prompts_for[0]?.reply as SessionPrompts;

describe("the checks of every visit", () => {
  function open(value: "all-no" | "some-yes" | "not-asked" | null = null) {
    const onanswer = vi.fn();
    const { container } = render(EachVisitLine, { checks, value, required: true, onanswer });
    return { onanswer, container };
  }

  it("are one line that nothing answers beforehand", async () => {
    const { container } = open();
    const answers = screen.getAllByRole("radio");
    expect(answers.map((radio) => radio.getAttribute("aria-checked"))).toEqual([
      "false",
      "false",
      "false",
    ]);
    expect(screen.queryByRole("list")).toBeNull();
    expect(await faultsOf(container)).toEqual([]);
  });

  it("answer all no on one key and say so", async () => {
    const { onanswer } = open();
    screen.getAllByRole("radio")[0]?.focus();
    await userEvent.keyboard("n");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith("all-no");
    expect(screen.getByRole("radio", { name: "Asked today, all no" }).ariaChecked).not.toBe(
      "false",
    );
  });

  it("open to name each of them, and only them", async () => {
    open();
    await userEvent.click(screen.getByRole("button", { name: /Name the 1\d checks/ }));
    const list = screen.getByRole("list", { name: "Asked at every visit" });
    const named = within(list).getAllByRole("listitem");
    expect(named).toHaveLength(checks.filter((check) => check.each_visit).length);
    within(list).getByText(/Has not eaten or is exhausted/);
    expect(within(list).queryByText(/Epilepsy/)).toBeNull();
  });

  it("ask which ones when some were answered with yes", async () => {
    const { container, onanswer } = open();
    screen.getAllByRole("radio")[0]?.focus();
    await userEvent.keyboard("y");
    expect(onanswer).not.toHaveBeenCalled();
    const box = screen.getByRole("checkbox", { name: /Has not eaten/ });
    await userEvent.click(box);
    expect((box as HTMLInputElement).checked).toBe(true);
    expect(await faultsOf(container)).toEqual([]);
  });
});

describe("the prompts", () => {
  function open(prompts: readonly Prompt[] = recorded.prompts) {
    const onacknowledge = vi.fn();
    const { container } = render(PromptLines, { ...recorded, prompts, onacknowledge });
    const lines = within(screen.getByRole("list", { name: /flags meet these rows/ }));
    return { onacknowledge, container, lines: () => lines.getAllByRole("listitem") };
  }

  it("say what they weigh in words, which rows they meet, and where sources disagree", async () => {
    const { lines, container } = open();
    const [lymphedema, lung, both] = lines().map((line) => line.textContent ?? "");
    expect(lymphedema).toContain("Speaks against needling");
    expect(lymphedema).toContain("Sources disagree: Irish/Australian style lists");
    expect(lung).toContain("Caution");
    expect(lung).toContain("pneumothorax 2019");
    expect(lung).toContain(
      "left upper trapezius; left levator scapulae; right infraspinatus: lung and pleura",
    );
    expect(both).toContain("left and the right lung");
    expect(container.textContent).not.toMatch(/\bsafe\b/i);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("are noted with what they rest on; a reason is asked for the absolute one alone", async () => {
    const { lines, onacknowledge } = open();
    const [absolute, relative] = lines();
    if (!absolute || !relative) throw new Error("two lines");
    await userEvent.click(within(relative).getByRole("button", { name: /Noted/ }));
    expect(onacknowledge).toHaveBeenCalledWith("lung-disease", "", recorded.prompts[1]?.facts);
    const button = within(absolute).getByRole("button", { name: /Noted/ });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(within(absolute).getByRole("textbox"), "other arm{Enter}");
    expect(onacknowledge).toHaveBeenLastCalledWith(
      "lymphedema-limb",
      "other arm",
      recorded.prompts[0]?.facts,
    );
  });

  it("grow quiet once they are noted", () => {
    const noted = recorded.prompts.map((prompt) => ({ ...prompt, acknowledged: true }));
    const { lines } = open(noted);
    for (const line of lines()) {
      expect(within(line).queryByRole("button")).toBeNull();
      expect(line.textContent).toContain("noted");
    }
  });
});
