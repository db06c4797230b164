// Scoring a measure: the patient's own measures first, no question of any, faults at their fields.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../backend/fake";
import { faultsOf } from "../../test/axe";
import { workspaceWith } from "../../test/practice";
import { correcting, outOfRange, scoreForm, scorePage } from "../../test/scores";
import { followingDays } from "./answers";
import ScoreMeasure from "./ScoreMeasure.svelte";

async function setUp(answers: Answers = {}, corrects?: string) {
  const { workspace, backend } = workspaceWith({
    open_score_form: () => scoreForm(),
    check_score: () => ({ problems: [] }),
    score_measure: () => scorePage,
    ...answers,
  });
  const shown = { name: "score" as const, patient: "p1", ...(corrects ? { corrects } : {}) };
  workspace.open({ name: "patient", id: "p1" });
  workspace.open(shown);
  const view = render(ScoreMeasure, { workspace, screen: shown });
  await screen.findByLabelText("Measure", { selector: "input" });
  return { workspace, backend, ...view };
}

function field(label: string | RegExp): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: "input, textarea, select" });
}

async function choose(name: string): Promise<void> {
  await userEvent.clear(field("Measure"));
  await userEvent.type(field("Measure"), `${name}{Enter}`);
}

describe("a score", () => {
  it("is typed by keyboard alone, kept on Ctrl+Enter, and leads back to the patient", async () => {
    const { backend, workspace, container } = await setUp();
    await choose("Neck Dis");
    expect(await faultsOf(container)).toEqual([]);
    await userEvent.type(field(/^Score, 0 to 100/), "38");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => {
      expect(workspace.screen).toEqual({ name: "patient", id: "p1" });
    });
    const [sent] = backend.callsOf("score_measure");
    expect(sent?.patient).toBe("p1");
    expect(sent?.score).toMatchObject({ measure: "ndi", total: "38", date: "2026-11-22" });
    expect(workspace.said).toBe(`Kept: ${scorePage.words.title}`);
  });

  it("offers the patient's own measures first and says what each may be used for", async () => {
    await setUp();
    await userEvent.click(field("Measure"));
    const groups = screen.getAllByText(/For this patient|All other measures/);
    expect(groups[0]?.textContent).toBe("For this patient");
    await choose("Oswestry");
    await userEvent.click(screen.getByText("About this measure"));
    screen.getByText(/Licensed: the total only is kept, and no question is shown/);
    screen.getByText(/10 is a consensus value at the edge of measurement error/);
  });

  it("shows a score out of range at its field and loses nothing", async () => {
    const { workspace } = await setUp({
      score_measure: () => {
        throw outOfRange;
      },
    });
    await choose("Neck Dis");
    await userEvent.type(field(/^Score, 0 to 100/), "138");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    await screen.findByText("The score must lie between 0 and 100.");
    expect(document.activeElement).toBe(field(/^Score, 0 to 100/));
    expect(field(/^Score, 0 to 100/).value).toBe("138");
    expect(workspace.screen.name).toBe("score");
  });

  it("names the same activities again, without their scores", async () => {
    const { backend } = await setUp();
    await choose("Patient-Specific");
    const rows = screen.getAllByLabelText<HTMLInputElement>("Activity");
    expect(rows.map(({ value }) => value)).toEqual(["Climb stairs", "Sit for an hour"]);
    const [first] = screen.getAllByLabelText<HTMLInputElement>("Score", { selector: "input" });
    expect(first?.value).toBe("");
    if (first) await userEvent.type(first, "5");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    const [sent] = backend.callsOf("score_measure");
    expect(sent?.score.activities[0]).toEqual({ activity: "Climb stairs", score: "5" });
    expect(sent?.score.total).toBe("");
  });

  it("takes five days from paper, the days after the first one by themselves", async () => {
    const { backend } = await setUp();
    await choose("Average pain");
    await userEvent.click(
      screen.getByRole("radio", { name: "Ratings of several days, from paper" }),
    );
    await userEvent.type(field("Day 1"), "16 Nov 2026{Tab}");
    await waitFor(() => {
      expect(field("Day 5").value).toBe("20 Nov 2026");
    });
    await userEvent.type(field("Rating of day 1, 0 to 10"), "6");
    await userEvent.type(field("Rating of day 3, 0 to 10"), "5");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    const [sent] = backend.callsOf("score_measure");
    expect(sent?.score.days).toEqual([
      { date: "2026-11-16", score: "6" },
      { date: "2026-11-17", score: "" },
      { date: "2026-11-18", score: "5" },
      { date: "2026-11-19", score: "" },
      { date: "2026-11-20", score: "" },
    ]);
    expect(sent?.score.how).toBe("paper");
  });

  it("forgets what belonged to another measure", async () => {
    const { backend } = await setUp();
    await choose("Neck Dis");
    await userEvent.type(field(/^Score, 0 to 100/), "38");
    await choose("Single Assessment");
    expect(field(/^Score, 0 to 100/).value).toBe("");
    await userEvent.type(field("Joint"), "shoulder");
    await userEvent.click(screen.getByRole("radio", { name: "Left" }));
    await userEvent.type(field(/^Score, 0 to 100/), "60");
    await userEvent.click(screen.getByRole("button", { name: "Sign and keep" }));
    const [sent] = backend.callsOf("score_measure");
    expect(sent?.score).toMatchObject({ measure: "sane", joint: "shoulder", side: "left" });
  });

  it("corrects a score: the measure stays, and a reason is asked", async () => {
    const { backend } = await setUp({ open_score_form: () => structuredClone(correcting) }, "s1");
    expect(backend.callsOf("open_score_form")).toEqual([{ patient: "p1", corrects: "s1" }]);
    screen.getByRole("heading", { name: "Correct: Neck Disability Index: 61 %" });
    expect(field("Measure").disabled).toBe(true);
    expect(field("Why it is corrected").getAttribute("aria-required")).toBe("true");
  });
});

describe("days", () => {
  it("follow the first one where none was typed", () => {
    const days = ["", "", "2026-12-24", ""].map((date) => ({ date, score: "" }));
    expect(followingDays(days, "2026-02-27")).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-12-24",
      "2026-03-02",
    ]);
    expect(followingDays(days, "half a date")).toEqual(["half a date", "", "2026-12-24", ""]);
  });
});
