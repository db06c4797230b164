// The rows of conditions while they are typed. A row holds the id of a condition or the words typed
// so far, so that a draft loses neither.

import type { Complaint } from "../../backend/generated/Complaint";
import type { ConditionRow } from "../../backend/generated/ConditionRow";
import type { Problem } from "../../backend/generated/Problem";
import { problemsBelow } from "../../forms/problems";
import { fold, type Choice } from "../../kit";

/** A row on screen; the key tells rows with the same content apart. */
export interface ConditionEntry extends Complaint {
  key: number;
}

let lastKey = 0;

export function conditionRow(complaint?: Complaint): ConditionEntry {
  lastKey += 1;
  return { key: lastKey, condition: complaint?.condition ?? "", icd10cm: complaint?.icd10cm ?? "" };
}

export function isBlank({ condition, icd10cm }: Complaint): boolean {
  return condition.trim() === "" && icd10cm === "";
}

/** The faults of a row. Blank rows are not sent, so the backend counts without them. */
export function problemsOfRow(
  problems: readonly Problem[],
  rows: readonly ConditionEntry[],
  row: ConditionEntry,
): Problem[] {
  const sent = rows.filter((other) => !isBlank(other));
  const at = sent.findIndex(({ key }) => key === row.key);
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
