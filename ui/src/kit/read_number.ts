// Reads a number that someone typed, into a whole number of its smallest step.

export type NumberReading =
  | { kind: "empty" }
  | { kind: "number"; value: number }
  | { kind: "unreadable" }
  | { kind: "tooFine" };

const NUMBER = /^([+-]?)(\d+)(?:[.,](\d*))?$/;

/** Reads "0.25", "0,25" or "40". With `scale` 1000 "0.25" is 250; more decimals are too fine. */
export function readNumber(typed: string, scale: number): NumberReading {
  const text = typed.trim();
  if (text === "") return { kind: "empty" };
  const match = NUMBER.exec(text.replace(/^−/, "-"));
  if (!match) return { kind: "unreadable" };
  const [, sign = "", whole = "", fraction = ""] = match;
  const decimals = Math.round(Math.log10(scale));
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > decimals) return { kind: "tooFine" };
  // Glued together as digits, so that no rounding error ever comes in.
  const magnitude = Number(whole + digits.padEnd(decimals, "0"));
  if (!Number.isSafeInteger(magnitude)) return { kind: "unreadable" };
  return { kind: "number", value: sign === "-" && magnitude !== 0 ? -magnitude : magnitude };
}
