// The daily backup: it begins by itself, in a pause of the typing, and never asks anything.

import type { Workspace } from "../workspace.svelte";

/** A pause: no key and no press of the mouse for so long. */
export const PAUSE_MS = 3000;

/** Waits for a pause, then backs up if today's is still to be made. The returned function stops waiting. */
export function backUpDaily(workspace: Workspace): () => void {
  const { backups } = workspace;
  if (!workspace.mayRun("back_up")) return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    stop();
    void backups.run(true);
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(begin, PAUSE_MS);
  }

  function stop(): void {
    clearTimeout(timer);
    for (const event of BUSY) removeEventListener(event, wait, true);
  }

  for (const event of BUSY) addEventListener(event, wait, true);
  wait();
  return stop;
}

const BUSY = ["keydown", "pointerdown"] as const;
