// The faults of a form: asked for when the person goes on, and from then on as they mend them.

import type { Problem } from "../backend/generated/Problem";
import type { ProblemList } from "../backend/generated/ProblemList";
import { Newest } from "./newest";

/** Long enough to let a word be finished. */
const PAUSE_MS = 250;

export class CheckedForm {
  problems = $state.raw<readonly Problem[]>([]);
  readonly #ask: () => Promise<ProblemList>;
  readonly #newest = new Newest<ProblemList>(PAUSE_MS, ({ problems }) => {
    this.problems = problems;
  });
  #wasAsked = false;

  constructor(ask: () => Promise<ProblemList>) {
    this.#ask = ask;
  }

  /** Checks now. Answers whether nothing is wrong. */
  async check(): Promise<boolean> {
    this.#wasAsked = true;
    const { problems } = await this.#newest.now(this.#ask);
    return problems.length === 0;
  }

  /** Takes faults that came with a refusal. */
  show(problems: readonly Problem[]): void {
    this.#wasAsked = true;
    this.#newest.stop();
    this.problems = problems;
  }

  /** Something was typed. Nobody is told off before they were done once. */
  typed(): void {
    if (this.#wasAsked) this.#newest.later(this.#ask);
  }

  stop(): void {
    this.#newest.stop();
  }
}
