// Reads a length of time as it is said, "10 min", "1:30", "90 s", into seconds, and says it again.

export type DurationReading =
  { kind: "empty" } | { kind: "seconds"; seconds: number } | { kind: "unreadable" };

const CLOCK = /^(\d+):([0-5]\d)$/;
const PART = /^(\d+)(?:[.,](\d+))?\s*(h|m|s)?[a-z]*\.?\s*/;
const IN_SECONDS = { h: 3600, m: 60, s: 1 };

/** Reads "10 min", "90 s", "1 min 30 s", "1:30" (minutes and seconds), "2.5"; a bare number is minutes. */
export function readDuration(typed: string): DurationReading {
  let rest = typed.trim().toLowerCase();
  if (rest === "") return { kind: "empty" };
  const clock = CLOCK.exec(rest);
  if (clock) return { kind: "seconds", seconds: Number(clock[1]) * 60 + Number(clock[2]) };
  let seconds = 0;
  while (rest !== "") {
    const part = PART.exec(rest);
    if (!part) return { kind: "unreadable" };
    const unit = IN_SECONDS[(part[3] ?? "m") as keyof typeof IN_SECONDS];
    seconds += Number(`${part[1] ?? ""}.${part[2] ?? "0"}`) * unit;
    rest = rest.slice(part[0].length);
  }
  return Number.isSafeInteger(Math.round(seconds))
    ? { kind: "seconds", seconds: Math.round(seconds) }
    : { kind: "unreadable" };
}

/** "10 min", "1 min 30 s", "45 s", "0 s". */
export function sayDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const left = seconds % 60;
  if (minutes === 0) return `${String(left)} s`;
  return left === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(left)} s`;
}
