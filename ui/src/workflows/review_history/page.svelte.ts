// One patient's page: who it is, what changed since care began, and the signed sessions as far as they
// were asked for. Thrown away with its screen.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { BetweenLine } from "../../backend/generated/BetweenLine";
import type { HistoryPage } from "../../backend/generated/HistoryPage";
import type { PatientPage } from "../../backend/generated/PatientPage";
import type { SessionLine } from "../../backend/generated/SessionLine";

/** Sessions asked for at a time: more than nearly every patient has. */
const PAGE = 100;

/** What is shown of the notes to somebody who does not read them. */
const NOTHING_READ: HistoryPage = { sessions: [], timeline: [], next: null };

/** A row of the timeline. */
export type TimelineItem =
  | { kind: "session"; id: string; line: SessionLine }
  | { kind: "between"; id: string; entry: BetweenLine };

export class History {
  patient = $state.raw<PatientPage | null>(null);
  sessions = $state.raw<readonly SessionLine[]>([]);
  /** The same sessions with what happened between them. */
  timeline = $state.raw<readonly TimelineItem[]>([]);
  /** The cursor of older sessions; null when all are there. */
  next = $state.raw<string | null>(null);
  loading = $state(true);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  readonly #id: string;

  readonly #reads: boolean;

  /** `reads` says whether whoever works now reads notes; a front desk sees who the patient is. */
  constructor(backend: Backend, id: string, reads: boolean) {
    this.#backend = backend;
    this.#id = id;
    this.#reads = reads;
  }

  /** The sessions whose notes hold: only their numbers count. */
  get holding(): readonly SessionLine[] {
    return this.sessions.filter(({ voided }) => voided === null);
  }

  /** Begins to correct a note, or goes on with it. Answers the draft, or null. */
  async correct(session: string): Promise<string | null> {
    let draft: string | null = null;
    await this.#ask(async () => {
      draft = (await this.#backend.call("start_correction", { session })).draft;
    });
    return draft;
  }

  /** Asks for the patient and the newest sessions. */
  async open(): Promise<void> {
    await this.#ask(async () => {
      const [patient, history] = await Promise.all([
        this.#backend.call("open_patient", { patient: this.#id }),
        this.#reads ? this.#review(null) : NOTHING_READ,
      ]);
      this.patient = patient;
      this.sessions = history.sessions;
      this.timeline = itemsOf(history);
      this.next = history.next;
    });
  }

  /** Asks for what came before the oldest row shown. */
  async older(): Promise<void> {
    const cursor = this.next;
    if (cursor === null || this.loading) return;
    await this.#ask(async () => {
      const history = await this.#review(cursor);
      this.sessions = [...this.sessions, ...history.sessions];
      this.timeline = [...this.timeline, ...itemsOf(history)];
      this.next = history.next;
    });
  }

  /** Begins a session, or goes on with the open one. Answers its draft, or null. */
  async begin(): Promise<string | null> {
    let draft: string | null = null;
    await this.#ask(async () => {
      draft = (await this.#backend.call("start_session", { patient: this.#id })).id;
    });
    return draft;
  }

  /** The same with the rows of the last session laid out, to be confirmed. */
  async repeat(): Promise<string | null> {
    let draft: string | null = null;
    await this.#ask(async () => {
      draft = (await this.#backend.call("repeat_session", { patient: this.#id })).id;
    });
    return draft;
  }

  #review(before: string | null) {
    return this.#backend.call("review_history", { patient: this.#id, before, limit: PAGE });
  }

  async #ask(work: () => Promise<void>): Promise<void> {
    this.loading = true;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    } finally {
      this.loading = false;
    }
  }
}

function itemsOf({ timeline, sessions }: HistoryPage): TimelineItem[] {
  const lines = new Map(sessions.map((line) => [line.id, line]));
  return timeline.flatMap((row): TimelineItem[] => {
    if (row.kind === "between") return [{ kind: "between", id: row.entry.id, entry: row.entry }];
    const line = lines.get(row.session);
    return line ? [{ kind: "session", id: line.id, line }] : [];
  });
}
