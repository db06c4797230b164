// What a key sets off besides its letter: done once the letter is on the screen, so that nothing holds it up.

/** A hidden window paints nothing; what waits for the paint is done all the same. */
const AT_LATEST_MS = 100;

/** Runs `act` once what changed is painted. The answer takes it back. */
export function afterPaint(act: () => void): () => void {
  let posted: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    clearTimeout(latest);
    // The frame is drawn after its callbacks.
    posted = setTimeout(act);
  });
  const latest = setTimeout(() => {
    cancelAnimationFrame(frame);
    act();
  }, AT_LATEST_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(latest);
    clearTimeout(posted);
  };
}

/** Reads something large at once, and again after the paint that follows each change of what it read. */
export function readAfterPaint(read: () => void): void {
  let painted = $state(0);
  let seen = -1;
  $effect(() => {
    const now = painted;
    if (now === seen) return afterPaint(() => (painted = now + 1));
    seen = now;
    read();
    return undefined;
  });
}
