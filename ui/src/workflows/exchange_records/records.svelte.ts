// Records that are about to leave: what is chosen, what the offer says, and what was written.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { RecordsExported } from "../../backend/generated/RecordsExported";
import type { RecordsFormat } from "../../backend/generated/RecordsFormat";
import type { RecordsOffer } from "../../backend/generated/RecordsOffer";
import { LongJob } from "../../forms/long_job.svelte";
import { NewPassphrase } from "../../forms/new_passphrase.svelte";

export class Records {
  format = $state<RecordsFormat>("csv");
  reduced = $state(false);
  recipient = $state("");
  purpose = $state<string | null>(null);
  authority = $state<string | null>(null);
  path = $state("");
  replace = $state(false);
  offer = $state.raw<RecordsOffer | null>(null);
  /** Why the offer could not be made. */
  notOffered = $state.raw<Failure | null>(null);
  failure = $state.raw<Failure | null>(null);
  stopped = $state(false);
  saved = $state.raw<RecordsExported | null>(null);
  /** In what form the saved export is. */
  savedAs = $state<RecordsFormat>("csv");
  /** Of the archive of the whole practice. */
  readonly passphrase: NewPassphrase;
  readonly job = new LongJob();
  readonly #backend: Backend;
  readonly #patient: string | null;
  /** Of several answers only that to the newest question counts. */
  #asked = 0;

  constructor(backend: Backend, patient: string | null) {
    this.#backend = backend;
    this.#patient = patient;
    this.passphrase = new NewPassphrase(backend);
  }

  /** Whether the export is tables, which can leave identifiers out. A bundle always holds the whole record. */
  get isTables(): boolean {
    return this.format === "csv" || this.format === "xlsx";
  }

  /** Whether a new folder is written, and no file. */
  get isFolder(): boolean {
    if (this.format === "archive") return this.#patient !== null;
    return this.format === "csv" || (this.format === "fhir" && this.#patient === null);
  }

  /** Whether it is one encrypted file, with a passphrase of its own. */
  get isSealed(): boolean {
    return this.format === "archive" && this.#patient === null;
  }

  /** Asks what would leave. The path follows the form, until somebody types another. */
  async load(): Promise<void> {
    const mine = ++this.#asked;
    this.notOffered = null;
    const offered = this.offer?.path;
    try {
      const { format } = this;
      const reduced = this.reduced && this.isTables;
      const asked = { patient: this.#patient, format, reduced };
      const offer = await this.#backend.call("offer_records", asked);
      if (mine !== this.#asked) return;
      if (this.path === "" || this.path === offered) this.path = offer.path;
      this.offer = offer;
    } catch (thrown) {
      if (mine === this.#asked) this.notOffered = Failure.from(thrown);
    }
  }

  /** Puts what is written into another folder, under the same name. */
  into(folder: string): void {
    const name = this.path.split(/[/\\]/).at(-1) ?? "";
    const between = folder.includes("\\") ? "\\" : "/";
    this.path = `${folder}${between}${name}`;
  }

  /** Writes the records. */
  async export(): Promise<void> {
    if (this.job.running) return;
    this.failure = null;
    this.stopped = false;
    this.saved = null;
    if (this.isSealed && !(await this.passphrase.check())) return;
    try {
      this.saved = await this.job.run(this.#backend, "export_records", {
        patient: this.#patient,
        format: this.format,
        reduced: this.reduced && this.isTables,
        path: this.path.trim(),
        replace: this.replace,
        recipient: this.recipient,
        purpose: this.purpose ?? "",
        authority: this.authority ?? "",
        passphrase: this.isSealed ? this.passphrase.value : "",
      });
      this.savedAs = this.format;
      this.stopped = this.saved === null;
      if (this.saved) this.passphrase.clear();
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }
}
