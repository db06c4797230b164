// Where work stands, written down at the lock and read at the next unlock: the screens behind each other.

import type { Screen, ScreenName } from "./workspace.svelte";

/** The place in a form that Rust keeps without reading it. */
export function writePlace(trail: readonly Screen[]): string {
  return JSON.stringify(trail);
}

/** The way back to a place; null when it is none that this version knows. */
export function readPlace(text: string | null, known: readonly string[]): Screen[] | null {
  if (text === null) return null;
  try {
    const trail: unknown = JSON.parse(text);
    if (!Array.isArray(trail) || trail.length === 0) return null;
    return trail.every((screen) => isScreen(screen, known)) ? (trail as Screen[]) : null;
  } catch {
    return null;
  }
}

function isScreen(value: unknown, known: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name } = value as { name?: ScreenName };
  return typeof name === "string" && known.includes(name);
}
