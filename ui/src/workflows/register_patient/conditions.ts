// The rows of conditions while they are typed. A row holds the id of a condition or the words typed
// so far, so that a draft loses neither.

import type { Complaint } from "../../backend/generated/Complaint";
import type { ConditionRow } from "../../backend/generated/ConditionRow";
import type { Problem } from "../../backend/generated/Problem";
import { problemsBelow } from "../../forms/problems";
import { fold, type Choice } from "../../kit";

export function blankCondition(): Complaint {
  return { condition: "", icd10cm: "" };
}

/** Takes an id or the words typed so far; another condition has other codes. */
export function setCondition(row: Complaint, condition: string): void {
  if (row.condition === condition) return;
  row.condition = condition;
  row.icd10cm = "";
}

export function setCode(row: Complaint, code: string): void {
  row.icd10cm = code;
}

export function isBlank({ condition, icd10cm }: Complaint): boolean {
  return condition.trim() === "" && icd10cm === "";
}

/** The faults of a row. Blank rows are not sent, so the backend counts without them. */
export function problemsOfRow(
  problems: readonly Problem[],
  rows: readonly Complaint[],
  row: Complaint,
): Problem[] {
  const sent = rows.filter((other) => !isBlank(other));
  const at = sent.indexOf(row);
  return at === -1 ? [] : problemsBelow(problems, `conditions[${String(at)}]`);
}

/** The catalogue's conditions as choices, found by their other names and codes too. */
export function conditionChoices(conditions: readonly ConditionRow[]): Choice[] {
  return conditions.map(({ id, name, aliases, codes }) => ({
    value: id,
    label: name,
    detail: codes.length === 1 ? (codes[0]?.code ?? "") : "",
    keywords: [...aliases, ...codes.map(({ code }) => code)],
  }));
}

/** The choice whose name was typed out in full, or undefined. */
export function choiceNamed(choices: readonly Choice[], typed: string): Choice | undefined {
  const wanted = fold(typed.trim());
  return choices.find(({ label }) => fold(label) === wanted);
}
