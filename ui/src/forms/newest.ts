// Asks while someone types: waits for a pause, and of several answers only the newest counts.

export class Newest<R> {
  readonly #pauseMs: number;
  readonly #take: (answer: R) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(pauseMs: number, take: (answer: R) => void) {
    this.#pauseMs = pauseMs;
    this.#take = take;
  }

  /** Asks after a pause in which nothing further is asked. A refusal is no answer. */
  later(ask: () => Promise<R>): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.now(ask).catch(() => undefined);
    }, this.#pauseMs);
  }

  /** Asks at once. The answer is taken unless something newer was asked meanwhile. */
  async now(ask: () => Promise<R>): Promise<R> {
    this.stop();
    const mine = this.#asked;
    const answer = await ask();
    if (mine === this.#asked) this.#take(answer);
    return answer;
  }

  /** Forgets what was asked and not answered yet. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}
