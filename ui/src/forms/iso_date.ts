// A date in a draft is either a date or the words typed so far.

import type { IsoDate } from "../format/dates";

/** The date that `text` is, or null while it is something else. */
export function isoDateIn(text: string): IsoDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? text : null;
}

/** The time on the wall clock where this computer stands, to the minute: "14:05". */
export function clockHere(now = new Date()): string {
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The calendar date where this computer stands. */
export function dateHere(now = new Date()): IsoDate {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part, n) => String(part).padStart(n === 0 ? 4 : 2, "0")).join("-");
}
