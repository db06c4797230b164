// The codes that are shown once: they outlive leaving the screen, and are gone with the lock.

import type { FileKeyChanged } from "../../backend/generated/FileKeyChanged";
import type { Workspace } from "../../workspace.svelte";

export class Codes {
  /** What the change answered, until everything of it is on paper. */
  changed = $state.raw<FileKeyChanged | null>(null);
  /** Whether the one-time codes of the others are on paper. */
  handedOut = $state(false);
}

const all = new WeakMap<Workspace, Codes>();

export function codesOf(workspace: Workspace): Codes {
  const codes = all.get(workspace) ?? new Codes();
  all.set(workspace, codes);
  return codes;
}
