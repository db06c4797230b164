// Reads a time of day that someone typed, into "HH:MM" of the 24 hour clock.

export type TimeReading =
  { kind: "empty" } | { kind: "time"; time: string } | { kind: "unreadable" };

const TIME = /^(\d{1,2})(?:[:.h ]?(\d{2}))? ?([ap])?\.?(?:m\.?)?$/;

/** Reads "14:05", "9.20", "0920", "9", "2:05 pm". */
export function readTime(typed: string): TimeReading {
  const text = typed.trim().toLowerCase();
  if (text === "") return { kind: "empty" };
  const match = TIME.exec(text);
  const hour = match && hourOf(Number(match[1]), match[3]);
  const minute = Number(match?.[2] ?? "0");
  if (hour === null || minute > 59) return { kind: "unreadable" };
  return { kind: "time", time: `${twoDigits(hour)}:${twoDigits(minute)}` };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}
