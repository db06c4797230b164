// Treated sites over a period: counts on the drawings and in words, moved by two sliders.

import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import fixtures from "../../backend/generated/fixtures.json";
import type { ReviewTreatedSites } from "../../backend/generated/ReviewTreatedSites";
import type { TreatedSites as Answer } from "../../backend/generated/TreatedSites";
import { faultsOf } from "../../test/axe";
import { chart } from "../../test/body_chart";
import { workspaceWith } from "../../test/practice";
import TreatedSites from "./TreatedSites.svelte";

const recorded = fixtures.review_treated_sites[0]?.reply as unknown as Answer;
const [day] = recorded.days;
if (!day) throw new Error("nothing was needled in the recorded answer");

/** Three days, of which the recorded answer is the one of the whole. */
const whole: Answer = {
  ...recorded,
  days: [
    { date: "2026-11-03", words: "3 Nov 2026" },
    { date: "2026-11-10", words: "10 Nov 2026" },
    { date: "2026-11-20", words: "20 Nov 2026" },
  ],
};

async function setUp(answer: Answer = whole, episode: string | null = null) {
  const asked: ReviewTreatedSites[] = [];
  const { workspace } = workspaceWith({
    body_chart: () => chart,
    review_treated_sites: (args) => {
      asked.push(args);
      return structuredClone(answer);
    },
  });
  const view = render(TreatedSites, {
    workspace,
    patient: "p1",
    episode,
    onsave: null,
  });
  await screen.findAllByText(answer.counts.words, { exact: false });
  return { asked, ...view };
}

const slider = (name: string) => screen.getByRole<HTMLInputElement>("slider", { name });

describe("treated sites", () => {
  it("are counted on the drawings and in a table, without a fault", async () => {
    const { container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
    const table = screen.getByRole("table", { name: /Visits by target and side/ });
    expect(within(table).getAllByRole("row")).toHaveLength(whole.targets.length + 1);
    for (const { title, description } of whole.drawings) {
      const drawing = screen.getByRole("img", { name: title });
      expect(drawing.querySelector("desc")?.textContent).toBe(description);
    }
    const marks = whole.drawings.flatMap((drawing) => drawing.marks);
    expect(marks.length).toBeGreaterThan(0);
    expect(container.querySelectorAll(".count")).toHaveLength(marks.length);
  });

  it("say in words that left is the patient’s left", async () => {
    await setUp();
    expect(screen.getAllByText("patient’s left").length).toBeGreaterThan(1);
    const back = whole.drawings.find(({ view }) => view === "back");
    expect(back?.description).toMatch(/At the left of the drawing is the patient’s left/);
  });

  it("are asked anew for the days that the sliders name, in words", async () => {
    const { asked } = await setUp();
    expect(asked.at(-1)).toMatchObject({ from: "", to: "" });
    expect(slider("First day").getAttribute("aria-valuetext")).toBe("3 Nov 2026");
    expect(slider("Last day").getAttribute("aria-valuetext")).toBe("20 Nov 2026");
    await fireEvent.input(slider("Last day"), { target: { value: "1" } });
    expect(asked.at(-1)).toMatchObject({ from: "2026-11-03", to: "2026-11-10" });
    expect(slider("Last day").getAttribute("aria-valuetext")).toBe("10 Nov 2026");
  });

  it("never end before they begin: the other day comes along", async () => {
    const { asked } = await setUp();
    await fireEvent.input(slider("First day"), { target: { value: "2" } });
    expect(asked.at(-1)).toMatchObject({ from: "2026-11-20", to: "2026-11-20" });
    await fireEvent.input(slider("Last day"), { target: { value: "0" } });
    expect(asked.at(-1)).toMatchObject({ from: "2026-11-03", to: "2026-11-03" });
    expect(slider("First day").valueAsNumber).toBe(0);
  });

  it("show the whole record when it is asked for beside an episode", async () => {
    const { asked } = await setUp(whole, "e1");
    expect(asked.at(-1)).toMatchObject({ episode: "e1", whole: false });
    await userEvent.click(screen.getByRole("checkbox", { name: "The whole record" }));
    expect(asked.at(-1)).toMatchObject({ whole: true, from: "", to: "" });
  });

  it("have no slider and no drawing while nothing was needled", async () => {
    await setUp({ ...whole, days: [], targets: [], from: null, to: null, period: "" });
    expect(screen.queryByRole("slider")).toBeNull();
    expect(screen.queryByRole("img")).toBeNull();
  });
});
