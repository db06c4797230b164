// The way back and forth through what was typed. Keys typed quickly into one field are one step.

/** Keys closer together than this belong to one step. */
const ONE_STEP_MS = 800;
const MOST_STEPS = 300;

export class Past {
  readonly #back: string[] = [];
  #forth: string[] = [];
  #place: string | null = null;
  #at = -Infinity;

  get canUndo(): boolean {
    return this.#back.length > 0;
  }

  get canRedo(): boolean {
    return this.#forth.length > 0;
  }

  /** Remembers the state before a change made at `place`, at `at` milliseconds. */
  push(before: string, place: string | null, at: number): void {
    this.#forth = [];
    const sameStep = place !== null && place === this.#place && at - this.#at < ONE_STEP_MS;
    this.#place = place;
    this.#at = at;
    if (sameStep) return;
    this.#back.push(before);
    if (this.#back.length > MOST_STEPS) this.#back.shift();
  }

  /** What is pushed next is a step of its own. */
  newStep(): void {
    this.#place = null;
  }

  /** The state to go back to from `now`, or null at the beginning. */
  undo(now: string): string | null {
    const before = this.#back.pop();
    if (before === undefined) return null;
    this.#forth.push(now);
    this.#place = null;
    return before;
  }

  /** The state to go forth to from `now`, or null at the end. */
  redo(now: string): string | null {
    const after = this.#forth.pop();
    if (after === undefined) return null;
    this.#back.push(now);
    this.#place = null;
    return after;
  }
}
