// A new passphrase: typed twice, judged by the backend while it is typed.

import type { Backend } from "../backend/backend";
import type { PassphraseJudged } from "../backend/generated/PassphraseJudged";
import { Newest } from "./newest";

/** Judging takes a few milliseconds; this only skips the letters of a quick hand. */
const PAUSE_MS = 120;

export class NewPassphrase {
  value = $state("");
  again = $state("");
  judged = $state.raw<PassphraseJudged | null>(null);
  /** What was refused, until something else is typed. */
  refused = $state<string>();
  /** Whether the person has gone on once, so that it may be said that the two differ. */
  wasAsked = $state(false);
  readonly #backend: Backend;
  readonly #about: () => string[];
  readonly #newest = new Newest<PassphraseJudged>(PAUSE_MS, (judged) => (this.judged = judged));

  /** `about` are the names that make a passphrase easy to guess. */
  constructor(backend: Backend, about: () => string[] = () => []) {
    this.#backend = backend;
    this.#about = about;
  }

  get same(): boolean {
    return this.value === this.again;
  }

  /** Something was typed. */
  typed(): void {
    this.refused = undefined;
    if (this.value !== "") this.#newest.later(() => this.#judge());
    else {
      this.#newest.stop();
      this.judged = null;
    }
  }

  /** Judges now and answers whether it can be taken; the fields say why not. */
  async check(): Promise<boolean> {
    this.wasAsked = true;
    const { acceptable, hint } = await this.#newest.now(() => this.#judge());
    if (!acceptable) this.refused = hint;
    return acceptable && this.same;
  }

  /** Nothing of it stays longer than needed. */
  clear(): void {
    this.#newest.stop();
    this.value = "";
    this.again = "";
    this.judged = null;
    this.refused = undefined;
    this.wasAsked = false;
  }

  #judge(): Promise<PassphraseJudged> {
    const about = this.#about().filter((name) => name.trim() !== "");
    return this.#backend.call("judge_passphrase", { passphrase: this.value, about });
  }
}
