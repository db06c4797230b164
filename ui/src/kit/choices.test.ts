// Choosing with the keyboard: pain, sides, one of many.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import Combobox from "./Combobox.svelte";
import PainScale from "./PainScale.svelte";
import SegmentedChoice from "./SegmentedChoice.svelte";
import Select from "./Select.svelte";
import type { Choice } from "./match";

describe("the pain scale", () => {
  function setUp(value: number | null = null) {
    const onanswer = vi.fn();
    render(PainScale, { label: "Pain now", value, onanswer });
    return { onanswer };
  }

  it("is one stop for Tab", async () => {
    setUp(4);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "4" }));
    await userEvent.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it.each([
    ["7", 7],
    ["0", 0],
    ["x", 10],
    ["X", 10],
    ["{ArrowRight}", 5],
    ["{ArrowLeft}", 3],
    ["{Home}", 0],
    ["{End}", 10],
  ])("the key %s answers %s", async (key, score) => {
    const { onanswer } = setUp(4);
    await userEvent.tab();
    await userEvent.keyboard(key);
    expect(onanswer).toHaveBeenLastCalledWith(score);
    const chosen = screen.getByRole("radio", { checked: true });
    expect(chosen.textContent?.trim()).toBe(String(score));
    expect(document.activeElement).toBe(chosen);
  });

  it.each(["{Backspace}", "{Delete}"])("%s takes the answer back", async (key) => {
    const { onanswer } = setUp(4);
    await userEvent.tab();
    await userEvent.keyboard(key);
    expect(onanswer).toHaveBeenLastCalledWith(null);
    expect(screen.queryByRole("radio", { checked: true })).toBeNull();
  });

  it("leaves shortcuts and other letters alone", async () => {
    const { onanswer } = setUp(4);
    await userEvent.tab();
    await userEvent.keyboard("{Control>}5{/Control}{Alt>}3{/Alt}q");
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("always writes the number, and names both ends", () => {
    setUp(7);
    expect(screen.getByText("7 of 10")).toBeTruthy();
    expect(screen.getByRole("radio", { name: "0, no pain" })).toBeTruthy();
    expect(screen.getByRole("radio", { name: "10, worst pain" })).toBeTruthy();
  });

  it("never shows 0 as an answer that was not given", () => {
    setUp(null);
    expect(screen.getByText("no answer yet")).toBeTruthy();
    expect(screen.queryByRole("radio", { checked: true })).toBeNull();
  });
});

describe("a segmented choice", () => {
  const items = [
    { value: "left", label: "Left", key: "l" },
    { value: "right", label: "Right", key: "r" },
  ];

  it("hears arrows, its letters and Backspace", async () => {
    const onanswer = vi.fn();
    render(SegmentedChoice, { label: "Side", items, onanswer });
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}r{ArrowRight}{Backspace}");
    expect(onanswer.mock.calls.map(([value]) => value as unknown)).toEqual([
      "left",
      "right",
      "left",
      null,
    ]);
  });
});

it("a select answers null when it is emptied", async () => {
  const onanswer = vi.fn();
  render(Select, { label: "Response", items: [{ value: "well", label: "well" }], onanswer });
  const select = screen.getByRole("combobox", { name: "Response" });
  await userEvent.selectOptions(select, "well");
  await userEvent.selectOptions(select, "");
  expect(onanswer.mock.calls).toEqual([["well"], [null]]);
});

