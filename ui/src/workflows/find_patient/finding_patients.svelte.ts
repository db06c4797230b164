// The list of patients while someone types: what was typed last is what is shown.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { FoundPatients } from "../../backend/generated/FoundPatients";
import type { PatientLine } from "../../backend/generated/PatientLine";
import { Newest } from "../../forms/newest";

/** So many fill a few pages; whoever wants another types one more letter. */
export const MOST = 50;

/** Short enough to feel instant, long enough to skip the letters inside a word. */
const PAUSE_MS = 80;

export class FindingPatients {
  typed = $state("");
  /** Which words the list below answers; null before the first answer. */
  answered = $state.raw<string | null>(null);
  patients = $state.raw<readonly PatientLine[]>([]);
  /** The row that Enter opens. */
  at = $state(0);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  readonly #newest = new Newest<FoundPatients & { query: string }>(PAUSE_MS, (found) => {
    this.patients = found.patients;
    this.answered = found.query;
    this.at = 0;
    this.failure = null;
  });

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The patient that Enter opens. */
  get current(): PatientLine | undefined {
    return this.patients[this.at];
  }

  /** Whether the list is cut off. */
  get isCut(): boolean {
    return this.patients.length === MOST;
  }

  /** Finds for what is typed now, without waiting. */
  async findNow(): Promise<void> {
    await this.#newest.now(() => this.#find(this.typed)).catch(() => undefined);
  }

  type(text: string): void {
    this.typed = text;
    this.#newest.later(() => this.#find(text));
  }

  stop(): void {
    this.#newest.stop();
  }

  async #find(query: string): Promise<FoundPatients & { query: string }> {
    try {
      const found = await this.#backend.call("find_patients", { query, limit: MOST });
      return { ...found, query };
    } catch (thrown) {
      if (query === this.typed) this.failure = Failure.from(thrown);
      throw thrown;
    }
  }
}
