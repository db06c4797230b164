// A search that runs while someone types: waits for a short pause, drops answers that come too late.

/** Answers for what was typed. The signal is aborted as soon as the answer is no longer wanted. */
export type Search<R> = (typed: string, signal: AbortSignal) => Promise<readonly R[]>;

/** Long enough to skip the letters of one word, too short to notice. */
const PAUSE_MS = 120;

export class LiveSearch<R> {
  found = $state.raw<readonly R[]>([]);
  state = $state<"idle" | "searching" | "failed">("idle");
  readonly #search: () => Search<R> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  constructor(search: () => Search<R> | undefined) {
    this.#search = search;
  }

  /** Starts over for `typed`. */
  run(typed: string): void {
    this.stop();
    if (!this.#search()) return;
    this.state = "searching";
    this.#timer = setTimeout(() => void this.#ask(typed), PAUSE_MS);
  }

  /** Forgets the search under way; what was found stays. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.state = "idle";
  }

  async #ask(typed: string): Promise<void> {
    const search = this.#search();
    if (!search) return;
    const running = new AbortController();
    this.#running = running;
    try {
      const found = await search(typed, running.signal);
      if (running.signal.aborted) return;
      this.found = found;
      this.state = "idle";
    } catch {
      if (!running.signal.aborted) this.state = "failed";
    }
  }
}
