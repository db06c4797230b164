// Fields as a table: a new field of the note is one line here and one in the strings.

import type { Choice } from "../../kit";

/** The names of the parts of `T` that hold a `V`. */
type Keys<T, V> = { [K in keyof T]-?: T[K] extends V ? K : never }[keyof T] & string;

interface Said {
  label: string;
  hint?: string;
  required?: boolean;
  /** Room on the line; an area always takes a whole one. */
  width?: "narrow" | "wide" | "whole";
}

/** What is written when a choice is taken back; a choice without it is never empty. */
interface Taken {
  items: readonly { value: string; label: string; key?: string }[];
  none?: "" | null;
}

/** One field of `T`, and how it is asked. */
export type FieldOf<T> = Said &
  (
    | { kind: "text" | "area" | "clock"; key: Keys<T, string> }
    | { kind: "number"; key: Keys<T, number | null>; unit?: string; min?: number; max?: number }
    | { kind: "score"; key: Keys<T, number | null> }
    | { kind: "yes-no"; key: Keys<T, boolean | null> }
    | ({ kind: "choice" | "select"; key: Keys<T, string | null> } & Taken)
    | { kind: "find"; key: Keys<T, string>; choices: readonly Choice[] }
  );

/** Whether a field holds an answer. "No" is one. */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "object" ? Object.values(value).some(isFilled) : true;
}

/** The items of a choice, from words by value. */
export function itemsOf(labels: Readonly<Record<string, string>>): {
  value: string;
  label: string;
}[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
