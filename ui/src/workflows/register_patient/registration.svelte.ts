// A patient being registered, or details being changed: what is typed, kept as a draft all the time.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { PatientCheck } from "../../backend/generated/PatientCheck";
import type { PatientDraft } from "../../backend/generated/PatientDraft";
import type { PatientLine } from "../../backend/generated/PatientLine";
import type { PatientPage } from "../../backend/generated/PatientPage";
import type { Problem } from "../../backend/generated/Problem";
import { blankPatient } from "../../forms/blank";
import { Newest } from "../../forms/newest";
import { conditionRow, isBlank, problemsOfRow, type ConditionEntry } from "./conditions";

/** What the screen was opened for. */
export interface Opened {
  /** A draft to go on with. */
  draft?: string | undefined;
  /** A patient whose details are changed. */
  patient?: string | undefined;
  /** A name that was searched for and not found. */
  typed?: string | undefined;
}

const KEEP_AFTER_MS = 300;
/** Whoever types without a pause loses no more than the last second to a power cut. */
const KEEP_WITHIN_MS = 600;
const CHECK_AFTER_MS = 300;
const RETRY_AFTER_MS = 2000;

/** After these a further try cannot succeed: the draft is not ours to write any more. */
const FINAL = new Set(["stale", "stale-draft", "draft-gone", "gone", "locked"]);

