// The letter being built: the choices are typed here, everything else comes from the record.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { LetterExported } from "../../backend/generated/LetterExported";
import type { LetterForm } from "../../backend/generated/LetterForm";
import type { LetterOffer } from "../../backend/generated/LetterOffer";
import type { LetterTyped } from "../../backend/generated/LetterTyped";
import { Unsaved } from "../../forms/unsaved.svelte";

/** The code of the refusal that asks whether a file may be replaced. */
const FILE_EXISTS = "file-exists";

export class Letter {
  offer = $state.raw<LetterOffer | null>(null);
  form = $state<LetterForm | null>(null);
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
  readonly #backend: Backend;
  readonly #patient: string;

  constructor(backend: Backend, patient: string) {
    this.#backend = backend;
    this.#patient = patient;
  }

  /** Asks what the letter would say now. */
  async open(): Promise<void> {
    this.failure = null;
    try {
      const [offer, patient] = await Promise.all([
        this.#backend.call("offer_letter", { patient: this.#patient }),
        this.#backend.call("open_patient", { patient: this.#patient }),
      ]);
      this.offer = offer;
      this.form = { ...(offer.typed ?? offer).form };
      this.path = (offer.typed ?? offer).path;
      this.name = patient.name;
      const of = { kind: "letter", patient: this.#patient };
      this.unsaved = new Unsaved(this.#backend, of, () => this.#typed(offer), offer.kept);
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** Saves the letter. Answers it, or null when it was refused. */
  async save(replace: boolean): Promise<LetterExported | null> {
    if (!this.form || this.saving) return null;
    const form = $state.snapshot(this.form);
    // A draft that is kept late would come back after the letter was made.
    await this.unsaved?.keep();
    const draft = this.unsaved?.draft ?? null;
    this.saving = true;
    this.saved = null;
    this.failure = null;
    try {
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

  #typed(offer: LetterOffer): LetterTyped {
    return { form: $state.snapshot(this.form) ?? offer.form, path: this.path };
  }

  /** The message for a field; a fault may be named within the form or on its own. */
  errorAt(field: string): string | undefined {
    return this.failure?.at(field) ?? this.failure?.at(`form.${field}`);
  }

  #refused(failure: Failure): void {
    if (failure.code === FILE_EXISTS) this.asksToReplace = true;
    else this.failure = failure;
  }
}
