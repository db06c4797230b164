// What is typed on a screen that is saved on purpose, kept as a draft meanwhile: leaving the screen, a lock or
// a crash loses none of it.

import type { Backend } from "../backend/backend";
import { Failure } from "../backend/failure";
import type { FormKept } from "../backend/generated/FormKept";

const KEEP_AFTER_MS = 300;
const RETRY_AFTER_MS = 2000;
/** After these a further try cannot succeed. */
const FINAL = new Set(["stale", "stale-draft", "draft-gone", "gone", "locked"]);

/** What the draft is called, and whose it is. */
export interface UnsavedOf {
  kind: string;
  patient: string | null;
}

export class Unsaved<T extends object> {
  /** Why the last keeping failed; null once it did not. */
  failure = $state.raw<Failure | null>(null);
  /** Answers where the caret stands now. */
  caretNow: () => string | null = () => null;
  readonly #backend: Backend;
  readonly #of: UnsavedOf;
  readonly #typed: () => T;
  #kept: FormKept;
  #keptText: string;
  #keeping: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps what `typed` answers; what it answers now is kept already, as far as `kept` says. */
  constructor(backend: Backend, of: UnsavedOf, typed: () => T, kept: FormKept) {
    this.#backend = backend;
    this.#of = of;
    this.#typed = typed;
    this.#kept = kept;
    this.#keptText = JSON.stringify(typed());
  }

  /** The draft that holds it; null while nothing was typed. */
  get draft(): string | null {
    return this.#kept.draft;
  }

  /** Where the caret stood when it was kept. */
  get caret(): string | null {
    return this.#kept.caret;
  }

  /** Something may have been typed. */
  notice(): void {
    if (JSON.stringify(this.#typed()) === this.#keptText) return;
    this.#keepIn(KEEP_AFTER_MS);
  }

  /** Keeps what is typed now. Never rejects: what could not be kept is tried again. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#keeping = this.#keeping.then(() => this.#keepNow());
    return this.#keeping;
  }

  /** The draft has ended with what was made of it: what is typed from now on begins another. */
  ended(): void {
    clearTimeout(this.#timer);
    this.#kept = { draft: null, rev: 0, caret: null, kept_at: "" };
    this.#keptText = JSON.stringify(this.#typed());
  }

  #keepIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), ms);
  }

  async #keepNow(): Promise<void> {
    const body = this.#typed();
    const text = JSON.stringify(body);
    const caret = this.caretNow();
    const isNews = text !== this.#keptText || (this.#kept.draft !== null && caret !== this.caret);
    if (!isNews) return;
    try {
      const { draft, rev } = this.#kept;
      const kept = await this.#backend.call("keep_draft", { draft, ...this.#of, rev, body, caret });
      this.#kept = { draft: kept.id, rev: kept.rev, caret, kept_at: kept.kept_at };
      this.#keptText = text;
      this.failure = null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      if (!FINAL.has(this.failure.code)) this.#keepIn(RETRY_AFTER_MS);
    }
  }
}
