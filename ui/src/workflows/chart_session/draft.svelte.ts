// The note that is being charted: what is typed, the way back through it, who keeps and who checks it.
// It lives as long as its screen and goes with the lock.

import { untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "../../backend/backend";
import type { BoxOffer } from "../../backend/generated/BoxOffer";
import type { DraftPage } from "../../backend/generated/DraftPage";
import type { LastSettings } from "../../backend/generated/LastSettings";
import type { Problem } from "../../backend/generated/Problem";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import type { SiteDraft } from "../../backend/generated/SiteDraft";
import { BoxesTaken } from "./boxes_taken";
import { Checker } from "./checker.svelte";
import type { Content } from "./content";
import { TypedCorrection } from "./correction.svelte";
import { Keeper } from "./keeper.svelte";
import { name, rowCame, rowWent, type Naming } from "./numbering";
import { Past } from "./past";
import { emptySite, sameSite } from "./rows";
import { settle } from "./settle";

/** How often something is asked again because the note changed meanwhile. */
const MOST_TRIES = 3;

/** A removed row, to be put back where it stood. */
interface Removed {
  index: number;
  site: SiteDraft;
  /** Events and electrode pairs that named it. */
  namings: readonly Naming[];
}

export class SessionForm {
  readonly backend: Backend;
  readonly page: DraftPage;
  readonly content: Content;
  readonly keeper: Keeper;
  readonly checker: Checker;
  readonly session: SessionDraft;
  /** What is corrected, and why; null for a new note. */
  readonly correction: TypedCorrection | null;
  /** Where the caret stood last; the keeper writes it down with the draft. */
  caret: string | null;
  /** Answers where somebody types now: keys that follow each other there are one step back. */
  placeNow: () => string | null = () => null;
  /** How often a change was taken in. */
  changes = $state(0);
  removed = $state.raw<Removed | null>(null);
  /** After the first attempt to sign every problem shows itself. */
  tried = $state(false);
  /** The row that is lit, here and on the body chart, counted from 0. */
  lit = $state<number | null>(null);
  /** Whether a row's "more" was opened last, so that the next row begins with it. */
  moreOpen = false;
  readonly #problems: Readonly<Record<string, Problem>> = $derived.by(() =>
    Object.fromEntries(this.checker.problems.map((problem) => [problem.path, problem])),
  );
  readonly #touched = new SvelteSet<string>();
  readonly #past = new Past();
  readonly #boxes: BoxesTaken;
  #now: string;
  #keptCaret: string | null;

  constructor(backend: Backend, page: DraftPage, session: SessionDraft, content: Content) {
    this.backend = backend;
    this.page = page;
    this.content = content;
    this.caret = page.caret;
    this.#keptCaret = page.caret;
    const typed = $state(session);
    this.session = typed;
    this.#boxes = new BoxesTaken(typed.sites);
    this.#now = JSON.stringify(session);
    this.keeper = new Keeper((rev) => this.#write(backend, rev), page);
    this.correction =
      page.correcting &&
      new TypedCorrection(
        page.correcting,
        () => this.snapshot(),
        () => {
          this.keeper.changed();
        },
      );
    this.checker = new Checker(() =>
      backend.call("check_session", { patient: page.patient ?? "", session: this.snapshot() }),
    );
  }

  /** A copy of what is typed, free of everything that watches it. */
  snapshot(): SessionDraft {
    return JSON.parse(JSON.stringify(this.session)) as SessionDraft;
  }

  /** Takes in what was typed since it was last done: to be kept, checked, and gone back from. */
  takeIn(): void {
    const state = JSON.stringify(this.session);
    if (state === this.#now) return;
    this.#past.push(this.#now, this.placeNow(), performance.now());
    this.#took(state);
  }

  /** What was taken in last. */
  get takenIn(): SessionDraft {
    return JSON.parse(this.#now) as SessionDraft;
  }

  /** Keeps everything at once, also the caret when only that moved. */
  keepAll(): Promise<boolean> {
    this.takeIn();
    if (this.caret !== this.#keptCaret) this.keeper.changed();
    return this.keeper.now();
  }

  undo(): void {
    this.takeIn();
    this.#go(this.#past.undo(this.#now));
  }

  redo(): void {
    this.takeIn();
    this.#go(this.#past.redo(this.#now));
  }

  #go(state: string | null): void {
    if (state === null) return;
    settle(this.session, JSON.parse(state) as SessionDraft);
    this.removed = null;
    this.#took(state);
  }

  #took(state: string): void {
    this.#now = state;
    untrack(() => (this.changes += 1));
    this.keeper.changed();
    this.checker.changed();
  }

  /** A field was left: from now on its problem shows. */
  touch(path: string): void {
    this.#touched.add(path);
  }

  /** The message for the field at `path`, once it was touched or a signing was tried. */
  errorAt(path: string): string | undefined {
    if (!this.tried && !this.#touched.has(path)) return undefined;
    return this.#problems[path]?.message;
  }

  /** Whether the rules miss an answer at `path`. */
  isMissing(path: string): boolean {
    return this.#problems[path]?.code === "missing";
  }

  /** Whether the rules find anything at these paths, shown or not. */
  hasProblem(paths: readonly string[]): boolean {
    return this.checker.problems.some(({ path }) =>
      paths.some((at) => path === at || path.startsWith(`${at}.`)),
    );
  }

  /** How many problems lie at or below these paths. */
  problemsUnder(paths: readonly string[]): number {
    return this.checker.problems.filter((problem) =>
      paths.some((path) => problem.path === path || problem.path.startsWith(`${path}[`)),
    ).length;
  }

  /** What a row is about, in the words of the list or its own. */
  targetName(site: SiteDraft): string {
    return site.own_target?.name ?? this.content.target(site.target)?.name ?? site.target;
  }

  addSite(after = this.session.sites.length - 1, site = emptySite()): number {
    this.#insert(after + 1, site);
    this.removed = null;
    return after + 1;
  }

  duplicateSite(index: number): void {
    const site = this.session.sites[index];
    if (!site) return;
    const copy = this.session.sites[this.addSite(index, sameSite($state.snapshot(site)))];
    if (copy) this.#boxes.same(copy, site);
  }

  removeSite(index: number): void {
    const [site] = this.session.sites.splice(index, 1);
    if (!site) return;
    const namings = rowWent(this.session, index);
    this.removed = { index, site: $state.snapshot(site), namings };
    this.#forgetRows("sites");
  }

  putBack(): void {
    if (!this.removed) return;
    const { index, site, namings } = this.removed;
    this.#insert(index, site);
    for (const naming of namings) name(naming, index + 1);
    this.removed = null;
  }

  #insert(at: number, site: SiteDraft): void {
    rowCame(this.session, at);
    this.session.sites.splice(at, 0, site);
    this.#forgetRows("sites");
  }

  /** How many rows are laid out and not confirmed. */
  get unconfirmed(): number {
    return this.session.sites.filter((site) => site.repeats !== "").length;
  }

  confirmSite(index: number): void {
    const site = this.session.sites[index];
    if (site) site.repeats = "";
  }

  confirmAll(): void {
    for (const site of this.session.sites) site.repeats = "";
  }

  /** Takes needle and technique of the row above, and nothing else. Only ever on request. */
  sameAsAbove(index: number): void {
    const above = this.session.sites[index - 1];
    const site = this.session.sites[index];
    if (!above || !site) return;
    site.needle = above.needle;
    site.techniques = [...above.techniques];
  }

  /** Needle and techniques of this target the last time, while the row has neither. Never a dose. */
  lastSettings(site: SiteDraft): LastSettings | undefined {
    if (site.target === "" || site.needle !== "" || site.techniques.length > 0) return undefined;
    const same = this.page.last_settings.filter((last) => last.target === site.target);
    return same.find((last) => last.side === site.side) ?? same[0];
  }

  takeLastSettings(index: number): void {
    const site = this.session.sites[index];
    const last = site && this.lastSettings(site);
    if (!last) return;
    site.needle = last.needle;
    site.techniques = [...last.techniques];
  }

  /** The open boxes that a row may have been needled from, as long as it says no brand and no lot. */
  boxesFor(index: number): readonly BoxOffer[] {
    const site = this.session.sites[index];
    if (!site || site.brand !== "" || site.lot !== "") return [];
    return this.checker.boxes[index] ?? [];
  }

  /** Takes brand and lot of a box into every row that is offered it. Only ever on request. */
  takeBox(box: BoxOffer): void {
    this.newStep();
    this.session.sites.forEach((site, n) => {
      const offered = this.boxesFor(n);
      if (offered.some(({ brand, lot }) => brand === box.brand && lot === box.lot))
        this.#boxes.write(site, box);
    });
  }

  /** A row that comes after its box was taken at this visit takes it too, once. */
  followBoxes(): void {
    this.#boxes.follow(this.session.sites, (n) => this.boxesFor(n));
  }

  /** Whatever comes next is a step of its own on the way back. */
  newStep(): void {
    this.takeIn();
    this.#past.newStep();
  }

  /** Takes over a session that the workflows made of this one. */
  takeOver(session: SessionDraft): void {
    settle(this.session, session);
    this.removed = null;
    this.#forgetRows("sites");
  }

  /**
   * Lays out the rows of the last session, to be confirmed. Answers whether it did. What is typed while it
   * is done is kept first, and the rows are then laid out once more.
   */
  async repeatLast(): Promise<boolean> {
    const { patient, id } = this.page;
    if (patient === null || this.correction) return false;
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        this.takeIn();
        const before = this.#now;
        const ask = () => this.backend.call("repeat_session", { patient });
        const page = await this.keeper.inTurn(ask);
        if (page.id !== id || !page.session) return false;
        this.takeIn();
        if (before !== this.#now) {
          this.keeper.changed();
          continue;
        }
        this.newStep();
        this.takeOver(page.session);
        return true;
      }
    } catch {
      // The note stands as it was; whoever asked says so.
    }
    return false;
  }

  /** Rows moved, so what was touched is now elsewhere. */
  #forgetRows(list: string): void {
    for (const path of this.#touched) if (path.startsWith(`${list}[`)) this.#touched.delete(path);
  }

  #write(backend: Backend, rev: number) {
    this.#keptCaret = this.caret;
    return backend.call("keep_draft", {
      draft: this.page.id,
      kind: this.correction ? "correction" : "session",
      patient: this.page.patient,
      rev,
      body: this.correction?.body() ?? this.snapshot(),
      caret: this.caret,
    });
  }
}
