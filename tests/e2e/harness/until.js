// Waiting for a condition. Nothing in the journeys waits for a time to pass.

/** Long enough for a slow machine that builds something else meanwhile. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 30;

export const pause = (ms) => new Promise((over) => setTimeout(over, ms));

/**
 * Asks again and again until the answer is truthy, and returns it. An error counts as "not yet": the
 * page may be between two screens. `what` completes the sentence "Waited for …".
 */
export async function until(what, ask, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  let last = "";
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = "";
    } catch (thrown) {
      if (thrown.final) throw thrown;
      last = ` The last try said: ${thrown.message}`;
    }
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s for ${what}.${last}`);
    await pause(PAUSE_MS);
  }
}
