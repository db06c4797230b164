// The open practice: which screen is shown, the way back, and what must be kept before the lock.
// It lives from unlock to lock and is then thrown away with everything it holds.

import { untrack } from "svelte";
import type { Backend } from "./backend/backend";
import type { BetweenLine } from "./backend/generated/BetweenLine";
import type { PatientsPage } from "./backend/generated/PatientsPage";
import type { Resume } from "./backend/generated/Resume";
import type { Workspace as OpenPractice } from "./backend/generated/Workspace";
import { Backups } from "./forms/backups.svelte";
import type { PaletteGroup } from "./kit";
import { writePlace } from "./place";
import { mayOpen, mayRun, type Runs } from "./rights";
import { words } from "./strings";

export type { OpenPractice };

/** Every screen with what it needs to be opened. Nothing of it is ever in a URL. */
export type Screen =
  | { name: "today" }
  | { name: "patients" }
  | { name: "register"; patient?: string; draft?: string; typed?: string }
  | { name: "patient"; id: string; session?: string; between?: BetweenLine }
  | { name: "chart"; draft: string }
  | { name: "consent"; patient: string; check?: string }
  | { name: "contact"; patient: string }
  | { name: "notHeld"; patient: string }
  | { name: "attach"; patient: string }
  | { name: "episode"; patient: string; episode?: string; draft?: string }
  | { name: "event"; patient: string; session?: string }
  | { name: "outcomes"; patient: string; episode?: string }
  | { name: "score"; patient: string; corrects?: string }
  | { name: "addendum"; patient: string; session: string }
  | { name: "void"; patient: string; session: string }
  | { name: "rightPatient"; patient: string; session: string }
  | { name: "letter"; patient: string }
  | { name: "documents"; patient: string }
  | { name: "caseload" }
  | { name: "audit"; patient?: string }
  | { name: "backups" }
  | { name: "records"; patient?: string }
  | { name: "imports" }
  | { name: "restore" }
  | { name: "retention" }
  | { name: "retire"; patient: string }
  | { name: "people" }
  | { name: "key" }
  | { name: "verify" }
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

/** Keeping may take so long before the lock goes ahead without it: nothing can block locking. */
const KEEP_AT_MOST_MS = 2000;

/** So many screens can be gone back through; older ones are forgotten. */
const LONGEST_TRAIL = 50;

/** Where a kept draft is gone on with. */
export function screenOf({ draft, kind, patient, session }: Resume): Screen {
  const ofNote = kind === "addendum" || kind === "void";
  if (ofNote && patient !== null && session !== null) return { name: kind, patient, session };
  const ofPatient = kind === "screening" || kind === "consent";
  if (ofPatient && patient !== null) return { name: "consent", patient };
  if (kind === "episode" && patient !== null) return { name: "episode", patient, draft };
  if ((kind === "contact" || kind === "event" || kind === "score") && patient !== null) {
    return { name: kind, patient };
  }
  if (kind === "not-held" && patient !== null) return { name: "notHeld", patient };
  if (kind === "attachment" && patient !== null) return { name: "attach", patient };
  return kind === "patient" ? { name: "register", draft } : { name: "chart", draft };
}

export class Workspace {
  readonly backend: Backend;
  readonly practice: OpenPractice;
  readonly backups: Backups;
  /** Whether somebody else works here too, and could take the seat. */
  several = $state(false);
  #trail = $state.raw<readonly Screen[]>([{ name: "today" }]);
  #closed = $state(false);
  #handed = $state.raw<PatientsPage | null>(null);
  #said = $state("");
  #saidOn: Screen | null = null;
  // Nothing on screen depends on it, so it need not be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #keeps = new Set<Keep>();
  #offers = $state.raw<readonly (() => PaletteGroup)[]>([]);
  // What screens that were left still write.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #leaving = new Set<Promise<unknown>>();

  /** Starts where work stood at the lock, at the draft that a crash interrupted, or on today. */
  constructor(backend: Backend, practice: OpenPractice, trail: readonly Screen[] | null = null) {
    this.backend = backend;
    this.practice = practice;
    this.backups = new Backups(backend);
    this.several = practice.several;
    const known = trail?.filter(({ name }) => this.mayOpen(name)) ?? [];
    if (known.length > 0) this.#trail = known;
    else if (practice.resume) this.open(screenOf(practice.resume));
  }

