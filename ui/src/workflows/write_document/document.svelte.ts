// A document that is being made: what was chosen, its pages, and what was saved.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { DocumentChoice } from "../../backend/generated/DocumentChoice";
import type { DocumentForm } from "../../backend/generated/DocumentForm";
import type { DocumentKind } from "../../backend/generated/DocumentKind";
import type { DocumentsOffer } from "../../backend/generated/DocumentsOffer";
import type { DocumentWritten } from "../../backend/generated/DocumentWritten";
import { SeenPages } from "../../forms/seen_pages.svelte";

/** The code of the refusal that asks whether a file may be replaced. */
const FILE_EXISTS = "file-exists";

export class Document {
  offer = $state.raw<DocumentsOffer | null>(null);
  form = $state<DocumentForm | null>(null);
  path = $state("");
  saving = $state(false);
  asksToReplace = $state(false);
  saved = $state.raw<DocumentWritten | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly seen: SeenPages;
  readonly #backend: Backend;
  readonly #patient: string;

  constructor(backend: Backend, patient: string) {
    this.#backend = backend;
    this.#patient = patient;
    this.seen = new SeenPages((whole) => {
      const form = $state.snapshot(this.form);
      if (!form) throw new Error("There is no document to draw yet.");
      return backend.call("preview_document", { patient, form, whole });
    });
  }

  /** Asks what can be made. */
  async open(): Promise<void> {
    this.failure = null;
    try {
      const offer = await this.#backend.call("offer_documents", { patient: this.#patient });
      this.offer = offer;
      this.form = { ...offer.form };
      this.path = this.choice?.path ?? "";
      this.seen.notice();
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** What is chosen. */
  get choice(): DocumentChoice | undefined {
    return this.offer?.kinds.find(({ kind }) => kind === this.form?.kind);
  }

  /** The codes of the visit that is chosen, or of the latest. */
  get codes(): readonly string[] {
    const { offer, form } = this;
    if (!offer || !form) return [];
    const chosen = offer.sessions.findIndex(({ id }) => id === form.session);
    const codes = offer.codes[Math.max(chosen, 0)] ?? [];
    return codes.filter((code, n) => codes.indexOf(code) === n);
  }

  /** Another kind: what belongs to the one before does not go with it. */
  choose(kind: DocumentKind): void {
    if (!this.form || !this.offer) return;
    const before = this.choice?.path;
    this.form.kind = kind;
    if (this.choice?.needs !== "session") this.form.session = null;
    if (this.choice?.needs !== "episode") this.form.episode = null;
    // A path that was typed stays.
    if (this.path === before) this.path = this.choice?.path ?? "";
    this.saved = null;
    this.failure = null;
  }

  feeOf(code: string): string {
    return this.form?.fees.find((fee) => fee.code === code)?.amount ?? "";
  }

  setFee(code: string, amount: string): void {
    if (!this.form) return;
    const others = this.form.fees.filter((fee) => fee.code !== code);
    this.form.fees = [...others, { code, amount }];
  }

  /** Saves the document. Answers it, or null when it was refused. */
  async save(replace: boolean): Promise<DocumentWritten | null> {
    if (!this.form || this.saving) return null;
    const form = $state.snapshot(this.form);
    this.saving = true;
    this.saved = null;
    this.failure = null;
    try {
      const asked = { patient: this.#patient, form, path: this.path.trim(), replace };
      const written = await this.#backend.call("write_document", asked);
      // Who chose another kind meanwhile is not told that it is saved already.
      if (this.form.kind === form.kind) this.saved = written;
      return written;
    } catch (thrown) {
      const failure = Failure.from(thrown);
      if (failure.code === FILE_EXISTS) this.asksToReplace = true;
      else this.failure = failure;
    } finally {
      this.saving = false;
    }
    return null;
  }

  errorAt(field: string): string | undefined {
    return this.failure?.at(field) ?? this.failure?.at(`form.${field}`);
  }
}
