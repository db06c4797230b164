// A patient being registered, or details being changed: the kept form, and what the rules say besides.

import type { Backend } from "../../backend/backend";
import type { DraftPage } from "../../backend/generated/DraftPage";
import type { PatientCheck } from "../../backend/generated/PatientCheck";
import type { PatientDraft } from "../../backend/generated/PatientDraft";
import type { PatientLine } from "../../backend/generated/PatientLine";
import type { PatientPage } from "../../backend/generated/PatientPage";
import { blankPatient } from "../../forms/blank";
import { KeptForm, NOTHING_KEPT, type FormOf } from "../../forms/kept_form.svelte";
import { blankCondition, isBlank } from "./conditions";

/** What the screen was opened for. */
export interface Opened {
  /** A draft to go on with. */
  draft?: string | undefined;
  /** A patient whose details are changed. */
  patient?: string | undefined;
  /** A name that was searched for and not found. */
  typed?: string | undefined;
}

/** Whose details are changed, and from which revision on. */
interface Changed {
  id: string;
  name: string;
  basedOn: number;
}

type RegistrationForm = KeptForm<PatientDraft, PatientPage, PatientCheck>;

export class Registration {
  /** Null until it was opened. */
  form = $state.raw<RegistrationForm | null>(null);
  similar = $state.raw<readonly PatientLine[]>([]);
  /** Null for somebody new. */
  patient = $state.raw<Changed | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async open(what: Opened): Promise<void> {
    if (what.draft !== undefined) await this.#openDraft(what.draft);
    else if (what.patient !== undefined)
      this.#begin((await this.#openPatient(what.patient)).details);
    else this.#begin({ ...blankPatient(), ...nameIn(what.typed ?? "") });
  }

  async #openDraft(draft: string): Promise<void> {
    const page = await this.#backend.call("open_draft", { draft });
    if (page.patient !== null) await this.#openPatient(page.patient, page.based_on);
    this.#begin(page.registration ?? blankPatient(), page);
  }

  /** A change that is gone on with stays based on what it was begun from. */
  async #openPatient(patient: string, begunFrom: number | null = null): Promise<PatientPage> {
    const page = await this.#backend.call("open_patient", { patient });
    this.patient = { id: page.id, name: page.name, basedOn: begunFrom ?? page.revision };
    return page;
  }

  /** There is always a row to type a condition into. */
  #begin({ conditions, ...rest }: PatientDraft, kept: DraftPage | null = null): void {
    const rows = conditions.length > 0 ? conditions : [blankCondition()];
    this.form = new KeptForm<PatientDraft, PatientPage, PatientCheck>(
      this.#backend,
      this.#asForm(),
      { ...rest, conditions: rows },
      kept ? { ...kept, draft: kept.id } : NOTHING_KEPT,
    );
  }

  #asForm(): FormOf<PatientDraft, PatientPage, PatientCheck> {
    const { patient } = this;
    const id = patient?.id ?? null;
    return {
      kind: "patient",
      patient: id,
      check: (body) => this.#backend.call("check_patient", { patient: sent(body), id }),
      heard: ({ similar }) => (this.similar = similar),
      // The draft of a change holds what it was begun from.
      kept: (body) => (patient ? { based_on: patient.basedOn, patient: sent(body) } : sent(body)),
      finish: (body, draft) => this.#finish(sent(body), draft),
    };
  }

  /** Registers, or saves the details. */
  #finish(patient: PatientDraft, draft: string | null): Promise<PatientPage> {
    if (!this.patient) return this.#backend.call("register_patient", { patient, draft });
    const { id, basedOn } = this.patient;
    return this.#backend.call("change_patient", { id, based_on: basedOn, patient, draft });
  }
}

/** What is typed, as the backend takes it: a row nothing was typed into is none. */
function sent(body: PatientDraft): PatientDraft {
  return { ...body, conditions: body.conditions.filter((row) => !isBlank(row)) };
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
