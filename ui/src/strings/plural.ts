// Counting in English.

/** "1 site", "3 sites": the number and the noun that fits it. */
export function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
