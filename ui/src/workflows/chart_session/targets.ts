// Finding a needle target by its name, its Latin name or a short name. A short name that could mean
// several is never guessed: the list then starts with the question and offers its answers.

import type { AbbreviationRow } from "../../backend/generated/AbbreviationRow";
import type { Reference } from "../../backend/generated/Reference";
import type { TargetRow } from "../../backend/generated/TargetRow";
import { fold, type Choice, type Rank } from "../../kit";
import { words } from "../../strings";

export interface TargetChoices {
  /** What can be chosen for what is typed. */
  items: (typed: string) => readonly Choice[];
  rank: Rank;
  /** The question that a typed short name asks back, or undefined. */
  question: (typed: string) => string | undefined;
}

/** Marks the line of the list that asks; it is no target and cannot be chosen. */
const QUESTION = "?";

export function targetChoices(reference: Reference): TargetChoices {
  const asked = new Map(reference.abbreviations.map((row) => [fold(row.alias), row]));
  const find = (typed: string) => asked.get(fold(typed).trim());
  const targets = reference.targets.map(targetChoice);
  return {
    items: (typed) => {
      const row = find(typed);
      return row ? [questionChoice(row), ...targets] : targets;
    },
    rank: (choice, typed) => rankTarget(choice, fold(typed).trim(), find(typed)),
    question: (typed) => {
      const row = find(typed);
      return row && words.chartSession.sites.question(row.alias, row.note);
    },
  };
}

function targetChoice(target: TargetRow): Choice {
  return {
    value: target.id,
    label: target.name,
    detail: [target.abbr, target.latin].filter(Boolean).join(" · "),
    keywords: [target.abbr, ...target.aliases],
  };
}

function questionChoice(row: AbbreviationRow): Choice {
  return { value: QUESTION + row.alias, label: `${row.alias}: ${row.note}`, disabled: true };
}

function rankTarget(choice: Choice, typed: string, asked?: AbbreviationRow): number | null {
  if (choice.value.startsWith(QUESTION)) {
    return asked && choice.value === QUESTION + asked.alias ? 10 : null;
  }
  if (asked && asked.choices.length > 0) return asked.choices.includes(choice.value) ? 9 : null;
  return rankWords(choice, typed);
}

function rankWords(choice: Choice, typed: string): number | null {
  const label = fold(choice.label);
  const short = (choice.keywords ?? []).map(fold);
  if (label === typed || short.includes(typed)) return 8;
  if (label.startsWith(typed)) return 6;
  if (short.some((name) => name.startsWith(typed))) return 5;
  const all = [label, ...short, fold(choice.detail ?? "")].join(" ");
  const parts = typed.split(/[\s,]+/).filter(Boolean);
  const starts = all.split(/[^\p{L}\p{N}]+/u);
  if (parts.every((part) => starts.some((start) => start.startsWith(part)))) return 4;
  return parts.every((part) => all.includes(part)) ? 1 : null;
}
