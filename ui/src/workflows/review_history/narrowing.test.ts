// Narrowing the history, and two sessions side by side, all without a mouse.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeBackend, type Answers } from "../../backend/fake";
import type { SessionsCompared } from "../../backend/generated/SessionsCompared";
import { ADA, ada, fiveVisits, signedPage } from "../../test/ada";
import { faultsOf } from "../../test/axe";
import { compared, historyPage, outline, targetPast } from "../../test/between";
import { practice } from "../../test/charting";
import { Workspace } from "../../workspace.svelte";
import ReviewHistory from "./ReviewHistory.svelte";

async function open(answers: Answers = {}) {
  const backend = new FakeBackend(
    {},
    {
      open_patient: () => ada,
      review_history: ({ filter }) =>
        historyPage(filter.target ? fiveVisits.slice(0, 2) : fiveVisits),
      outline_history: ({ filter }) =>
        filter.target ? outline(2, { target: targetPast }) : outline(5),
      open_session: () => signedPage,
      compare_sessions: () => compared,
      ...answers,
    },
  );
  const workspace = new Workspace(backend, practice);
  workspace.open({ name: "patient", id: ADA });
  const { container } = render(ReviewHistory, { workspace, screen: { name: "patient", id: ADA } });
  await screen.findByRole("heading", { name: "Okafor, Ada" });
  const list = () => screen.getByRole("list", { name: /^Sessions and everything/ });
  return { backend, workspace, container, list };
}

describe("narrowing the history", () => {
  it("opens with /, tells a target in counts, and Esc leads back to the list", async () => {
    const { backend, container, list } = await open();
    await userEvent.keyboard("/");
    const target = await screen.findByRole("combobox", { name: "Target" });
    expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "What" }));
    await userEvent.selectOptions(target, "trapezius-upper");
    await screen.findByText("2 entries fit");
    await screen.findByText(/^Counts of signed sessions/);
    expect(container.textContent).toContain(targetPast?.treated);
    expect(within(list()).getAllByRole("listitem").length).toBe(2);
    expect(backend.callsOf("review_history").at(-1)?.filter.target).toBe("trapezius-upper");
    expect(await faultsOf(container)).toEqual([]);
    // The look for faults moved the page, and took the focus.
    target.focus();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("combobox", { name: "Target" })).toBeNull();
    });
    expect(list().contains(document.activeElement)).toBe(true);
    screen.getByText("2 entries fit");
  });

  it("shows everything again, and says so when nothing fits", async () => {
    const { list } = await open({
      review_history: ({ filter }) => historyPage(filter.kind ? [] : fiveVisits),
      outline_history: ({ filter }) => outline(filter.kind ? 0 : 5),
    });
    await userEvent.keyboard("/");
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "What" }), "letter");
    await screen.findByText(/^Nothing in this record fits/);
    await userEvent.click(screen.getByRole("button", { name: "Show everything" }));
    await screen.findByText("5 entries, 5 visits among them");
    await waitFor(() => {
      expect(list().contains(document.activeElement)).toBe(true);
    });
  });
});

describe("two sessions side by side", () => {
  it("marks one with X and lays another beside it, with what differs said in words", async () => {
    const { backend, list } = await open();
    within(list()).getAllByRole("button")[0]?.focus();
    await userEvent.keyboard("x");
    await within(list()).findByText("marked to compare");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}x");
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByText(compared.said);
    expect(backend.callsOf("compare_sessions")).toEqual([
      { one: fiveVisits[0]?.id, other: fiveVisits[2]?.id },
    ]);
    expect(within(dialog).getAllByText("differs").length).toBeGreaterThan(0);
    const all = within(dialog).getAllByRole("row").length;
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Only what differs" }));
    expect(within(dialog).getAllByRole("row").length).toBeLessThan(all);
    expect(await faultsOf(dialog)).toEqual([]);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
  });

  it("says of one line among others that it is only here, and of a value alone that it differs", async () => {
    const row = (words: string, alone: boolean) => ({ words, alone });
    const parts: SessionsCompared["parts"] = [
      {
        heading: "Needling",
        how: "differs",
        mark: "differs",
        older: [row("left upper trapezius", false)],
        newer: [row("left upper trapezius", false), row("left levator scapulae", true)],
      },
      {
        heading: "Pain now, before",
        how: "differs",
        mark: "differs",
        older: [row("7 of 10", true)],
        newer: [row("4 of 10", true)],
      },
    ];
    const { list } = await open({ compare_sessions: () => ({ ...compared, parts }) });
    within(list()).getAllByRole("button")[0]?.focus();
    await userEvent.keyboard("x{ArrowDown}x");
    const dialog = await screen.findByRole("dialog");
    const marked = await within(dialog).findAllByText("only here");
    expect(marked.map((mark) => mark.closest("p")?.textContent)).toEqual([
      expect.stringMatching(/^\s*left levator scapulae/),
    ]);
  });

  it("takes the mark off when the same session is chosen again", async () => {
    const { backend, list } = await open();
    within(list()).getAllByRole("button")[0]?.focus();
    await userEvent.keyboard("xx");
    expect(screen.queryByText("marked to compare")).toBeNull();
    expect(backend.callsOf("compare_sessions")).toEqual([]);
  });
});
