// Records that are about to leave: what is chosen, what the offer says, and what was written.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { RecordsExported } from "../../backend/generated/RecordsExported";
import type { RecordsFormat } from "../../backend/generated/RecordsFormat";
import type { RecordsOffer } from "../../backend/generated/RecordsOffer";
import { LongJob } from "../../forms/long_job.svelte";

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
  readonly job = new LongJob();
  readonly #backend: Backend;
  readonly #patient: string | null;
  /** Of several answers only that to the newest question counts. */
  #asked = 0;

  constructor(backend: Backend, patient: string | null) {
    this.#backend = backend;
    this.#patient = patient;
  }

  /** Asks what would leave. The path follows the form, until somebody types another. */
  async load(): Promise<void> {
    const mine = ++this.#asked;
    this.notOffered = null;
    const offered = this.offer?.path;
    try {
      const { format, reduced } = this;
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
    try {
      this.saved = await this.job.run(this.#backend, "export_records", {
        patient: this.#patient,
        format: this.format,
        reduced: this.reduced,
        path: this.path.trim(),
        replace: this.replace,
        recipient: this.recipient,
        purpose: this.purpose ?? "",
        authority: this.authority ?? "",
      });
      this.stopped = this.saved === null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }
}
