// Sizes and scores as the therapist writes them. On the wire they are whole numbers in their
// smallest step, so that no rounding ever happens on the way.

const MICROMETRES_A_MILLIMETRE = 1000;

/** A whole number in steps of 1/scale as a decimal: `formatScaled(250, 1000)` is "0.25". */
export function formatScaled(value: number, scale: number): string {
  const decimals = Math.round(Math.log10(scale));
  const text = (value / scale).toFixed(decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, "");
}

/** A needle, from micrometres across and millimetres long: "0.25 × 40 mm". */
export function formatNeedle(diameterUm: number, lengthMm: number): string {
  const diameter = (diameterUm / MICROMETRES_A_MILLIMETRE).toFixed(2);
  return `${diameter} × ${String(lengthMm)} mm`;
}

/** A score before and after: "7 → 3". A missing one is a dash. */
export function formatChange(before: number | null, after: number | null): string {
  return `${formatScore(before)} → ${formatScore(after)}`;
}

function formatScore(score: number | null): string {
  return score === null ? "–" : String(score);
}
