// Rows are named by their number: an event by its row, an electrode pair by the other row. When rows come,
// go or move, those numbers go with them.

import type { ElectrodePair } from "../../backend/generated/ElectrodePair";
import type { EventDraft } from "../../backend/generated/EventDraft";
import type { SessionDraft } from "../../backend/generated/SessionDraft";

/** Something that names a row. */
export type Naming = EventDraft | ElectrodePair;

function named(naming: Naming): number | null {
  return "with_row" in naming ? naming.with_row : naming.row;
}

/** Lets it name another row, or none. */
export function name(naming: Naming, row: number | null): void {
  if ("with_row" in naming) naming.with_row = row;
  else naming.row = row;
}

function namings(session: SessionDraft): Naming[] {
  return [...session.events, ...session.sites.flatMap((site) => site.current?.pairs ?? [])];
}

/** Row `at`, counted from 0, came in. */
export function rowCame(session: SessionDraft, at: number): void {
  for (const naming of namings(session)) {
    const row = named(naming);
    if (row !== null && row > at) name(naming, row + 1);
  }
}

/** Row `at`, counted from 0, went. Answers with what named it, which now names none. */
export function rowWent(session: SessionDraft, at: number): Naming[] {
  const orphans: Naming[] = [];
  for (const naming of namings(session)) {
    const row = named(naming);
    if (row === at + 1) {
      name(naming, null);
      orphans.push(naming);
    } else if (row !== null && row > at + 1) name(naming, row - 1);
  }
  return orphans;
}
