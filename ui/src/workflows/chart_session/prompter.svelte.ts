// Asks where the patient's flags meet the rows, after a short pause. The last answer stays in sight until
// the next one comes; none of them is in the way of anything.

import type { SessionPrompts } from "../../backend/generated/SessionPrompts";

const PAUSE_MS = 250;

export class Prompter {
  said = $state.raw<SessionPrompts | null>(null);
  /** Whether the last question had no answer. */
  failed = $state(false);
  readonly #ask: () => Promise<SessionPrompts>;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: () => Promise<SessionPrompts>) {
    this.#ask = ask;
  }

  /** Something changed that the prompts rest on. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Asks at once. An answer that came too late is dropped. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    try {
      const said = await this.#ask();
      if (asked !== this.#asked) return;
      this.said = said;
      this.failed = false;
    } catch {
      if (asked === this.#asked) this.failed = true;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}
