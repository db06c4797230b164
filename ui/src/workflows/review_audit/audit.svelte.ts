// The list of who did what: what is asked for, and the lines as far as they were asked for.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { AuditFilter } from "../../backend/generated/AuditFilter";
import type { AuditLine } from "../../backend/generated/AuditLine";
import type { AuditPage } from "../../backend/generated/AuditPage";
import type { AuditPerson } from "../../backend/generated/AuditPerson";

/** Lines asked for at a time: more than fits on a screen, few enough to read at once. */
const PAGE = 100;

export class Audit {
  filter = $state<AuditFilter>(everything());
  lines = $state.raw<readonly AuditLine[]>([]);
  people = $state.raw<readonly AuditPerson[]>([]);
  /** The cursor of older lines; null when all are there. */
  next = $state.raw<string | null>(null);
  patientName = $state("");
  /** Where the list would be saved. */
  path = $state("");
  loading = $state(true);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  /** Of several answers only that to the newest question counts. */
  #asked = 0;

  constructor(backend: Backend, patient: string | null) {
    this.#backend = backend;
    this.filter.patient = patient;
  }

  get isFiltered(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(everything());
  }

  /** Asks for the newest lines that fit. */
  async load(): Promise<void> {
    await this.#ask(null, (page) => {
      this.lines = page.lines;
    });
  }

  /** Asks for what came before the oldest line shown. */
  async older(): Promise<void> {
    if (this.next === null || this.loading) return;
    await this.#ask(this.next, (page) => {
      this.lines = [...this.lines, ...page.lines];
    });
  }

  /** Leaves every choice open. */
  async clear(): Promise<void> {
    this.filter = everything();
    await this.load();
  }

  async #ask(after: string | null, take: (page: AuditPage) => void): Promise<void> {
    const mine = ++this.#asked;
    this.loading = true;
    this.failure = null;
    try {
      const filter = $state.snapshot(this.filter);
      const page = await this.#backend.call("review_audit", { filter, after, limit: PAGE });
      if (mine !== this.#asked) return;
      take(page);
      this.next = page.next;
      this.people = page.people;
      this.patientName = page.patient_name;
      this.path = page.path;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = Failure.from(thrown);
    } finally {
      if (mine === this.#asked) this.loading = false;
    }
  }
}

function everything(): AuditFilter {
  return { patient: null, person: null, group: null, from: "", to: "" };
}
