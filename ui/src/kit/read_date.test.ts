// What people write for a date, and what is made of it.

import { describe, expect, it } from "vitest";
import { readDate } from "./read_date";

const TODAY = "2026-11-22";

describe("reads", () => {
  it.each([
    ["21 Oct 2026", "2026-10-21"],
    ["21 october 2026", "2026-10-21"],
    ["  21   OCT  2026 ", "2026-10-21"],
    ["21-Oct-2026", "2026-10-21"],
    ["21st of October 2026", "2026-10-21"],
    ["3 sept 2026", "2026-09-03"],
    ["Oct 21, 2026", "2026-10-21"],
    ["21.10.2026", "2026-10-21"],
    ["3.4.2026", "2026-04-03"],
    ["21. 10. 2026", "2026-10-21"],
    ["2026-10-21", "2026-10-21"],
    ["2026/10/21", "2026-10-21"],
    ["20261021", "2026-10-21"],
    ["21/10/2026", "2026-10-21"],
    ["10/21/2026", "2026-10-21"],
    ["4/4/2026", "2026-04-04"],
    ["29 Feb 2024", "2024-02-29"],
    ["14 03 1984", "1984-03-14"],
    ["today", "2026-11-22"],
    ["Yesterday", "2026-11-21"],
    ["tomorrow", "2026-11-23"],
  ])("%s", (typed, date) => {
    expect(readDate(typed, TODAY)).toEqual({ kind: "date", date });
  });
});

describe("asks, never guesses, when day and month could be swapped", () => {
  it.each([
    ["10/11/2026", ["2026-11-10", "2026-10-11"]],
    ["3-4-2026", ["2026-04-03", "2026-03-04"]],
    ["1 2 2026", ["2026-02-01", "2026-01-02"]],
  ])("%s", (typed, dates) => {
    expect(readDate(typed)).toEqual({ kind: "ambiguous", dates });
  });
});

describe("refuses", () => {
  it.each([
    ["31 Feb 2026", "impossible"],
    ["29 Feb 2026", "impossible"],
    ["29.2.2025", "impossible"],
    ["2026-13-01", "impossible"],
    ["2026-00-10", "impossible"],
    ["0.1.2026", "impossible"],
    ["32/13/2026", "impossible"],
    ["1.1.0000", "impossible"],
    ["21.10.26", "shortYear"],
    ["21 Oct 26", "shortYear"],
    ["10/21/19999", "shortYear"],
    ["21 Oct", "unreadable"],
    ["Oct 2026", "unreadable"],
    ["21 ma 2026", "unreadable"],
    ["21 Oktober 2026", "unreadable"],
    ["2026 21 Oct", "unreadable"],
    ["21.10-2026", "unreadable"],
    ["soon", "unreadable"],
    ["1e1.1.2026", "unreadable"],
    ["٢١.١٠.٢٠٢٦", "unreadable"],
  ])("%s as %s", (typed, kind) => {
    expect(readDate(typed, TODAY).kind).toBe(kind);
  });
});

it("reads nothing as nothing", () => {
  expect(readDate("   ")).toEqual({ kind: "empty" });
});

it("does not know today unless told", () => {
  expect(readDate("today").kind).toBe("unreadable");
});

it("reads every day of four years back from the way it is shown", async () => {
  const { formatDate, formatDateInWords } = await import("../format/dates");
  for (let day = 0; day < 1461; day += 1) {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    expect(readDate(formatDate(date))).toEqual({ kind: "date", date });
    const words = formatDateInWords(date).replace(/^\w+, /, "");
    expect(readDate(words)).toEqual({ kind: "date", date });
  }
});
