// Reads a date that someone typed. Day and month are never guessed: where they could be swapped the
// reader answers both dates and lets the person choose.

import { CalendarDate, parseDate } from "@internationalized/date";
import type { IsoDate } from "../format/dates";
import { words } from "../strings";

export type DateReading =
  | { kind: "empty" }
  | { kind: "date"; date: IsoDate }
  /** The same digits as day.month and as month.day. */
  | { kind: "ambiguous"; dates: [IsoDate, IsoDate] }
  | { kind: "impossible" }
  | { kind: "shortYear" }
  | { kind: "unreadable" };

/** Reads `typed`; `today` is for the words today, yesterday and tomorrow. */
export function readDate(typed: string, today?: IsoDate): DateReading {
  const text = typed.trim().replace(/\s+/g, " ").toLowerCase();
  if (text === "") return { kind: "empty" };
  return (
    relative(text, today) ??
    yearFirst(text) ??
    withMonthName(text) ??
    digitsOnly(text) ?? { kind: "unreadable" }
  );
}

/** "today", "yesterday", "tomorrow". */
function relative(text: string, today: IsoDate | undefined): DateReading | null {
  if (today === undefined) return null;
  const days = [words.dates.yesterday, words.dates.today, words.dates.tomorrow].findIndex(
    (word) => word === text,
  );
  if (days === -1) return null;
  return {
    kind: "date",
    date: parseDate(today)
      .add({ days: days - 1 })
      .toString(),
  };
}

/** "2026-10-21", "2026/10/21", "2026.10.21" and "20261021": the year leads, nothing is ambiguous. */
function yearFirst(text: string): DateReading | null {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match && dateOf(match[1], match[2], match[3]);
}

/** "21 Oct 2026", "21-oct-2026", "21st October 2026", "Oct 21, 2026". */
function withMonthName(text: string): DateReading | null {
  const parts = text.split(/[\s,.\-/]+/).filter((part) => part !== "" && part !== "of");
  const at = parts.findIndex((part) => /^\p{L}/u.test(part));
  const month = monthNamed(parts[at]);
  if (month === null || parts.length !== 3 || at === 2) return null;
  const [day, year] = parts.filter((_, index) => index !== at);
  if (day !== undefined && /^\d{4}$/.test(day)) return null;
  return withYear(year, () => dateOf(year, String(month), day?.replace(/(st|nd|rd|th)$/, "")));
}

/** A month by its name or the start of it, from three letters on. */
function monthNamed(part: string | undefined): number | null {
  if (part === undefined || part.length < 3) return null;
  const index = words.dates.months.findIndex((name) => {
    const month = name.toLowerCase();
    return month.startsWith(part) || (part === "sept" && month === "september");
  });
  return index === -1 ? null : index + 1;
}

/** "21.10.2026" is day first by custom; with slash or hyphen the order must show itself. */
function digitsOnly(text: string): DateReading | null {
  const match = /^(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d+)$/.exec(text);
  if (!match) return null;
  const [, first, mark, second, year] = match;
  return withYear(year, () => {
    const dayFirst = dateOf(year, second, first);
    if (mark === ".") return dayFirst;
    return eitherOrder(dayFirst, dateOf(year, first, second));
  });
}

function eitherOrder(dayFirst: DateReading, monthFirst: DateReading): DateReading {
  if (dayFirst.kind !== "date") return monthFirst;
  if (monthFirst.kind !== "date" || monthFirst.date === dayFirst.date) return dayFirst;
  return { kind: "ambiguous", dates: [dayFirst.date, monthFirst.date] };
}

/** A year of two digits could be 1926 or 2026: it is asked for, not guessed. */
function withYear(year: string | undefined, read: () => DateReading): DateReading {
  if (year === undefined || !/^\d+$/.test(year)) return { kind: "unreadable" };
  return year.length === 4 ? read() : { kind: "shortYear" };
}

function dateOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): DateReading {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (![y, m, d].every(Number.isInteger)) return { kind: "unreadable" };
  // CalendarDate moves an impossible day to the nearest possible one; that is how we notice it.
  const date = new CalendarDate(y, m, d);
  const real = date.year === y && date.month === m && date.day === d && y > 0;
  return real ? { kind: "date", date: date.toString() } : { kind: "impossible" };
}
