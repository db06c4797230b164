// Outcomes: numbers together, each sentence with its why, one series a chart, fewer points fewer claims.

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import fixtures from "../../backend/generated/fixtures.json";
import type { OutcomesPage } from "../../backend/generated/OutcomesPage";
import type { TreatedSites } from "../../backend/generated/TreatedSites";
import { faultsOf } from "../../test/axe";
import { chart } from "../../test/body_chart";
import { workspaceWith } from "../../test/practice";
import ReviewOutcomes from "./ReviewOutcomes.svelte";

const page = fixtures.review_outcomes[0]?.reply as unknown as OutcomesPage;

const treated = fixtures.review_treated_sites[0]?.reply as unknown as TreatedSites;
/** The treated sites have tests of their own. */
const nothingNeedled: TreatedSites = { ...treated, days: [], targets: [], from: null, to: null };

async function setUp(shown: OutcomesPage = page) {
  const { workspace, backend } = workspaceWith({
    review_outcomes: () => structuredClone(shown),
    review_treated_sites: () => structuredClone(nothingNeedled),
    body_chart: () => chart,
  });
  workspace.open({ name: "patient", id: "p1" });
  workspace.open({ name: "outcomes", patient: "p1" });
  const view = render(ReviewOutcomes, { workspace, screen: { name: "outcomes", patient: "p1" } });
  await screen.findByText(shown.counts.words, { exact: false });
  return { workspace, backend, ...view };
}

describe("outcomes", () => {
  it("show baseline and latest with error, important change and days, without a fault", async () => {
    const { container } = await setUp();
    expect(await faultsOf(container)).toEqual([]);
    const series = screen.getByRole("region", { name: "Neck Disability Index" });
    within(series).getByText("38 %", { exact: false, selector: "dd" });
    within(series).getByText(/20.4% \(10.2 of 50\)/);
    within(series).getByText(/No clear change|Better by the published threshold/, {
      selector: "p",
    });
  });

  it("open the rule and the source of each sentence, and close them again", async () => {
    await setUp();
    const [why] = screen.getAllByRole("button", { name: /^Why: / });
    if (!why) throw new Error("no sentence says why");
    expect(why.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(why);
    expect(why.getAttribute("aria-expanded")).toBe("true");
    screen.getByText(page.counts.rule);
    await userEvent.click(why);
    expect(why.getAttribute("aria-expanded")).toBe("false");
  });

  it("draw each series alone, with title, description and table", async () => {
    const { container } = await setUp();
    const drawn = page.series.filter(({ drawn: how }) => how !== "numbers");
    const charts = container.querySelectorAll("svg[role='img']");
    expect(charts).toHaveLength(drawn.length);
    for (const chart of charts) {
      expect(chart.querySelectorAll("path.joined")).toHaveLength(1);
      expect(chart.querySelector("title")?.textContent).not.toBe("");
      expect(chart.querySelector("desc")?.textContent).toMatch(/The numbers are in the table/);
    }
    expect(screen.getAllByRole("table", { hidden: true })).toHaveLength(page.series.length);
  });

  it("join nothing below three points", async () => {
    const few = structuredClone(page);
    few.series = few.series.slice(0, 1).map((series) => ({
      ...series,
      drawn: "numbers" as const,
      points: series.points.slice(0, 2),
    }));
    const { container } = await setUp(few);
    expect(container.querySelector("path.joined")).toBeNull();
  });

  it("teach what to do while nothing is scored", async () => {
    await setUp({ ...page, series: [] });
    screen.getByText("Nothing is scored yet");
    screen.getByText(/Press S to score a measure/);
  });
});
