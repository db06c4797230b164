// A form of which one entry is made: kept as a draft while it is typed, checked by the rules in Rust, and
// finished as a whole. Nothing is kept for somebody who only looks.

import type { Backend } from "../backend/backend";
import { Failure } from "../backend/failure";
import type { FormKept } from "../backend/generated/FormKept";
import type { Problem } from "../backend/generated/Problem";
import { Newest } from "./newest";

const KEEP_AFTER_MS = 300;
/** Whoever types without a pause loses no more than the last second to a power cut. */
const KEEP_WITHIN_MS = 600;
const CHECK_AFTER_MS = 300;
const RETRY_AFTER_MS = 2000;

/** After these a further try cannot succeed: the draft is not ours to write any more. */
const FINAL = new Set(["stale", "stale-draft", "draft-gone", "gone", "locked"]);

/** Of a form that nothing was typed into. */
export const NOTHING_KEPT: FormKept = { draft: null, rev: 0, caret: null, kept_at: "" };

/** What the rules say of a form. */
export interface Checked {
  problems: readonly Problem[];
  gaps?: readonly Problem[];
}

/** What the form is for, and what Rust does with it. */
export interface FormOf<T, R, C extends Checked = Checked> {
  /** What its draft becomes: "contact", "event". */
  kind: string;
  /** Null while the patient is not registered yet. */
  patient: string | null;
  /** What it was begun from, where that is not what it opens with. */
  begunFrom?: T;
  check: (body: T) => Promise<C>;
  /** Hears what else the rules answered. */
  heard?: (checked: C) => void;
  /** The body as the draft holds it, where that is not the body itself. */
  kept?: (body: T) => unknown;
  finish: (body: T, draft: string | null) => Promise<R>;
}

export class KeptForm<T extends object, R, C extends Checked = Checked> {
  body: T;
  /** Why it was not finished. */
  failure = $state.raw<Failure | null>(null);
  /** Why the draft could not be kept just now. */
  notKept = $state.raw<Failure | null>(null);
  keptAt = $state("");
  busy = $state(false);
  /** What may stay open. */
  gaps = $state.raw<readonly Problem[]>([]);
  /** Where the caret stood when the draft was kept. */
  caret: string | null;
  /** Answers where the caret stands now. */
  caretNow: () => string | null = () => null;
  #problems = $state.raw<readonly Problem[]>([]);
  #wasAsked = $state(false);
  #draft = $state.raw<string | null>(null);
  #text = $state("");
  #rev: number;
  #keptText: string;
  #ended = false;
  #keeping: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  readonly #backend: Backend;
  readonly #of: FormOf<T, R, C>;
  readonly #begunFrom: string;
  readonly #check = new Newest<C>(CHECK_AFTER_MS, (checked) => {
    const { problems, gaps = [] } = checked;
    this.#problems = problems;
    this.gaps = gaps;
    this.#of.heard?.(checked);
    // What was wrong is mended: nothing is left to complain about.
    if (problems.length === 0 && this.failure?.code === "fields") this.failure = null;
  });

  /** Begins with `start`, which `kept` says how far it was kept before. */
  constructor(backend: Backend, of: FormOf<T, R, C>, start: T, kept: FormKept) {
    this.#backend = backend;
    this.#of = of;
    const body = $state(start);
    this.body = body;
    this.#text = JSON.stringify(start);
    this.#begunFrom = JSON.stringify(of.begunFrom ?? start);
    this.#keptText = JSON.stringify(this.#kept());
    this.#draft = kept.draft;
    this.#rev = kept.rev;
    this.keptAt = kept.kept_at;
    this.caret = kept.caret;
  }

  /** The faults to show: none before finishing was tried. */
  get problems(): readonly Problem[] {
    return this.#wasAsked ? this.#problems : [];
  }

  /** Whether it differs from what it was begun from. */
  get changed(): boolean {
    return this.#text !== this.#begunFrom;
  }

  get hasDraft(): boolean {
    return this.#draft !== null;
  }

  /** The draft that it is kept in; null while nothing is. */
  get draft(): string | null {
    return this.#draft;
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

  /** Keeps for the last time: a locked practice takes nothing more. */
  async keepLast(): Promise<void> {
    await this.keep();
    this.#ended = true;
    this.stop();
  }

  /** Makes the entry. Answers with it, or null when it was refused. */
  async finish(): Promise<R | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    this.#wasAsked = true;
    await this.keep();
    // From here on a draft that is kept late would come back to life after the entry was made.
    this.#ended = true;
    try {
      return await this.#of.finish(this.#snapshot(), this.#draft);
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

  #kept(): unknown {
    const body = this.#snapshot();
    return this.#of.kept?.(body) ?? body;
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
    const body = this.#kept();
    const text = JSON.stringify(body);
    const caret = this.caretNow();
    if (this.#ended || !this.#isNews(text, caret)) return;
    try {
      const { kind, patient } = this.#of;
      const kept = await this.#backend.call("keep_draft", {
        draft: this.#draft,
        kind,
        patient,
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
