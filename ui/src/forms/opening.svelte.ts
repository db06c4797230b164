// A form on its way in: what the record says for it has been asked, is there, or could not be had.

import { Failure } from "../backend/failure";
import type { Workspace } from "../workspace.svelte";
import type { KeptForm } from "./kept_form.svelte";
import { problemAt } from "./problems";

/** What a form is begun from, and the form. */
interface Begun<P, T extends object, R> {
  page: P;
  form: KeptForm<T, R>;
}

export class Opening<P, T extends object, R> {
  /** What the record says for it; null until it is there. */
  page = $state.raw<P | null>(null);
  form = $state.raw<KeptForm<T, R> | null>(null);
  /** Why it could not be opened. */
  gone = $state.raw<Failure | null>(null);
  readonly #begin: (workspace: Workspace) => Promise<Begun<P, T, R>>;

  constructor(begin: (workspace: Workspace) => Promise<Begun<P, T, R>>) {
    this.#begin = begin;
  }

  /** Asks, or asks again. What was left a moment ago is kept first, so that its draft is found. */
  async load(workspace: Workspace): Promise<void> {
    this.gone = null;
    try {
      await workspace.leftAllKept();
      const { page, form } = await this.#begin(workspace);
      this.form = form;
      this.page = page;
    } catch (thrown) {
      this.gone = Failure.from(thrown);
    }
  }

  /** What is wrong at a field, once finishing was tried. */
  at(path: string): string | undefined {
    return this.form ? problemAt(this.form.problems, path) : undefined;
  }
}
