// An import as it is prepared: the file, what its columns mean, what would come of it, and what was done.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { Choice } from "../../backend/generated/Choice";
import type { DateOrder } from "../../backend/generated/DateOrder";
import type { Decision } from "../../backend/generated/Decision";
import type { Field } from "../../backend/generated/Field";
import type { ImportRow } from "../../backend/generated/ImportRow";
import type { ImportTried } from "../../backend/generated/ImportTried";
import type { ImportsPage } from "../../backend/generated/ImportsPage";
import type { Mapping } from "../../backend/generated/Mapping";
import type { Outcome } from "../../backend/generated/Outcome";
import type { RecordsImported } from "../../backend/generated/RecordsImported";
import type { TableLook } from "../../backend/generated/TableLook";
import type { TryImport } from "../../backend/generated/TryImport";
import { LongJob } from "../../forms/long_job.svelte";

/** What failed last, so that it is said where it belongs. */
type Step = "read" | "try" | "import" | "undo";

export class Importing {
  path = $state("");
  system = $state("");
  encoding = $state<string | null>(null);
  sheet = $state<string | null>(null);
  look = $state.raw<TableLook | null>(null);
  mapping = $state.raw<Mapping>({ columns: [], dates: null });
  tried = $state.raw<ImportTried | null>(null);
  decisions = $state.raw<readonly Decision[]>([]);
  /** Whether something was decided since the import was tried. */
  stale = $state(false);
  withoutFaulty = $state(false);
  done = $state.raw<RecordsImported | null>(null);
  page = $state.raw<ImportsPage | null>(null);
  pageFailure = $state.raw<Failure | null>(null);
  failure = $state.raw<Failure | null>(null);
  at = $state<Step>("read");
  stopped = $state(false);
  readonly job = new LongJob();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async list(): Promise<void> {
    this.pageFailure = null;
    try {
      this.page = await this.#backend.call("imports_page", {});
    } catch (thrown) {
      this.pageFailure = Failure.from(thrown);
    }
  }

  /** Reads the file; what was decided of an earlier reading is gone. */
  async read(): Promise<void> {
    const { encoding, sheet } = this;
    const look = await this.#step("read", () =>
      this.job.run(this.#backend, "look_at_table", { path: this.path.trim(), encoding, sheet }),
    );
    if (!look) return;
    this.look = look;
    this.mapping = look.mapping;
    this.decisions = [];
    this.tried = null;
    this.done = null;
  }

  /** Another file is read by what is found in it. */
  choose(path: string): void {
    if (path === this.path) return;
    this.path = path;
    this.encoding = null;
    this.sheet = null;
    this.look = null;
    this.tried = null;
    this.done = null;
  }

  meaning(column: string): Field {
    return this.mapping.columns.find((used) => used.column === column)?.is ?? "skip";
  }

  mean(column: string, is: Field): void {
    const columns = (this.look?.columns ?? []).map(({ name }) => ({
      column: name,
      is: name === column ? is : this.meaning(name),
    }));
    this.mapping = { ...this.mapping, columns };
    this.tried = null;
  }

  order(dates: DateOrder | null): void {
    this.mapping = { ...this.mapping, dates };
    this.tried = null;
  }

  async try(): Promise<void> {
    const tried = await this.#step("try", () =>
      this.job.run(this.#backend, "try_import", this.#asked()),
    );
    if (!tried) return;
    this.tried = tried;
    this.stale = false;
    this.withoutFaulty = false;
    this.done = null;
  }

  /** Decides for the patient who first stands in this row; null takes the decision back. */
  decide(row: ImportRow, choice: Choice | null): void {
    const others = this.decisions.filter(({ row: of }) => of !== row.first);
    this.decisions = choice ? [...others, { row: row.first, choice }] : others;
    this.stale = true;
  }

  /** What was decided of the patient of this row. */
  decided(row: ImportRow): Choice | undefined {
    return this.decisions.find(({ row: of }) => of === row.first)?.choice;
  }

  rowsThat(outcome: Outcome): number {
    return this.tried?.counts.find((count) => count.outcome === outcome)?.rows ?? 0;
  }

  /** Rows that stand in the way until they are left out. */
  get faulty(): number {
    return this.rowsThat("refused") + this.rowsThat("conflict");
  }

  async import(): Promise<void> {
    const report = this.tried?.report ?? "";
    const done = await this.#step("import", () =>
      this.job.run(this.#backend, "import_records", {
        tried: this.#asked(),
        report,
        leave_out: this.withoutFaulty,
      }),
    );
    if (!done) return;
    this.done = done;
    this.look = null;
    this.tried = null;
    await this.list();
  }

  /** Answers whether the import was taken back. */
  async undo(id: string): Promise<boolean> {
    const page = await this.#step("undo", () =>
      this.job.run(this.#backend, "undo_import", { import: id }),
    );
    if (!page) return false;
    this.page = page;
    if (this.done?.import === id) this.done = null;
    return true;
  }

  #asked(): TryImport {
    const { encoding, sheet, system, mapping } = this;
    const file = { path: this.path.trim(), encoding, sheet };
    return { file, system, mapping, decisions: [...this.decisions] };
  }

  async #step<T>(at: Step, run: () => Promise<T | null>): Promise<T | null> {
    if (this.job.running) return null;
    this.at = at;
    this.failure = null;
    this.stopped = false;
    try {
      const answer = await run();
      this.stopped = answer === null;
      return answer;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return null;
    }
  }
}
