// What the answer of a measure is made of: the rows of its activities, and the days of a diary.

import type { DayDraft } from "../../backend/generated/DayDraft";
import type { MeasureChoice } from "../../backend/generated/MeasureChoice";
import type { ScoreDraft } from "../../backend/generated/ScoreDraft";

/** So many days are typed in at a time. */
export const DAYS = 5;

/** An answer with nothing in it; the activities of the last time are named again, without their scores. */
export function cleared(measure: MeasureChoice | undefined): Partial<ScoreDraft> {
  const named = measure?.activities ?? [];
  const own = measure?.asks === "activities";
  const rows = named.length > 0 ? named : own ? ["", "", ""] : [];
  return {
    total: "",
    raw: "",
    parts: [],
    version: "",
    activities: rows.map((activity) => ({ activity, score: "" })),
    joint: "",
    side: null,
    measurements: null,
    days: [],
  };
}

/** The days that follow the first one, where none is typed yet. */
export function followingDays(days: readonly DayDraft[], first: string): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return days.map((day, n) => {
    if (n === 0) return first;
    if (day.date !== "" || Number.isNaN(start)) return day.date;
    return new Date(start + n * 86_400_000).toISOString().slice(0, 10);
  });
}