export class Registration {
  form = $state<PatientDraft>(blankPatient());
  conditions = $state<ConditionEntry[]>([]);
  similar = $state.raw<readonly PatientLine[]>([]);
  /** Why it was not registered. */
  failure = $state.raw<Failure | null>(null);
  /** Why the draft could not be kept just now. */
  notKept = $state.raw<Failure | null>(null);
  keptAt = $state("");
  busy = $state(false);
  ready = $state(false);
  /** Whose details are changed, and from which revision on; null for somebody new. */
  patient = $state.raw<{ id: string; name: string; basedOn: number } | null>(null);
  /** Where the caret stood when the draft was kept. */
  caret: string | null = null;
  /** Answers where the caret stands now. */
  caretNow: () => string | null = () => null;
  #problems = $state.raw<readonly Problem[]>([]);
  #wasAsked = $state(false);
  #draft = $state.raw<string | null>(null);
  #rev = 0;
  #keptText = "";
  #ended = false;
  #keeping: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  readonly #backend: Backend;
  readonly #check = new Newest<PatientCheck>(CHECK_AFTER_MS, ({ problems, similar }) => {
    this.#problems = problems;
    this.similar = similar;
    // What was wrong is mended: nothing is left to complain about.
    if (problems.length === 0 && this.failure?.code === "fields") this.failure = null;
  });

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The faults to show: none before registering was tried. */
  get problems(): readonly Problem[] {
    return this.#wasAsked ? this.#problems : [];
  }

  get hasDraft(): boolean {
    return this.#draft !== null;
  }

  /** What is typed, as the backend takes it. */
  get body(): PatientDraft {
    const conditions = this.conditions
      .filter((row) => !isBlank(row))
      .map(({ condition, icd10cm }) => ({ condition, icd10cm }));
    return { ...$state.snapshot(this.form), conditions };
  }

  async open(what: Opened): Promise<void> {
    if (what.draft !== undefined) await this.#openDraft(what.draft);
    else if (what.patient !== undefined)
      this.#fill((await this.#openPatient(what.patient)).details);
    else this.#fill({ ...blankPatient(), ...nameIn(what.typed ?? "") });
    this.#keptText = JSON.stringify(this.body);
    this.ready = true;
  }

  /** The faults of one row of conditions. */
  problemsOf(row: ConditionEntry): Problem[] {
    return problemsOfRow(this.problems, this.conditions, row);
  }

  addCondition(): void {
    this.conditions.push(conditionRow());
  }

  removeCondition(row: ConditionEntry): void {
    this.conditions = this.conditions.filter(({ key }) => key !== row.key);
  }

  /** Moves the condition at `at` before the one above it: the first is the main one. */
  moveConditionUp(at: number): void {
    const rows = [...this.conditions];
    rows.splice(at - 1, 0, ...rows.splice(at, 1));
    this.conditions = rows;
  }

  /** Takes an id or the words typed so far; another condition has other codes. */
  setCondition(row: ConditionEntry, condition: string): void {
    if (row.condition === condition) return;
    row.condition = condition;
    row.icd10cm = "";
  }

  setCode(row: ConditionEntry, code: string): void {
    row.icd10cm = code;
  }

  /** Something was typed. */
  typed(): void {
    if (this.#ended) return;
    this.#check.later(() =>
      this.#backend.call("check_patient", { patient: this.body, id: this.patient?.id ?? null }),
    );
    this.#keepIn(KEEP_AFTER_MS);
    this.#latest ??= setTimeout(() => void this.keep(), KEEP_WITHIN_MS);
  }

  /** Keeps what is typed now. Never rejects: what could not be kept is said and tried again. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    clearTimeout(this.#latest);
    this.#latest = undefined;
    this.#keeping = this.#keeping.then(() => this.#keepNow());
    return this.#keeping;
  }

  /** Keeps for the last time: a locked practice takes nothing more. */
  async keepLast(): Promise<void> {
    await this.keep();
    this.#ended = true;
    this.stop();
  }

  /** Registers, or saves the details. Answers with the patient's page, or null when refused. */
  async finish(): Promise<PatientPage | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    this.#wasAsked = true;
    await this.keep();
    // From here on a draft that is kept late would come back to life after the registration.
    this.#ended = true;
    try {
      return await this.#send();
    } catch (thrown) {
      this.#ended = false;
      this.failure = Failure.from(thrown);
      this.#check.stop();
      this.#problems = this.failure.fields;
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Sets aside what was typed. */
  async discard(): Promise<void> {
    this.#ended = true;
    this.stop();
    await this.#keeping;
    if (this.#draft !== null) await this.#backend.call("discard_draft", { draft: this.#draft });
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#latest);
    this.#check.stop();
  }

  #send(): Promise<PatientPage> {
    const sent = { patient: this.body, draft: this.#draft };
    if (!this.patient) return this.#backend.call("register_patient", sent);
    const { id, basedOn } = this.patient;
    return this.#backend.call("change_patient", { id, based_on: basedOn, ...sent });
  }

  async #openDraft(draft: string): Promise<void> {
    const page = await this.#backend.call("open_draft", { draft });
    if (page.patient !== null) await this.#openPatient(page.patient, page.based_on);
    this.#draft = page.id;
    this.#rev = page.rev;
    this.caret = page.caret;
    this.keptAt = page.kept_at;
    this.#fill(page.registration ?? blankPatient());
  }

  /** A change that is gone on with stays based on what it was begun from. */
  async #openPatient(patient: string, begunFrom: number | null = null): Promise<PatientPage> {
    const page = await this.#backend.call("open_patient", { patient });
    this.patient = { id: page.id, name: page.name, basedOn: begunFrom ?? page.revision };
    return page;
  }

  /** The draft as it is kept: a change with what it was begun from. */
  #kept(body: PatientDraft): unknown {
    return this.patient ? { based_on: this.patient.basedOn, patient: body } : body;
  }

  #fill({ conditions, ...rest }: PatientDraft): void {
    this.form = { ...rest, conditions: [] };
    this.conditions = conditions.length > 0 ? conditions.map(conditionRow) : [conditionRow()];
  }

  #keepIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), ms);
  }

  /** A caret alone is worth keeping in a draft, and not worth beginning one. */
  #isNews(text: string, caret: string | null): boolean {
    return text !== this.#keptText || (this.#draft !== null && caret !== this.caret);
  }

  async #keepNow(): Promise<void> {
    const body = this.body;
    const text = JSON.stringify(body);
    const caret = this.caretNow();
    if (this.#ended || !this.ready || !this.#isNews(text, caret)) return;
    try {
      const kept = await this.#backend.call("keep_draft", {
        draft: this.#draft,
        kind: "patient",
        patient: this.patient?.id ?? null,
        rev: this.#rev,
        body: this.#kept(body),
        caret,
      });
      this.#draft = kept.id;
      this.#rev = kept.rev;
      this.#keptText = text;
      this.caret = caret;
      this.keptAt = kept.kept_at;
      this.notKept = null;
    } catch (thrown) {
      this.notKept = Failure.from(thrown);
      if (!FINAL.has(this.notKept.code)) this.#keepIn(RETRY_AFTER_MS);
    }
  }
}

/** "Okafor, Ada" and "Ada Okafor" as the two names; a date of birth is no name. */
export function nameIn(typed: string): { family_name: string; given_name: string } {
  const text = typed.trim().replace(/\s+/g, " ");
  if (/\d/.test(text)) return { family_name: "", given_name: "" };
  const [family = "", given] = text.split(/\s*,\s*/);
  if (given !== undefined) return { family_name: family, given_name: given };
  const parts = text.split(" ");
  return { family_name: parts.at(-1) ?? "", given_name: parts.slice(0, -1).join(" ") };
}
