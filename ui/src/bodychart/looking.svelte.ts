// Asking what lies under the cross: at once for a click, after a pause for a cross that moves. Only the
// latest answer counts.

import type { PointAt } from "../backend/generated/PointAt";
import type { TargetsAt } from "../backend/generated/TargetsAt";
import { words } from "../strings";

export type Look = (point: PointAt) => Promise<TargetsAt>;

/** The cross rests this long before it is asked what lies there. */
const PAUSE_MS = 120;
/** So many targets are read out; the list has all. */
const READ_OUT = 3;

const text = words.bodyChart;

export class Looking {
  /** What lay under the cross when it was last asked. */
  #found = $state.raw<TargetsAt | null>(null);
  #failed = $state(false);
  #open = $state(false);
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #look: () => Look;

  constructor(look: () => Look) {
    this.#look = look;
  }

  /** What is offered in the list; null while it is closed. */
  get listed(): TargetsAt | null {
    return this.#open ? this.#found : null;
  }

  /** Asks at once. Null when it failed or something else was asked meanwhile. */
  async now(point: PointAt): Promise<TargetsAt | null> {
    this.stop();
    this.#open = false;
    const asked = ++this.#asked;
    let found: TargetsAt | null = null;
    try {
      found = await this.#look()(point);
    } catch {
      // The failure is said in words below; what failed is nothing the therapist could change.
    }
    if (asked !== this.#asked) return null;
    this.#found = found;
    this.#failed = found === null;
    return found;
  }

  /** Asks when the cross rests. */
  soon(point: PointAt): void {
    this.stop();
    this.#pause = setTimeout(() => void this.now(point), PAUSE_MS);
  }

  /** Opens the list of what was found, if anything was. */
  list(): void {
    this.#open = this.#found !== null && this.#found.targets.length > 0;
  }

  close(): void {
    this.#open = false;
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.#asked += 1;
  }

  /** "Shoulder girdle, patient’s left". */
  place(nameOf: (region: string) => string): string {
    const region = this.#found?.region;
    return region ? text.place(nameOf(region.region), region.side) : "";
  }

  /** What lies under the cross, in one line: the region alone, or with its targets. */
  words(nameOf: (region: string) => string, regionAlone: boolean): string {
    if (this.#failed) return text.list.failed;
    if (!this.#found) return "";
    if (!this.#found.on_body) return text.list.outside;
    if (regionAlone) return this.place(nameOf);
    const targets = this.#found.targets;
    if (targets.length === 0) return text.list.read(this.place(nameOf), [text.list.nothing]);
    const names = targets.slice(0, READ_OUT).map(({ side_words, name, found }) => {
      const target = side_words === "midline" ? name : `${side_words} ${name}`;
      return found === "near" ? `${text.list.isNear} ${target}` : target;
    });
    const more = targets.length - names.length;
    return text.list.read(this.place(nameOf), [
      ...names,
      ...(more > 0 ? [text.list.more(more)] : []),
    ]);
  }
}
