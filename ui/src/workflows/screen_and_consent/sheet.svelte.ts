// What is being typed on a sheet: screening answers or a consent. Kept as a draft all the time, checked by
// the rules in Rust, and signed as a whole.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { Problem } from "../../backend/generated/Problem";
import type { SafetyPage } from "../../backend/generated/SafetyPage";
import { Newest } from "../../forms/newest";

const KEEP_AFTER_MS = 300;
/** Whoever types without a pause loses no more than the last second to a power cut. */
const KEEP_WITHIN_MS = 600;
const CHECK_AFTER_MS = 300;
const RETRY_AFTER_MS = 2000;

/** After these a further try cannot succeed: the draft is not ours to write any more. */
const FINAL = new Set(["stale", "stale-draft", "draft-gone", "gone", "locked"]);

/** What the rules say of a sheet. */
interface Checked {
  problems: readonly Problem[];
  gaps?: readonly Problem[];
}

/** A draft of the sheet that was kept before. */
interface Typed<T> {
  draft: string;
  rev: number;
  sheet: T;
  caret: string | null;
  kept_at: string;
}

export interface SheetOf<T> {
  kind: "screening" | "consent";
  patient: string;
  /** What the sheet holds before anything is typed. */
  start: T;
  typed: Typed<T> | null;
  check: (sheet: T) => Promise<Checked>;
  sign: (sheet: T, draft: string | null) => Promise<SafetyPage>;
}

export class Sheet<T extends object> {
  readonly body: T;
  failure = $state.raw<Failure | null>(null);
  /** Why the draft could not be kept just now. */
  notKept = $state.raw<Failure | null>(null);
  keptAt = $state("");
  busy = $state(false);
  gaps = $state.raw<readonly Problem[]>([]);
  /** Where the caret stood when the draft was kept. */
  caret: string | null;
  /** Answers where the caret stands now. */
  caretNow: () => string | null = () => null;
  #problems = $state.raw<readonly Problem[]>([]);
  #wasAsked = $state(false);
  #draft = $state.raw<string | null>(null);
  #text = $state("");
  #rev = 0;
  #keptText: string;
  #ended = false;
  #keeping: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  readonly #backend: Backend;
  readonly #of: SheetOf<T>;
  readonly #start: string;
  readonly #check = new Newest<Checked>(CHECK_AFTER_MS, ({ problems, gaps = [] }) => {
    this.#problems = problems;
    this.gaps = gaps;
    if (problems.length === 0 && this.failure?.code === "fields") this.failure = null;
  });

  constructor(backend: Backend, of: SheetOf<T>) {
    this.#backend = backend;
    this.#of = of;
    const body = $state(of.typed?.sheet ?? of.start);
    this.body = body;
    this.#start = JSON.stringify(of.start);
    this.#keptText = JSON.stringify(body);
    this.#text = this.#keptText;
    this.#draft = of.typed?.draft ?? null;
    this.#rev = of.typed?.rev ?? 0;
    this.keptAt = of.typed?.kept_at ?? "";
    this.caret = of.typed?.caret ?? null;
  }

  /** The faults to show: none before signing was tried. */
  get problems(): readonly Problem[] {
    return this.#wasAsked ? this.#problems : [];
  }

  /** Whether it differs from what it was begun from. */
  get changed(): boolean {
    return this.#text !== this.#start;
  }

  get hasDraft(): boolean {
    return this.#draft !== null;
  }

  /** Hears the whole text after every change. */
  notice(text: string): void {
    if (text === this.#text || this.#ended) return;
    this.#text = text;
    this.#check.later(() => this.#of.check(this.#snapshot()));
    this.#keepIn(KEEP_AFTER_MS);
    this.#latest ??= setTimeout(() => void this.keep(), KEEP_WITHIN_MS);
  }

  /** Keeps what is typed now. Never rejects: what could not be kept is said and tried again. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    clearTimeout(this.#latest);
    this.#latest = undefined;
    this.#keeping = this.#keeping.then(() => this.#keepNow());
    return this.#keeping;
  }

  /** Signs it. Answers with the page as it then stands, or null when refused. */
  async sign(): Promise<SafetyPage | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    this.#wasAsked = true;
    await this.keep();
    // From here on a draft that is kept late would come back to life after the signing.
    this.#ended = true;
    try {
      return await this.#of.sign(this.#snapshot(), this.#draft);
    } catch (thrown) {
      this.#ended = false;
      this.failure = Failure.from(thrown);
      this.#check.stop();
      this.#problems = this.failure.fields;
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Sets aside what was typed. */
  async discard(): Promise<void> {
    this.#ended = true;
    this.stop();
    await this.#keeping;
    if (this.#draft !== null) await this.#backend.call("discard_draft", { draft: this.#draft });
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#latest);
    this.#check.stop();
  }

  #snapshot(): T {
    return $state.snapshot(this.body) as T;
  }

  #keepIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), ms);
  }

  /** A caret alone is worth keeping in a draft, and not worth beginning one. */
  #isNews(text: string, caret: string | null): boolean {
    return text !== this.#keptText || (this.#draft !== null && caret !== this.caret);
  }

  async #keepNow(): Promise<void> {
    const body = this.#snapshot();
    const text = JSON.stringify(body);
    const caret = this.caretNow();
    if (this.#ended || !this.#isNews(text, caret)) return;
    try {
      const kept = await this.#backend.call("keep_draft", {
        draft: this.#draft,
        kind: this.#of.kind,
        patient: this.#of.patient,
        rev: this.#rev,
        body,
        caret,
      });
      this.#draft = kept.id;
      this.#rev = kept.rev;
      this.#keptText = text;
      this.caret = caret;
      this.keptAt = kept.kept_at;
      this.notKept = null;
    } catch (thrown) {
      this.notKept = Failure.from(thrown);
      if (!FINAL.has(this.notKept.code)) this.#keepIn(RETRY_AFTER_MS);
    }
  }
}
