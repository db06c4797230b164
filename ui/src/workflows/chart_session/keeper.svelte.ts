// Keeps the draft: 300 ms after the last key, now and then while the keys go on, or at once. One write
// is under way at a time, what is newest wins, and a write that failed is tried again until it went through.

import type { DraftKept } from "../../backend/generated/DraftKept";
import { Failure } from "../../backend/failure";

/** Writes the draft as it stands at this moment, based on revision `rev`. */
export type Write = (rev: number) => Promise<DraftKept>;

const PAUSE_MS = 300;
/** Whoever types without a pause loses no more than the last second to a power cut. */
const LONGEST_WAIT_MS = 600;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** Trying again does not help against these: somebody has to look. */
const FINAL = new Set(["stale", "gone", "locked"]);

export class Keeper {
  /** When it was last kept: "14:09:31". */
  keptAt = $state("");
  /** Why the last write did not go through; null once it did. */
  failure = $state.raw<Failure | null>(null);
  readonly #write: Write;
  #rev: number;
  #dirty = $state(false);
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #ended = false;

  constructor(write: Write, start: { rev: number; kept_at: string }) {
    this.#write = write;
    this.#rev = start.rev;
    this.keptAt = start.kept_at;
  }

  /** The revision that holds what was kept last. */
  get rev(): number {
    return this.#rev;
  }

  /** Whether something typed is not kept yet. */
  get dirty(): boolean {
    return this.#dirty;
  }

  /** Whether trying again by itself makes sense. */
  get retries(): boolean {
    return this.failure !== null && !FINAL.has(this.failure.code);
  }

  /** Something was typed: it is kept after the pause. */
  changed(): void {
    this.#dirty = true;
    this.#schedule(PAUSE_MS);
    this.#latest ??= setTimeout(() => void this.#tick(), LONGEST_WAIT_MS);
  }

  /** Keeps everything at once. Answers whether all of it is kept. */
  async now(): Promise<boolean> {
    clearTimeout(this.#timer);
    do {
      if (this.#dirty || this.#running) await this.#once();
    } while (this.#dirty && !this.failure && !this.#ended);
    return !this.#dirty;
  }

  /** Lets the workflows write the draft themselves, in its turn: what is typed meanwhile waits for it. */
  async inTurn<T extends Pick<DraftKept, "rev" | "kept_at">>(write: () => Promise<T>): Promise<T> {
    await this.now();
    const written = write().then((kept) => {
      this.#rev = kept.rev;
      this.keptAt = kept.kept_at;
      return kept;
    });
    const ended = written.then(
      () => undefined,
      () => undefined,
    );
    this.#running = ended.finally(() => (this.#running = null));
    return written;
  }

  /** Nothing is written after this: the note was signed or discarded. */
  end(): void {
    this.#ended = true;
    this.#dirty = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#latest);
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#timer = setTimeout(() => void this.#tick(), ms);
  }

  /** What was typed during a write waits for it, and is then written in one go. */
  async #tick(): Promise<void> {
    if (this.#running) await this.#running;
    if (this.#dirty) await this.#once();
  }

  /** Joins the write under way, or begins one. */
  #once(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#latest);
    this.#latest = undefined;
    if (this.#ended) return;
    this.#dirty = false;
    try {
      const kept = await this.#write(this.#rev);
      this.#rev = kept.rev;
      this.keptAt = kept.kept_at;
      this.failure = null;
      this.#retryMs = FIRST_RETRY_MS;
    } catch (thrown) {
      this.#failed(Failure.from(thrown));
    }
  }

  #failed(failure: Failure): void {
    this.#dirty = true;
    this.failure = failure;
    if (!this.retries) return;
    this.#schedule(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
