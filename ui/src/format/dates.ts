// Dates and times as the therapist reads them: "21 Oct 2026", "14:05". Always the same in every
// country, so never through the system's own formats.

import { words } from "../strings";

/** A calendar date on the wire: "2026-10-21". */
export type IsoDate = string;

/** A moment on the wire: when it was, and how far the clock on the wall stood from UTC. */
export interface Instant {
  /** Milliseconds since 1970 in UTC. */
  utc_ms: number;
  /** Minutes to add to UTC to read the wall clock. */
  offset_minutes: number;
}

interface DateParts {
  year: number;
  month: number;
  day: number;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MINUTE_MS = 60_000;

function partsOf(date: IsoDate): DateParts | null {
  const match = ISO_DATE.exec(date);
  if (!match) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** "2026-10-21" as "21 Oct 2026". What is no date comes back unchanged. */
export function formatDate(date: IsoDate): string {
  const parts = partsOf(date);
  const month = parts && words.dates.monthsShort[parts.month - 1];
  return parts && month ? `${String(parts.day)} ${month} ${String(parts.year)}` : date;
}

/** "2026-10-21" as "Wednesday, 21 October 2026". */
export function formatDateInWords(date: IsoDate): string {
  const parts = partsOf(date);
  const month = parts && words.dates.months[parts.month - 1];
  if (!parts || !month) return date;
  return `${weekdayOf(parts)}, ${String(parts.day)} ${month} ${String(parts.year)}`;
}

/** "2026-10-21" as "21 Oct", for a list whose year is known. */
export function formatDay(date: IsoDate): string {
  return formatDate(date).replace(/ \d{4}$/, "");
}

function weekdayOf({ year, month, day }: DateParts): string {
  const sundayFirst = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return words.dates.weekdays[(sundayFirst + 6) % 7] ?? "";
}

/** The wall clock of a moment where it was recorded: "14:05". */
export function formatTime(instant: Instant): string {
  return wallClock(instant).slice(11, 16);
}

/** "14:09:31", for saying when a draft was kept. */
export function formatTimeToTheSecond(instant: Instant): string {
  return wallClock(instant).slice(11, 19);
}

/** "21 Oct 2026, 14:05". */
export function formatMoment(instant: Instant): string {
  return `${formatDate(dateOf(instant))}, ${formatTime(instant)}`;
}

/** The calendar date of a moment where it was recorded. */
export function dateOf(instant: Instant): IsoDate {
  return wallClock(instant).slice(0, 10);
}

function wallClock({ utc_ms, offset_minutes }: Instant): string {
  return new Date(utc_ms + offset_minutes * MINUTE_MS).toISOString();
}

/** The age in whole years on a day, or null when the day is before the birth or no date. */
export function ageOn(born: IsoDate, day: IsoDate): number | null {
  const from = partsOf(born);
  const to = partsOf(day);
  if (!from || !to || day < born) return null;
  const hadBirthday = to.month > from.month || (to.month === from.month && to.day >= from.day);
  return to.year - from.year - (hadBirthday ? 0 : 1);
}

/** "14 Mar 1984 (42)": date of birth with the age on a day. */
export function formatBorn(born: IsoDate, today: IsoDate): string {
  const age = ageOn(born, today);
  return age === null ? formatDate(born) : `${formatDate(born)} (${String(age)})`;
}