  /** Whether whoever works now may run this; what they may not is not offered. */
  mayRun(command: Runs): boolean {
    return mayRun(this.practice.rights, command);
  }

  /** Whether whoever works now is led to this screen. */
  mayOpen(screen: ScreenName): boolean {
    return mayOpen(this.practice.rights, screen);
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
    this.#go([...this.#trail, screen].slice(-LONGEST_TRAIL));
  }

  /** Opens a screen in place of this one: a finished form is not returned to. */
  replace(screen: Screen): void {
    this.#go([...this.#trail.slice(0, -1), screen]);
  }

  /** Starts over from a screen of the main navigation. */
  start(screen: Screen): void {
    this.#go(screen.name === "today" ? [screen] : [{ name: "today" }, screen]);
  }

  back(): void {
    if (this.canGoBack) this.#go(this.#trail.slice(0, -1));
  }

  /** Back to where a finished form was opened from; to the patient when it was opened from nowhere. */
  backToPatient(patient: string): void {
    if (this.canGoBack) this.back();
    else this.replace({ name: "patient", id: patient });
  }

  /** What was said stays for the screen it was said on and for the next one, where it often belongs. */
  #go(trail: readonly Screen[]): void {
    const to = trail[trail.length - 1];
    if (to && !this.mayOpen(to.name)) {
      this.say(words.shell.notYours);
      return;
    }
    if (this.#said !== "" && this.screen !== this.#saidOn) this.#said = "";
    this.#trail = trail;
  }

  /** Says something quietly in the status line: "kept 14:09:31". */
  say(text: string): void {
    this.#said = text;
    this.#saidOn = this.screen;
  }

  /** Adds to the palette what can be done on this screen, until the returned function is called. */
  offer(group: () => PaletteGroup): () => void {
    this.#offers = [...untrack(() => this.#offers), group];
    return () => {
      this.#offers = untrack(() => this.#offers).filter((other) => other !== group);
    };
  }

  /** What the screen in front adds to the palette. */
  get offered(): PaletteGroup[] {
    return this.#offers.map((group) => group()).filter(({ items }) => items.length > 0);
  }

  /** Has `keep` run before the lock, until the returned function is called. */
  beforeLock(keep: Keep): () => void {
    this.#keeps.add(keep);
    return () => this.#keeps.delete(keep);
  }

  /** Takes over what a screen still writes when it is left. */
  leaving(work: Promise<unknown>): void {
    const settled = work
      .catch(() => undefined)
      .finally(() => {
        this.#leaving.delete(settled);
      });
    this.#leaving.add(settled);
  }

  /** Waits until the screens that were left have written everything: only then is a list complete. */
  async leftAllKept(): Promise<void> {
    await Promise.allSettled([...this.#leaving]);
  }

  /** Keeps what is typed and where work stands. It ends even when keeping fails or never ends. */
  async keepAll(): Promise<void> {
    const place = () => this.backend.call("keep_place", { place: writePlace(this.#trail) });
    const keeps = [...this.#keeps, place].map(kept);
    const keeping = Promise.allSettled([...keeps, ...this.#leaving]);
    await Promise.race([keeping, pause(KEEP_AT_MOST_MS)]);
  }

  /** Keeps what is typed, and hands the screen to the patient with the measure of this draft. */
  async handToPatient(draft: string): Promise<void> {
    await this.keepAll();
    this.#handed = await this.backend.call("hand_to_patient", { draft });
  }

  /** Whether the screen is to be handed to the patient. */
  get handed(): boolean {
    return this.#handed !== null;
  }

  /** The page that the patient is handed; it is taken once. */
  takeHanded(): PatientsPage {
    const page = this.#handed;
    if (page === null) throw new Error("nothing is handed to the patient");
    this.#handed = null;
    return page;
  }

  /** Whether the practice was closed by something else than the lock. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The practice is not open any more: the window forgets everything of it. */
  wasClosed(): void {
    this.#closed = true;
  }

  /** Keeps what is typed, then locks. The lock happens even when keeping fails or never ends. */
  async lock(): Promise<void> {
    await this.keepAll();
    // Refused or not, the practice is closed; the lock screen asks how it stands.
    await this.backend.call("lock", {}).catch(() => undefined);
  }
}

/** Also a keeper that throws before it waits must not keep the others from keeping. */
async function kept(keep: Keep): Promise<void> {
  await keep();
}

function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
