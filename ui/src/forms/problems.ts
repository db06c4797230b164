// Faults of a form, found by the path of their field.

import type { Problem } from "../backend/generated/Problem";

/** The words for the field at `path`, or undefined: made for a control's `error`. */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find((problem) => problem.path === path)?.message;
}

/** The faults below `prefix`, with their paths as seen from there. */
export function problemsBelow(problems: readonly Problem[], prefix: string): Problem[] {
  return problems
    .filter(({ path }) => path.startsWith(`${prefix}.`))
    .map((problem) => ({ ...problem, path: problem.path.slice(prefix.length + 1) }));
}
