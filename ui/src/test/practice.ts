// A made-up practice in the shape of the wire, for tests. Rules are in Rust: what is refused here only
// shows what the screens do with a refusal.

import { FakeBackend, type Answers } from "../backend/fake";
import { Failure } from "../backend/failure";
import type { LockPage } from "../backend/generated/LockPage";
import type { PatientDraft } from "../backend/generated/PatientDraft";
import type { PatientLine } from "../backend/generated/PatientLine";
import type { PatientPage } from "../backend/generated/PatientPage";
import type { PracticePage } from "../backend/generated/PracticePage";
import type { PracticeStatus } from "../backend/generated/PracticeStatus";
import type { Reference } from "../backend/generated/Reference";
import type { Today } from "../backend/generated/Today";
import { blankPatient, blankPractice, blankTherapist } from "../forms/blank";
import { Workspace, type OpenPractice } from "../workspace.svelte";
import { allRights } from "./rights";

export const openPractice: OpenPractice = {
  practice: "Rivera Physical Therapy",
  therapist: "A. Rivera",
  me: "t1",
  role: "owner",
  several: false,
  rights: allRights,
  resume: null,
};

export function status(fields: Partial<PracticeStatus> = {}): PracticeStatus {
  return {
    state: "locked",
    folder: "/home/r/filiform",
    people: 1,
    wait_seconds: 0,
    version: "0.1.0",
    restored: null,
    ...fields,
  };
}

export function refusal(
  code: string,
  message: string,
  paths: Record<string, string> = {},
): Failure {
  const fields = Object.entries(paths).map(([path, words]) => ({
    path,
    code: "missing",
    message: words,
  }));
  return new Failure({ code, message, fields });
}

export function line(fields: Partial<PatientLine> = {}): PatientLine {
  return {
    id: "p1",
    name: "Okafor, Ada",
    born: "14 Mar 1984",
    age: 42,
    last_seen: "22 Nov 2026",
    sessions: 5,
    ...fields,
  };
}

export function today(fields: Partial<Today> = {}): Today {
  const backup = { words: "Backup verified today 14:02.", needs_attention: false };
  return {
    date: "22 Nov 2026",
    drafts: [],
    handed: [],
    seen: [],
    warnings: [],
    attention: [],
    more_attention: false,
    backup,
    patients: 3,
    ...fields,
  };
}

export function practicePage(fields: Partial<PracticePage> = {}): PracticePage {
  return {
    practice: { ...blankPractice(), name: "Rivera Physical Therapy" },
    therapist: { ...blankTherapist(), name: "A. Rivera" },
    logo: null,
    signature: null,
    folder: "/home/r/filiform",
    warnings: [],
    fingerprint: "9f86 d081 884c 7d65",
    unsaved: {
      typed: { practice: null, therapist: null, phrases: null, templates: null },
      kept: { draft: null, rev: 0, caret: null, kept_at: "" },
    },
    ...fields,
  };
}

export function lockPage(fields: Partial<LockPage> = {}): LockPage {
  return {
    times: { cover_minutes: 3, lock_minutes: 15 },
    has_pin: false,
    longest_cover_minutes: 15,
    shortest_lock_minutes: 2,
    longest_lock_minutes: 60,
    most_pin_digits: 8,
    ...fields,
  };
}

export function patientPage(details: Partial<PatientDraft> = {}): PatientPage {
  return {
    id: "p1",
    revision: 4,
    name: "Okafor, Ada",
    born: "14 Mar 1984",
    age: 42,
    details: { ...blankPatient(), family_name: "Okafor", given_name: "Ada", ...details },
    conditions: [],
    sessions: 5,
    not_held: [],
    attached: [],
    open_draft: null,
    episodes: [],
    safety: {
      flags: [],
      consent: "No written consent yet",
      consent_holds: false,
      renew: null,
      asked: "Asked at each visit: not yet",
      screened: "Screening not gone through yet",
    },
    strip: {
      period: "the whole record; no episode of care is open",
      last: null,
      days_since: null,
      pain_before: [],
      reading: null,
      why: null,
      change: null,
      scores: [],
      events: [],
      follow_ups: [],
    },
  };
}

export const reference: Reference = {
  regions: [
    { id: "neck", name: "Neck" },
    { id: "knee", name: "Knee" },
  ],
  targets: [],
  abbreviations: [],
  conditions: [
    {
      id: "tennis-elbow",
      name: "Tennis elbow",
      aliases: ["lateral epicondylitis"],
      codes: [
        { code: "M77.11", note: "right" },
        { code: "M77.12", note: "left" },
      ],
      codes_note: "",
      regions: [],
      sources: [],
    },
    {
      id: "neck-pain",
      name: "Neck pain",
      aliases: ["cervicalgia"],
      codes: [{ code: "M54.2", note: "" }],
      codes_note: "",
      regions: [],
      sources: [],
    },
  ],
  techniques: [],
  needles: [],
  other_care: [],
  events: [],
  checks: [],
  measures: [],
  sources: [],
};

/** A practice in which everything goes well, but for what a test answers itself. */
export function backendWith(answers: Answers = {}): FakeBackend {
  let rev = 0;
  return new FakeBackend(
    {},
    {
      practice_status: () => status(),
      judge_passphrase: ({ passphrase }) => {
        const acceptable = passphrase.length > 11;
        return {
          acceptable,
          score: acceptable ? 4 : 1,
          hint: acceptable ? "Strong." : "Add words.",
        };
      },
      check_practice: () => ({ problems: [] }),
      check_therapist: () => ({ problems: [] }),
      reference: () => reference,
      unlock: () => openPractice,
      workspace: () => openPractice,
      lock: () => status(),
      today: () => today(),
      find_patients: () => ({ patients: [line()] }),
      check_patient: () => ({ problems: [], similar: [] }),
      keep_draft: () => ({ id: "d1", rev: ++rev, kept_at: "14:09:31" }),
      discard_draft: () => ({}),
      open_patient: () => patientPage(),
      register_patient: () => patientPage(),
      change_patient: () => patientPage(),
      practice_page: () => practicePage(),
      lock_page: () => lockPage(),
      keep_place: () => ({}),
      still_here: () => ({}),
      offer_backup: () => ({ file: "", verified: "" }),
      offer_recovery_sheet: () => ({ path: "/home/r/letters/recovery sheet 2026-11-22.pdf" }),
      ...answers,
    },
  );
}

export function workspaceWith(answers: Answers = {}): {
  backend: FakeBackend;
  workspace: Workspace;
} {
  const backend = backendWith(answers);
  return { backend, workspace: new Workspace(backend, openPractice) };
}
