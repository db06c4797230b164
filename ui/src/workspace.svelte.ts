// The open practice: which screen is shown, the way back, and what must be kept before the lock.
// It lives from unlock to lock and is then thrown away with everything it holds.

import type { Backend } from "./backend/backend";
import type { Resume } from "./backend/generated/Resume";
import type { Workspace as OpenPractice } from "./backend/generated/Workspace";

export type { OpenPractice };

/** Every screen with what it needs to be opened. Nothing of it is ever in a URL. */
export type Screen =
  | { name: "today" }
  | { name: "patients" }
  | { name: "register"; draft?: string; typed?: string }
  | { name: "patient"; id: string }
  | { name: "chart"; draft: string }
  | { name: "letter"; patient: string }
  | { name: "settings" };

export type ScreenName = Screen["name"];

/** One screen of the union by its name. */
export type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;

/** What every screen's component is given. */
export interface ScreenProps<N extends ScreenName> {
  workspace: Workspace;
  screen: ScreenOf<N>;
}

/** Writes down what is not yet kept. */
type Keep = () => Promise<unknown>;

/** So many screens can be gone back through; older ones are forgotten. */
const LONGEST_TRAIL = 50;

function screenOf({ draft, kind }: Resume): Screen {
  return kind === "patient" ? { name: "register", draft } : { name: "chart", draft };
}

export class Workspace {
  readonly backend: Backend;
  readonly practice: OpenPractice;
  #trail = $state.raw<readonly Screen[]>([{ name: "today" }]);
  #said = $state("");
  // Nothing on screen depends on it, so it need not be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #keeps = new Set<Keep>();

  /** Starts on today, or where the therapist was interrupted. */
  constructor(backend: Backend, practice: OpenPractice) {
    this.backend = backend;
    this.practice = practice;
    if (practice.resume) this.open(screenOf(practice.resume));
  }

  /** The screen that is shown. */
  get screen(): Screen {
    return this.#trail[this.#trail.length - 1] ?? { name: "today" };
  }

  get canGoBack(): boolean {
    return this.#trail.length > 1;
  }

  /** What the status line says. */
  get said(): string {
    return this.#said;
  }

  /** Opens a screen; `back` returns to the one before. */
  open(screen: Screen): void {
    this.#trail = [...this.#trail, screen].slice(-LONGEST_TRAIL);
  }

  /** Opens a screen in place of this one: a finished form is not returned to. */
  replace(screen: Screen): void {
    this.#trail = [...this.#trail.slice(0, -1), screen];
  }

  /** Starts over from a screen of the main navigation. */
  start(screen: Screen): void {
    this.#trail = screen.name === "today" ? [screen] : [{ name: "today" }, screen];
  }

  back(): void {
    if (this.canGoBack) this.#trail = this.#trail.slice(0, -1);
  }

  /** Says something quietly in the status line: "kept 14:09:31". */
  say(text: string): void {
    this.#said = text;
  }

  /** Has `keep` run before the lock, until the returned function is called. */
  beforeLock(keep: Keep): () => void {
    this.#keeps.add(keep);
    return () => this.#keeps.delete(keep);
  }

  /** Keeps what is typed, then locks. The lock happens even when keeping fails. */
  async lock(): Promise<void> {
    await Promise.allSettled([...this.#keeps].map((keep) => keep()));
    await this.backend.call("lock", {});
  }
}