describe("a combobox", () => {
  const items: Choice[] = [
    { value: "ut", label: "Upper trapezius", keywords: ["UT"] },
    { value: "ls", label: "Levator scapulae" },
    { value: "no", label: "Lost", disabled: true },
  ];

  function setUp(props: Record<string, unknown> = {}) {
    const onchoose = vi.fn();
    render(Combobox, { label: "Target", items, onchoose, ...props });
    return { onchoose, field: screen.getByRole<HTMLInputElement>("combobox") };
  }

  it("filters while typing and takes with Enter", async () => {
    const { field, onchoose } = setUp();
    await userEvent.type(field, "lev");
    expect(screen.getAllByRole("option").map((o) => o.textContent?.trim())).toEqual([
      "Levator scapulae",
    ]);
    await userEvent.keyboard("{Enter}");
    expect(onchoose).toHaveBeenLastCalledWith(items[1]);
    expect(field.value).toBe("Levator scapulae");
    expect(field.getAttribute("aria-expanded")).toBe("false");
  });

  it("takes with Tab what was typed for, and moves on", async () => {
    const { field, onchoose } = setUp();
    await userEvent.type(field, "UT");
    await userEvent.tab();
    expect(onchoose).toHaveBeenLastCalledWith(items[0]);
    expect(document.activeElement).not.toBe(field);
  });

  it("does not take anything when Tab only passes by", async () => {
    const { onchoose } = setUp();
    await userEvent.tab();
    await userEvent.tab();
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("shows where the arrows are", async () => {
    const { field } = setUp();
    field.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    const active = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent?.trim()).toBe("Levator scapulae");
    expect(active?.getAttribute("aria-selected")).toBe("true");
  });

  it("closes on Esc without losing the choice or reaching the dialog around it", async () => {
    const outside = vi.fn();
    document.body.addEventListener("keydown", outside);
    const { field } = setUp({ chosen: items[0] });
    await userEvent.type(field, "x");
    outside.mockClear();
    await userEvent.keyboard("{Escape}");
    expect(field.value).toBe("Upper trapezius");
    expect(outside).not.toHaveBeenCalled();
    await userEvent.keyboard("{Escape}");
    expect(outside).toHaveBeenCalledTimes(1);
    document.body.removeEventListener("keydown", outside);
  });

  it("keeps what was typed but not chosen, and says so", async () => {
    const { field } = setUp();
    await userEvent.type(field, "zzz");
    await userEvent.tab();
    expect(field.value).toBe("zzz");
    expect(screen.getByText("Choose one from the list.")).toBeTruthy();
  });

  it("forgets the choice when it is emptied", async () => {
    const { field, onchoose } = setUp({ chosen: items[0] });
    await userEvent.clear(field);
    expect(onchoose).toHaveBeenLastCalledWith(null);
  });

  it("never takes what is disabled", async () => {
    const { field, onchoose } = setUp();
    await userEvent.type(field, "lost{Enter}");
    await userEvent.click(screen.getByRole("option"));
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("offers own words last", async () => {
    const own = (typed: string): Choice => ({ value: `own:${typed}`, label: typed });
    const { field, onchoose } = setUp({ own });
    await userEvent.type(field, "scar, knee");
    expect(screen.getByRole("option").textContent).toContain("Use “scar, knee” in these words");
    await userEvent.keyboard("{Enter}");
    expect(onchoose).toHaveBeenLastCalledWith({ value: "own:scar, knee", label: "scar, knee" });
  });

  it("shows only the answer to the last thing typed", async () => {
    const answers: Record<string, (found: Choice[]) => void> = {};
    const search = (typed: string) =>
      new Promise<Choice[]>((resolve) => (answers[typed] = resolve));
    const { field } = setUp({ items: search });
    await userEvent.type(field, "a");
    await waitFor(() => {
      expect(answers["a"]).toBeDefined();
    });
    await userEvent.type(field, "b");
    await waitFor(() => {
      expect(answers["ab"]).toBeDefined();
    });
    answers["ab"]?.([{ value: "ab", label: "Abe" }]);
    answers["a"]?.([{ value: "a", label: "Ada" }]);
    expect((await screen.findByRole("option")).textContent?.trim()).toBe("Abe");
  });

  it("says when a search fails, and tries again with the next key", async () => {
    const search = vi
      .fn()
      .mockRejectedValueOnce(new Error("down"))
      .mockResolvedValue([{ value: "a", label: "Ada" }]);
    const { field } = setUp({ items: search });
    await userEvent.type(field, "a");
    expect((await screen.findAllByText(/did not work/)).length).toBeGreaterThan(0);
    await userEvent.type(field, "d");
    expect(await screen.findByRole("option", { name: "Ada" })).toBeTruthy();
  });
});
