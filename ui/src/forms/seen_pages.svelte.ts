// The pages of a document as they would be printed, drawn beside the form. Typing never waits for them: one
// drawing is asked for at a time, and of what was typed meanwhile only the last state is drawn.

import { Failure } from "../backend/failure";
import type { PagesToSee } from "../backend/generated/PagesToSee";

const AFTER_MS = 60;

export class SeenPages<Seen extends PagesToSee = PagesToSee> {
  /** Addresses of the drawn pages. */
  urls = $state.raw<readonly string[]>([]);
  /** How many pages there are in all. */
  all = $state(0);
  /** What is shown is older than what is typed. */
  waiting = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #ask: (whole: boolean) => Promise<Seen>;
  /** Told of every answer that is shown, and of none that is outdated. */
  readonly #shown: (seen: Seen) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawing = false;
  #again = false;
  #gone = false;
  /** Of drawings that overtake each other, only the one asked for last is shown. */
  #latest = 0;

  constructor(
    ask: (whole: boolean) => Promise<Seen>,
    shown: (seen: Seen) => void = () => undefined,
  ) {
    this.#ask = ask;
    this.#shown = shown;
  }

  /** Something may have changed. */
  notice(): void {
    if (this.#gone) return;
    this.waiting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), AFTER_MS);
  }

  /** Every page, for the printer. Answers whether they are there: no drawing of the first ones takes their place. */
  async whole(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#again = false;
    this.#latest += 1;
    try {
      this.#show(await this.#ask(true));
      return true;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return false;
    }
  }

  /** The pages are a patient's record: nothing of them stays behind. */
  forget(): void {
    this.#gone = true;
    clearTimeout(this.#timer);
    for (const url of this.urls) URL.revokeObjectURL(url);
    this.urls = [];
  }

  async #draw(): Promise<void> {
    if (this.#drawing) {
      this.#again = true;
      return;
    }
    this.#drawing = true;
    const mine = ++this.#latest;
    try {
      const seen = await this.#ask(false);
      // What was asked for is outdated when something was typed or printed meanwhile.
      if (!this.#again && mine === this.#latest) this.#show(seen);
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      this.waiting = false;
    } finally {
      this.#drawing = false;
    }
    if (this.#again) {
      this.#again = false;
      void this.#draw();
    }
  }

  #show(seen: Seen): void {
    if (this.#gone) return;
    const old = this.urls;
    this.urls = seen.pages.map((page) =>
      URL.createObjectURL(new Blob([page], { type: "image/svg+xml" })),
    );
    for (const url of old) URL.revokeObjectURL(url);
    this.all = seen.all;
    this.failure = null;
    this.waiting = false;
    this.#shown(seen);
  }
}
