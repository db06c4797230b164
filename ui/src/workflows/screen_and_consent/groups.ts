// The checks in the groups in which they are gone through, and the answers as the draft holds them.

import type { Answer } from "../../backend/generated/Answer";
import type { CheckRow } from "../../backend/generated/CheckRow";
import type { ScreeningAnswer } from "../../backend/generated/ScreeningAnswer";

export type GroupName = "patient" | "local" | "technique" | "visit";

export interface Group {
  name: GroupName;
  checks: CheckRow[];
}

/** Checks of every visit come last: they are asked anew each time, and only what stays true is kept here. */
export function groupsOf(checks: readonly CheckRow[]): Group[] {
  const names: GroupName[] = ["patient", "local", "technique", "visit"];
  return names
    .map((name) => ({ name, checks: checks.filter((check) => groupOf(check) === name) }))
    .filter((group) => group.checks.length > 0);
}

function groupOf(check: CheckRow): GroupName {
  if (check.each_visit) return "visit";
  if (check.scope === "patient" || check.scope === "local") return check.scope;
  return "technique";
}

export function answerTo(
  answers: readonly ScreeningAnswer[],
  check: string,
): ScreeningAnswer | null {
  return answers.find((row) => row.check === check) ?? null;
}

/**
 * The answers with another one for a check. Its date is that of the review, unless nothing changes; taken
 * back, a row without a note is gone.
 */
export function answered(
  answers: readonly ScreeningAnswer[],
  check: string,
  answer: Answer | null,
): ScreeningAnswer[] {
  const before = answerTo(answers, check);
  if (before === null) {
    return answer === null ? [...answers] : [...answers, { check, answer, note: "", date: "" }];
  }
  if (before.answer === answer) return [...answers];
  if (answer === null && before.note === "") return answers.filter((row) => row.check !== check);
  return answers.map((row) => (row.check === check ? { ...row, answer, date: "" } : row));
}

/** The answers with a note beside one; a changed note is news of the review. */
export function noted(
  answers: readonly ScreeningAnswer[],
  check: string,
  note: string,
): ScreeningAnswer[] {
  const isNew = answerTo(answers, check) === null;
  const rows = isNew ? [...answers, { check, answer: null, note: "", date: "" }] : answers;
  return rows.map((row) => (row.check === check ? { ...row, note, date: "" } : row));
}

/** The checks that are asked once and have no answer. */
export function unanswered(
  checks: readonly CheckRow[],
  answers: readonly ScreeningAnswer[],
): CheckRow[] {
  const open = (check: CheckRow) => (answerTo(answers, check.id)?.answer ?? null) === null;
  return checks.filter((check) => !check.each_visit && open(check));
}
