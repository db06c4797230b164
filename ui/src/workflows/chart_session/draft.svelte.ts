// The note that is being charted: what is typed, the way back through it, who keeps and who checks it.
// It lives as long as its screen and goes with the lock.

import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "../../backend/backend";
import type { DraftPage } from "../../backend/generated/DraftPage";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import type { SiteDraft } from "../../backend/generated/SiteDraft";
import { Checker } from "./checker.svelte";
import type { Content } from "./content";
import { Keeper } from "./keeper.svelte";
import { Past } from "./past";
import { emptySite, sameSite } from "./rows";
import { settle } from "./settle";

/** A removed row, to be put back where it stood. */
interface Removed {
  index: number;
  site: SiteDraft;
}

export class SessionForm {
  readonly page: DraftPage;
  readonly content: Content;
  readonly keeper: Keeper;
  readonly checker: Checker;
  readonly session: SessionDraft;
  /** Where the caret stood last; the keeper writes it down with the draft. */
  caret: string | null;
  removed = $state.raw<Removed | null>(null);
  /** After the first attempt to sign every problem shows itself. */
  tried = $state(false);
  readonly #touched = new SvelteSet<string>();
  readonly #past = new Past();
  #now: string;
  #keptCaret: string | null;

  constructor(backend: Backend, page: DraftPage, session: SessionDraft, content: Content) {
    this.page = page;
    this.content = content;
    this.caret = page.caret;
    this.#keptCaret = page.caret;
    const typed = $state(session);
    this.session = typed;
    this.#now = JSON.stringify(session);
    this.keeper = new Keeper((rev) => this.#write(backend, rev), page);
    this.checker = new Checker(() =>
      backend.call("check_session", { patient: page.patient ?? "", session: this.snapshot() }),
    );
  }

  /** A copy of what is typed, free of everything that watches it. */
  snapshot(): SessionDraft {
    return $state.snapshot(this.session);
  }

  /** Hears the whole state after every change; `place` and `at` tell which keys are one step. */
  notice(state: string, place: string | null, at: number): void {
    if (state === this.#now) return;
    this.#past.push(this.#now, place, at);
    this.#took(state);
  }

  /** Keeps everything at once, also the caret when only that moved. */
  keepAll(): Promise<boolean> {
    if (this.caret !== this.#keptCaret) this.keeper.changed();
    return this.keeper.now();
  }

  undo(): void {
    this.#go(this.#past.undo(this.#now));
  }

  redo(): void {
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
    return this.checker.problems.find((problem) => problem.path === path)?.message;
  }

  /** How many problems lie at or below these paths. */
  problemsUnder(paths: readonly string[]): number {
    return this.checker.problems.filter((problem) =>
      paths.some((path) => problem.path === path || problem.path.startsWith(`${path}[`)),
    ).length;
  }

  addSite(after = this.session.sites.length - 1): number {
    this.removed = null;
    this.session.sites.splice(after + 1, 0, emptySite());
    return after + 1;
  }

  duplicateSite(index: number): void {
    const site = this.session.sites[index];
    if (site) this.session.sites.splice(index + 1, 0, sameSite(site));
  }

  removeSite(index: number): void {
    const [site] = this.session.sites.splice(index, 1);
    this.removed = site ? { index, site: $state.snapshot(site) } : null;
    this.#forgetRows("sites");
  }

  putBack(): void {
    if (!this.removed) return;
    this.session.sites.splice(this.removed.index, 0, this.removed.site);
    this.removed = null;
  }

  /** Takes needle and technique of the row above, and nothing else. Only ever on request. */
  sameAsAbove(index: number): void {
    const above = this.session.sites[index - 1];
    const site = this.session.sites[index];
    if (!above || !site) return;
    site.needle = above.needle;
    site.technique = above.technique;
  }

  /** Rows moved, so what was touched is now elsewhere. */
  #forgetRows(list: string): void {
    for (const path of this.#touched) if (path.startsWith(`${list}[`)) this.#touched.delete(path);
  }

  #write(backend: Backend, rev: number) {
    this.#keptCaret = this.caret;
    return backend.call("keep_draft", {
      draft: this.page.id,
      kind: "session",
      patient: this.page.patient,
      rev,
      body: this.snapshot(),
      caret: this.caret,
    });
  }
}
