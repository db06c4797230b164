// Dates, times, ages and sizes as the therapist reads them.

import { describe, expect, it } from "vitest";
import { ageOn, dateOf, formatBorn, formatDate, formatDateInWords, formatMoment } from "./dates";
import { formatChange, formatNeedle, formatScaled } from "./quantities";

it("writes dates the same everywhere", () => {
  expect(formatDate("2026-10-21")).toBe("21 Oct 2026");
  expect(formatDate("2026-01-02")).toBe("2 Jan 2026");
  expect(formatDateInWords("2026-11-22")).toBe("Sunday, 22 November 2026");
  expect(formatDate("not a date")).toBe("not a date");
});

it("shows a moment on the clock of where it was recorded", () => {
  const moment = { utc_ms: Date.UTC(2026, 10, 22, 23, 30), offset_minutes: 60 };
  expect(formatMoment(moment)).toBe("23 Nov 2026, 00:30");
  expect(dateOf({ ...moment, offset_minutes: -300 })).toBe("2026-11-22");
});

describe("an age", () => {
  it.each([
    ["1984-03-14", "2026-03-13", 41],
    ["1984-03-14", "2026-03-14", 42],
    ["2024-02-29", "2025-02-28", 0],
    ["2024-02-29", "2025-03-01", 1],
    ["2026-05-01", "2026-04-30", null],
  ])("of someone born %s is on %s %s", (born, day, age) => {
    expect(ageOn(born, day)).toBe(age);
  });

  it("stands behind the date of birth", () => {
    expect(formatBorn("1984-03-14", "2026-11-22")).toBe("14 Mar 1984 (42)");
  });
});

it("writes sizes and scores without rounding errors", () => {
  expect(formatNeedle(250, 40)).toBe("0.25 × 40 mm");
  expect(formatScaled(300, 1000)).toBe("0.3");
  expect(formatScaled(40, 1)).toBe("40");
  expect(formatScaled(100, 1)).toBe("100");
  expect(formatChange(7, 3)).toBe("7 → 3");
  expect(formatChange(null, 0)).toBe("– → 0");
});
