// The pain chart: what is drawn, what never is, and a table that says the same.

import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fiveVisits, line } from "../test/ada";
import { faultsOf } from "../test/axe";
import { drawPain, rated } from "./pain";
import PainChart from "./PainChart.svelte";

const size = { width: 400, height: 200, top: 20, right: 20, bottom: 20, left: 20 };

describe("the geometry", () => {
  it("puts worse pain higher, and later visits to the right", () => {
    const { points } = drawPain(fiveVisits, size);
    expect(points.map((point) => point.visit.pain_before)).toEqual([7, 6, 5, 4, 4]);
    const [first, , , , last] = points;
    expect(first?.x).toBeLessThan(last?.x ?? 0);
    expect(first?.y).toBeLessThan(last?.y ?? 0);
  });

  it("spans 0 to 10 whatever was rated", () => {
    const { rows } = drawPain([line(1, { pain_before: 4 })], size);
    expect(rows.map((row) => row.score)).toEqual([0, 2, 4, 6, 8, 10]);
    expect([rows[0]?.at, rows[5]?.at]).toEqual([180, 20]);
  });

  it("breaks the line where a visit has no rating, instead of guessing one", () => {
    const gap = [line(9), line(6, { pain_before: null }), line(3), line(1)];
    const { path, points } = drawPain(gap, size);
    expect(points).toHaveLength(3);
    expect(path.match(/M/g), "two pieces").toHaveLength(2);
  });

  it("leaves out a same-visit change that was not recorded", () => {
    const { points } = drawPain([line(1, { pain_after: null })], size);
    expect(points[0]?.afterY).toBeNull();
  });

  it("draws two visits of one moment without a number that is none", () => {
    const { points, path } = drawPain([line(1), line(1)], size);
    expect(points.every((point) => Number.isFinite(point.x) && Number.isFinite(point.y))).toBe(
      true,
    );
    expect(path).not.toContain("NaN");
  });
});

describe("the chart", () => {
  it("has a table whose numbers are its points", async () => {
    const { container } = render(PainChart, { visits: fiveVisits });
    const drawn = [...container.querySelectorAll("circle[data-score]")].map((dot) =>
      Number(dot.getAttribute("data-score")),
    );
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    const told = rows.map((row) => Number(within(row).getAllByRole("cell")[0]?.textContent));
    expect(told.reverse()).toEqual(drawn);
    expect(drawn).toEqual([7, 6, 5, 4, 4]);
    expect(await faultsOf(container)).toEqual([]);
  });

  it("says in words what it shows", () => {
    render(PainChart, { visits: fiveVisits });
    const drawing = screen.getByRole("img", { name: /Pain now, before each visit/ });
    expect(drawing.querySelector("title")?.textContent).toBe("Pain now, before each visit");
    expect(drawing.querySelector("desc")?.textContent).toContain("5 ratings from 0 to 10");
  });

  it("shows the table on request; screen readers have it anyway", async () => {
    render(PainChart, { visits: fiveVisits });
    const hidden = () => screen.getByRole("table").closest(".spoken-only");
    expect(hidden()).not.toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show the numbers" }));
    expect(hidden()).toBeNull();
  });

  it("draws no line below three ratings, only the numbers", () => {
    const two = [line(1, { pain_before: 4 }), line(8, { pain_before: 7 })];
    const { container } = render(PainChart, { visits: [...two, line(3, { pain_before: null })] });
    expect(rated(two)).toHaveLength(2);
    expect(container.querySelector("path.joined")).toBeNull();
    expect(container.querySelector(".few")?.textContent).toMatch(/7.*4/s);
  });

  it("never fits a line and never gives a verdict", () => {
    const { container } = render(PainChart, { visits: fiveVisits });
    expect(container.querySelectorAll("path")).toHaveLength(1);
    expect(container.textContent).not.toMatch(/trend|improv|better|worse|respon/i);
  });
});
