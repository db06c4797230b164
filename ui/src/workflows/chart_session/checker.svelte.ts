// Asks the rules in Rust about the draft while it is typed: after a short pause, or at last while
// somebody types without one, so that no fault stays on a field that was answered. Late answers to
// earlier questions are dropped, and whoever asked them hears the newest one.

import type { BoxOffer } from "../../backend/generated/BoxOffer";
import type { Problem } from "../../backend/generated/Problem";
import type { SessionChecked } from "../../backend/generated/SessionChecked";

const PAUSE_MS = 200;
const LONGEST_MS = 600;

export class Checker {
  /** The last answer; null until the first one came. */
  checked = $state.raw<SessionChecked | null>(null);
  /** Its faults. They stay the same list while the answers say the same, so that no field is drawn again. */
  problems = $state.raw<readonly Problem[]>([]);
  /** The open boxes that each row may have been needled from. */
  boxes = $state.raw<readonly (readonly BoxOffer[])[]>([]);
  /** Whether the last question had no answer. */
  failed = $state(false);
  readonly #ask: () => Promise<SessionChecked>;
  #asked = 0;
  #newest: Promise<SessionChecked | null> = Promise.resolve(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first thing was typed that is not checked yet. */
  #waitingSince: number | null = null;

  constructor(ask: () => Promise<SessionChecked>) {
    this.#ask = ask;
  }

  get gaps(): readonly Problem[] {
    return this.checked?.gaps ?? [];
  }

  /** Something was typed: it is checked after the pause. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#waitingSince ??= Date.now();
    const left = LONGEST_MS - (Date.now() - this.#waitingSince);
    this.#timer = setTimeout(() => void this.now(), Math.max(0, Math.min(PAUSE_MS, left)));
  }

  /**
   * Checks at once. Whoever asked hears the newest answer, also when somebody asked again meanwhile: signing right
   * after an unlock waits for it instead of ending in nothing. Null when no answer came.
   */
  now(): Promise<SessionChecked | null> {
    clearTimeout(this.#timer);
    this.#waitingSince = null;
    this.#newest = this.#answer(++this.#asked);
    return this.#newest;
  }

  async #answer(question: number): Promise<SessionChecked | null> {
    const checked = await this.#ask().catch(() => null);
    if (question !== this.#asked) return this.#newest;
    if (checked) this.#take(checked);
    else this.failed = true;
    return checked;
  }

  #take(checked: SessionChecked): void {
    this.failed = false;
    if (!same(checked, this.checked)) this.checked = checked;
    if (!same(checked.problems, this.problems)) this.problems = checked.problems;
    if (!same(checked.boxes, this.boxes)) this.boxes = checked.boxes;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#newest = Promise.resolve(null);
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
