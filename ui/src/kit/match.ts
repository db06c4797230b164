// Finding what someone types among choices: without regard to case, accents or word order.

/** One thing to choose. */
export interface Choice<T extends string = string> {
  value: T;
  label: string;
  /** A second, quieter text: a Latin name, a code, a date of birth. */
  detail?: string;
  /** Choices of one group stand together under its name. */
  group?: string;
  /** Other words that find it: abbreviations, synonyms. */
  keywords?: readonly string[];
  disabled?: boolean;
}

/** How well a choice fits what was typed: higher first, null not at all. */
export type Rank<T extends string = string> = (choice: Choice<T>, typed: string) => number | null;

/** Lower case without accents, so that "silva ines" finds "Silva, Inês". */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l");
}

/** The rank used unless the caller knows better: start of the label, start of a word, anywhere. */
export const rankByWords: Rank = (choice, typed) => {
  const label = fold(choice.label);
  const wanted = fold(typed).trim();
  if (label.startsWith(wanted)) return 4;
  if (choice.keywords?.some((keyword) => fold(keyword) === wanted)) return 5;
  const all = [label, ...(choice.keywords ?? []).map(fold), fold(choice.detail ?? "")].join(" ");
  const parts = wanted.split(/[\s,]+/).filter(Boolean);
  const starts = all.split(/[^\p{L}\p{N}]+/u);
  if (parts.every((part) => starts.some((start) => start.startsWith(part)))) return 3;
  return parts.every((part) => all.includes(part)) ? 1 : null;
};

/** The choices that fit, best first, those of a group together; all of them when nothing is typed. */
export function findChoices<T extends string>(
  choices: readonly Choice<T>[],
  typed: string,
  rank: Rank<T> = rankByWords as Rank<T>,
): Choice<T>[] {
  if (typed.trim() === "") return inGroups(choices);
  const ranked = choices
    .map((choice) => ({ choice, rank: rank(choice, typed) }))
    .filter((found): found is { choice: Choice<T>; rank: number } => found.rank !== null)
    .sort((a, b) => b.rank - a.rank);
  return inGroups(ranked.map(({ choice }) => choice));
}

/** Keeps the order, but moves each group to where its first member stands. */
export function inGroups<T extends { group?: string }>(items: readonly T[]): T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = item.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups.values()].flat();
}

/** Where the arrow keys lead in a list of `length`, wrapping round; -1 is nowhere. */
export function step(key: string, at: number, length: number): number | null {
  if (length === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % length;
    case "ArrowUp":
      return (Math.max(at, 0) - 1 + length) % length;
    case "PageDown":
      return Math.min(at + 8, length - 1);
    case "PageUp":
      return Math.max(at - 8, 0);
    default:
      return null;
  }
}
