// One patient's page: who it is, what changed since care began, and the history as far as it came into sight,
// whole or narrowed. Thrown away with its screen.

import type { Backend } from "../../backend/backend";
import { Failure } from "../../backend/failure";
import type { BetweenLine } from "../../backend/generated/BetweenLine";
import type { HistoryOutline } from "../../backend/generated/HistoryOutline";
import type { HistoryPage } from "../../backend/generated/HistoryPage";
import type { PatientPage } from "../../backend/generated/PatientPage";
import type { SessionLine } from "../../backend/generated/SessionLine";
import type { TimelineFilter } from "../../backend/generated/TimelineFilter";

/** Rows asked for at first: more than nearly every patient has. */
const PAGE = 100;
/** Rows asked for when somebody goes further down. */
const FURTHER = 500;

/** What is shown of the notes to somebody who does not read them. */
const NOTHING_READ: HistoryPage = { sessions: [], timeline: [], next: null };

/** A row of the timeline. */
export type TimelineItem =
  | { kind: "session"; id: string; line: SessionLine }
  | { kind: "between"; id: string; entry: BetweenLine };

/** A filter that everything fits. */
export function everything(): TimelineFilter {
  return {
    region: null,
    target: null,
    episode: null,
    author: null,
    kind: null,
    from: "",
    to: "",
  };
}

export class History {
  patient = $state.raw<PatientPage | null>(null);
  /** The newest sessions, whatever is filtered: for the chart. */
  newest = $state.raw<readonly SessionLine[]>([]);
  /** Whether there are older rows than those that the chart draws. */
  partly = $state(false);
  /** Whether the history has any row, whatever is filtered. */
  holdsAny = $state(false);
  /** The rows that fit, as far as they were asked for. */
  timeline = $state.raw<readonly TimelineItem[]>([]);
  /** How many rows fit, and what there is to narrow the history to. */
  outline = $state.raw<HistoryOutline | null>(null);
  filter = $state<TimelineFilter>(everything());
  /** Raised with each new list, so that it begins at its top. */
  list = $state(0);
  loading = $state(true);
  failure = $state.raw<Failure | null>(null);
  #next: string | null = null;
  /** Of several answers only that to the newest question counts. */
  #asked = 0;
  #fetching = false;
  #wanted = 0;
  readonly #backend: Backend;
  readonly #id: string;
  readonly #reads: boolean;

  /** `reads` says whether whoever works now reads notes; a front desk sees who the patient is. */
  constructor(backend: Backend, id: string, reads: boolean) {
    this.#backend = backend;
    this.#id = id;
    this.#reads = reads;
  }

  /** The newest sessions whose notes hold: only their numbers count. */
  get holding(): readonly SessionLine[] {
    return this.newest.filter(({ voided }) => voided === null);
  }

  /** Rows that fit, whether they were asked for yet or not. */
  get rows(): number {
    return this.outline?.rows ?? this.timeline.length;
  }

  get isFiltered(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(everything());
  }

  /** Begins to correct a note, or goes on with it. Answers the draft, or null. */
  async correct(session: string): Promise<string | null> {
    let draft: string | null = null;
    await this.#ask(async () => {
      draft = (await this.#backend.call("start_correction", { session })).draft;
    });
    return draft;
  }

  /** Asks for the patient and the newest rows. */
  async open(): Promise<void> {
    await this.#ask(async () => {
      const [patient, history, outline] = await Promise.all([
        this.#backend.call("open_patient", { patient: this.#id }),
        this.#reads ? this.#review(null, PAGE) : NOTHING_READ,
        this.#reads ? this.#outlined() : null,
      ]);
      this.patient = patient;
      this.#show(history, outline);
      if (!this.isFiltered) {
        this.newest = history.sessions;
        this.partly = history.next !== null;
        this.holdsAny = history.timeline.length > 0;
      }
    });
  }

  /** Asks for what fits now. */
  async narrow(): Promise<void> {
    const mine = ++this.#asked;
    await this.#ask(async () => {
      const [history, outline] = await Promise.all([this.#review(null, PAGE), this.#outlined()]);
      if (mine === this.#asked) this.#show(history, outline);
    });
  }

  /** Asks for the rows up to this one, a page after the other. */
  async need(index: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, index);
    if (this.#fetching) return;
    this.#fetching = true;
    const mine = this.#asked;
    try {
      while (this.#next !== null && this.timeline.length <= this.#wanted && mine === this.#asked) {
        const history = await this.#review(this.#next, FURTHER);
        if (mine !== this.#asked) break;
        this.timeline = [...this.timeline, ...itemsOf(history)];
        this.#next = history.next;
      }
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    } finally {
      this.#fetching = false;
    }
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

  #show(history: HistoryPage, outline: HistoryOutline | null): void {
    this.timeline = itemsOf(history);
    this.outline = outline;
    this.#next = history.next;
    this.#wanted = 0;
    this.list += 1;
  }

  #review(before: string | null, limit: number) {
    const filter = $state.snapshot(this.filter);
    return this.#backend.call("review_history", { patient: this.#id, filter, before, limit });
  }

  #outlined() {
    const filter = $state.snapshot(this.filter);
    return this.#backend.call("outline_history", { patient: this.#id, filter });
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
