// What the signing view takes out of the answer of the rules: the words come from Rust, here they are only
// put in order.

import type { Problem } from "../../backend/generated/Problem";
import type { SessionChecked } from "../../backend/generated/SessionChecked";

/** What stays open in a note that can be signed. */
export interface LeftOpen {
  /** Rows that are not confirmed and will be left out, each in words. */
  rows: readonly Problem[];
  /** What is not recorded. */
  gaps: readonly Problem[];
}

const ROW = /^sites\[(\d+)\]$/;

/** Tells the rows that will be left out from what is only not recorded. */
export function leftOpen({ gaps, rows }: SessionChecked): LeftOpen {
  const isRow = ({ code }: Problem) => code === "not-confirmed";
  return {
    rows: gaps.filter(isRow).map((gap) => {
      const n = ROW.exec(gap.path)?.[1];
      return { ...gap, message: (n && rows[Number(n)]) || gap.message };
    }),
    gaps: gaps.filter((gap) => !isRow(gap)),
  };
}
