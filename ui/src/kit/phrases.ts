// Phrases: a semicolon, a short key and Tab write a longer text. What surrounds a field says which phrases there
// are; a field with none around it knows nothing of them.

import { getContext, hasContext, setContext } from "svelte";

export interface Phrase {
  /** Letters and digits in small letters, without the semicolon. */
  readonly prefix: string;
  readonly text: string;
}

export interface Phrases {
  readonly all: readonly Phrase[];
  /** Whatever is written next is a step of its own on the way back. */
  newStep: () => void;
}

const AROUND = Symbol("phrases");

/** Gives phrases to every text field below the component that calls it. */
export function offerPhrases(phrases: Phrases): void {
  setContext(AROUND, phrases);
}

/** The phrases for the component that calls it, or null. */
export function phrasesAround(): Phrases | null {
  return hasContext(AROUND) ? getContext<Phrases>(AROUND) : null;
}

/** A key that stands before the caret, as far as it is typed. */
export interface TypedKey {
  /** Where its semicolon stands. */
  from: number;
  to: number;
  /** In small letters. */
  key: string;
}

/** The key that ends at the caret, or null. */
export function keyBefore(text: string, caret: number): TypedKey | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf(";");
  const key = before
    .slice(from + 1)
    .normalize("NFC")
    .toLowerCase();
  if (from < 0 || key === "" || /\s/u.test(key)) return null;
  return { from, to: caret, key };
}

const MOST_LETTERS = 60;

/** How a text begins, in one line. */
export function firstWords(text: string): string {
  const line = text.replace(/\s+/gu, " ");
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS).trimEnd()}…`;
}
