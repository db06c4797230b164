// Says that somebody is there: at the first sign after a pause, and then now and then, never at each key.

import type { Backend } from "../backend/backend";

/** How often it is said at most. The cover comes after a minute at the earliest. */
const AT_MOST_EVERY_MS = 5000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Tells the backend while the practice is used, until the returned function is called. */
export function tellActivity(backend: Backend): () => void {
  let pausing: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function tell(): void {
    again = false;
    pausing = setTimeout(() => {
      pausing = undefined;
      if (again) tell();
    }, AT_MOST_EVERY_MS);
    // What could not be said is said at the next sign.
    void backend.call("still_here", {}).catch(() => undefined);
  }

  function seen(): void {
    if (pausing === undefined) tell();
    else again = true;
  }

  for (const sign of SIGNS) window.addEventListener(sign, seen, { capture: true, passive: true });
  return () => {
    clearTimeout(pausing);
    for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true });
  };
}
