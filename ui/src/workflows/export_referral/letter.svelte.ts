// The letter being built: the choices are typed here, everything else comes from the record.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { LetterExported } from "../../backend/generated/LetterExported";
import type { LetterForm } from "../../backend/generated/LetterForm";
import type { LetterOffer } from "../../backend/generated/LetterOffer";
import type { LetterReader } from "../../backend/generated/LetterReader";
import type { LetterReads } from "../../backend/generated/LetterReads";
import type { LetterSeen } from "../../backend/generated/LetterSeen";
import type { LetterTyped } from "../../backend/generated/LetterTyped";
import type { Problem } from "../../backend/generated/Problem";
import type { Reader } from "../../backend/generated/Reader";
import { SeenPages } from "../../forms/seen_pages.svelte";
import { Unsaved } from "../../forms/unsaved.svelte";

/** The code of the refusal that asks whether a file may be replaced. */
const FILE_EXISTS = "file-exists";

export class Letter {
  offer = $state.raw<LetterOffer | null>(null);
  form = $state<LetterForm | null>(null);
  /** What the record says for these choices. */
  reads = $state.raw<LetterReads | null>(null);
  /** Why there is no letter for these choices, as the pages were last drawn. */
  problems = $state.raw<readonly Problem[]>([]);
  /** The reader is not on record: name and address are typed. */
  readerTyped = $state(false);
  /** "Okafor, Ada". */
  name = $state("");
  path = $state("");
  saving = $state(false);
  /** A file with this name is there: may it be replaced? */
  asksToReplace = $state(false);
  saved = $state.raw<LetterExported | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Keeps what is typed until it is a letter. None before the record has answered. */
  unsaved = $state.raw<Unsaved<LetterTyped> | null>(null);
  /** The real pages, drawn again after every change. */
  readonly seen: SeenPages<LetterSeen>;
  readonly #backend: Backend;
  readonly #patient: string;
  #opening: Promise<void> | null = null;

  constructor(backend: Backend, patient: string) {
    this.#backend = backend;
    this.#patient = patient;
    this.seen = new SeenPages(
      (whole) => {
        const form = $state.snapshot(this.form);
        if (!form) throw new Error("There is no letter to draw yet.");
        return backend.call("preview_letter", { patient, form, whole });
      },
      ({ reads, problems }) => {
        this.reads = reads;
        this.problems = problems;
      },
    );
  }

  /** Asks what the letter would say now. */
  open(): Promise<void> {
    this.#opening = this.#open();
    return this.#opening;
  }

  /** Saves the letter. Answers it, or null when it was refused. Whoever is quicker than the record waits for it. */
  async save(replace: boolean): Promise<LetterExported | null> {
    await this.#opening;
    if (!this.form || this.saving) return null;
    const form = $state.snapshot(this.form);
    this.saving = true;
    this.saved = null;
    this.failure = null;
    try {
      // A draft that is kept late would come back after the letter was made.
      await this.unsaved?.keep();
      const draft = this.unsaved?.draft ?? null;
      const letter = { patient: this.#patient, form, path: this.path.trim(), replace, draft };
      this.saved = await this.#backend.call("export_letter", letter);
      this.unsaved?.ended();
    } catch (thrown) {
      this.#refused(Failure.from(thrown));
    } finally {
      this.saving = false;
    }
    return this.saved;
  }

  /** Who reads it, as the record knows them. */
  get reader(): LetterReader | undefined {
    const { form, offer } = this;
    if (!form || this.readerTyped) return undefined;
    return offer?.readers.find(
      ({ to, addressed }) => to === form.to && addressed === form.addressed,
    );
  }

  /** Somebody of the record; what was chosen for such a reader last time comes with them. */
  choose(reader: LetterReader): void {
    if (!this.form) return;
    this.readerTyped = false;
    this.form.addressed = reader.addressed;
    this.#take(reader);
  }

  /** The referring clinician, whose name nobody has entered. */
  chooseNobody(): void {
    if (!this.form) return;
    this.readerTyped = false;
    Object.assign(this.form, { to: "referring-clinician", addressed: "" });
  }

  /** Somebody of this sort who is not on record. */
  chooseSort(to: Reader): void {
    const sort = this.offer?.others.find((other) => other.to === to);
    if (!this.form || !sort) return;
    if (!this.readerTyped) this.form.addressed = "";
    this.readerTyped = true;
    this.#take(sort);
  }

  /** The message for a field; a fault may be named within the form or on its own. */
  errorAt(field: string): string | undefined {
    const drawn = this.problems.find(({ path }) => path === `form.${field}` || path === field);
    return this.failure?.at(field) ?? this.failure?.at(`form.${field}`) ?? drawn?.message;
  }

  async #open(): Promise<void> {
    this.failure = null;
    try {
      const [offer, patient] = await Promise.all([
        this.#backend.call("offer_letter", { patient: this.#patient }),
        this.#backend.call("open_patient", { patient: this.#patient }),
      ]);
      this.offer = offer;
      this.reads = offer.reads;
      this.form = structuredClone((offer.typed ?? offer).form);
      this.readerTyped = this.form.addressed !== "" && !this.reader;
      this.path = (offer.typed ?? offer).path;
      this.name = patient.name;
      const of = { kind: "letter", patient: this.#patient };
      this.unsaved = new Unsaved(this.#backend, of, () => this.#typed(offer), offer.kept);
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  #take(reader: LetterReader): void {
    if (!this.form) return;
    const { to, purpose, authority, wording, parts } = reader;
    Object.assign(this.form, { to, purpose, authority, wording, parts: { ...parts } });
    if (reader.last_letter === null && this.form.span === "since-last") this.form.span = "whole";
  }

  #typed(offer: LetterOffer): LetterTyped {
    return { form: $state.snapshot(this.form) ?? offer.form, path: this.path };
  }

  #refused(failure: Failure): void {
    if (failure.code === FILE_EXISTS) this.asksToReplace = true;
    else this.failure = failure;
  }
}
