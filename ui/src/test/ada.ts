// A made-up patient with her notes, in the shape of the wire, for tests and for looking at screens.

import * as empty from "../backend/generated/empty";
import type { DraftPage } from "../backend/generated/DraftPage";
import type { LetterOffer } from "../backend/generated/LetterOffer";
import type { LetterParts } from "../backend/generated/LetterParts";
import type { LetterReader } from "../backend/generated/LetterReader";
import type { LetterReads } from "../backend/generated/LetterReads";
import type { PatientPage } from "../backend/generated/PatientPage";
import type { SessionChecked } from "../backend/generated/SessionChecked";
import type { SessionDraft } from "../backend/generated/SessionDraft";
import type { SessionLine } from "../backend/generated/SessionLine";
import type { SessionPage } from "../backend/generated/SessionPage";
import type { SiteDraft } from "../backend/generated/SiteDraft";
import type { SiteLine } from "../backend/generated/SiteLine";

export const ADA = "00000000-0000-7000-8000-00000000000a";
export const DRAFT = "00000000-0000-7000-8000-0000000000d1";

const DAY_MS = 86_400_000;
/** 22 Nov 2026 14:05 in UTC. */
const LATEST_MS = Date.UTC(2026, 10, 22, 14, 5);

export function site(fields: Partial<SiteDraft> = {}): SiteDraft {
  return { ...structuredClone(empty.site), ...fields };
}

export function session(fields: Partial<SessionDraft> = {}): SessionDraft {
  return { ...structuredClone(empty.session), date: "2026-11-22", time: "14:05", ...fields };
}

export const threeSites: SiteDraft[] = [
  site({
    target: "trapezius-upper",
    side: "left",
    trigger_points: [1],
    needle: "0.25x40",
    needles: 2,
    techniques: ["pistoning"],
    twitch: "seen",
    twitches: 3,
  }),
  site({
    target: "levator-scapulae",
    side: "left",
    needle: "0.25x30",
    techniques: ["superficial"],
  }),
  site({ target: "infraspinatus", side: "right", needle: "0.25x40", techniques: ["pistoning"] }),
];

export const fullSession: SessionDraft = session({
  region: "neck",
  story: "Turns the head more easily. Sore for a day after last time.",
  pain_before: 7,
  sites: threeSites,
  pain_after: 3,
  tolerance: "good",
  needles_in: 4,
  needles_out: 4,
  events_asked: true,
  breathlessness_advice: true,
  other_care: [
    {
      ...structuredClone(empty.otherCare),
      kind: "therapeutic-exercise",
      minutes: 12,
      note: "deep neck flexors",
    },
  ],
  condition: "neck-pain",
  screening: "all-no",
  consent: "verbal",
  plan: "Again in a week, then re-assess.",
});

export function siteLine(fields: Partial<SiteLine> = {}): SiteLine {
  return {
    target: "left upper trapezius",
    point: "TrP 1",
    needle: "0.25 × 40 mm",
    needles: 1,
    technique: "pistoning",
    twitch: "twitch × 3",
    ...fields,
  };
}

/** The session of `daysAgo` days before the latest one. */
export function line(daysAgo: number, fields: Partial<SessionLine> = {}): SessionLine {
  const when = new Date(LATEST_MS - daysAgo * DAY_MS);
  const month = when.getUTCMonth() === 10 ? "Nov" : "Oct";
  return {
    id: `00000000-0000-7000-8000-${String(daysAgo).padStart(12, "0")}`,
    date: `${String(when.getUTCDate())} ${month} ${String(when.getUTCFullYear())}`,
    time: "14:05",
    utc_ms: when.getTime(),
    region: "Neck",
    not_held: null,
    pain_before: 5,
    pain_after: 3,
    sites: [
      siteLine(),
      siteLine({ target: "left levator scapulae", point: null, technique: "superficial" }),
      siteLine({ target: "right infraspinatus", point: "TrP 2", twitch: null }),
    ],
    events: 0,
    late: null,
    amended: null,
    voided: null,
    withheld: false,
    ...fields,
  };
}

/** Newest first. */
export const fiveVisits: SessionLine[] = [
  line(2, { pain_before: 4, pain_after: 2 }),
  line(5, { pain_before: 4, pain_after: 2, events: 1 }),
  line(9, { pain_before: 5, pain_after: 3, region: "Shoulder girdle" }),
  line(14, { pain_before: 6, pain_after: null }),
  line(19, { pain_before: 7, pain_after: 4 }),
];

export function draftPage(fields: Partial<DraftPage> = {}): DraftPage {
  return {
    id: DRAFT,
    rev: 1,
    patient: ADA,
    name: "Okafor, Ada",
    born: "14 Mar 1984 (42)",
    visit: 6,
    session: session(),
    registration: null,
    based_on: null,
    caret: null,
    kept_at: "14:05:00",
    last: fiveVisits[0] ?? null,
    correcting: null,
    last_settings: [],
    used: [],
    episodes: [],
    phrases: [],
    templates: [],
    ...fields,
  };
}

export function checked(fields: Partial<SessionChecked> = {}): SessionChecked {
  return {
    problems: [],
    gaps: [],
    needles_of_rows: 0,
    needles_of_rows_to: fields.needles_of_rows ?? 0,
    muscles: 0,
    muscle_sides: 0,
    over_lung: [],
    authorisation: null,
    boxes: [],
    rows: [],
    late: null,
    signer: "A. Rivera, PT",
    text: [],
    ...fields,
  };
}

export const checkedRows = [
  "left upper trapezius · TrP 1 · 0.25 × 40 mm · 2 needles · pistoning · twitch 3",
  "left levator scapulae · 0.25 × 30 mm · superficial",
  "right infraspinatus · 0.25 × 40 mm · pistoning",
];

export const ada: PatientPage = {
  id: ADA,
  revision: 1,
  name: "Okafor, Ada",
  born: "14 Mar 1984",
  age: 42,
  details: {
    family_name: "Okafor",
    given_name: "Ada",
    birth_date: "1984-03-14",
    sex: "female",
    phone: "",
    email: "",
    address: "",
    record_number: "",
    referrer: { name: "Dr. L. Hahn", organisation: "", address: "", phone: "", reason: "" },
    payer: { name: "", member_number: "" },
    conditions: [{ condition: "neck-pain", icd10cm: "M54.2" }],
  },
  conditions: [{ words: "Neck pain", icd10cm: "M54.2" }],
  sessions: 5,
  not_held: [],
  attached: [],
  open_draft: null,
  episodes: [],
  safety: {
    flags: [],
    consent: "Consent written 3 Nov 2026",
    consent_holds: true,
    renew: null,
    asked: "Asked at each visit: last 20 Nov 2026",
    screened: "Screening gone through 3 Nov 2026",
  },
  strip: {
    period: "since 3 Nov 2026",
    last: fiveVisits[0] ?? null,
    days_since: 2,
    pain_before: [7, 6, 5, 4, 4],
    reading:
      "Better by both published thresholds and by more than a published estimate of measurement error.",
    why: {
      words:
        "Better by both published thresholds and by more than a published estimate of measurement error.",
      rule: "Band D: 3 points or more, and 30 % of the first rating.",
      sources: ["Farrar 2001"],
    },
    change: {
      first: "7 points",
      first_on: "3 Nov 2026",
      latest: "4 points",
      latest_on: "20 Nov 2026",
      change: "−3 points",
      percent: "−43 % of the baseline",
      days: 17,
      error: "2 (low back pain)",
      important: "2 or 30 % (chronic pain)",
      reads: "better",
    },
    scores: [],
    events: ["At the last visit: asked, none."],
    follow_ups: ["Plan of 20 Nov 2026: Next visit in a week."],
  },
};

export const newcomer: PatientPage = {
  ...ada,
  sessions: 0,
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

export const signedPage: SessionPage = {
  line: line(2),
  patient: ADA,
  name: "Okafor, Ada",
  note: fullSession,
  text: [
    ["When", "20 Nov 2026, 14:05"],
    ["Needled", checkedRows.join("\n")],
    ["Plan", "Again in a week, then re-assess."],
  ],
  changed_lines: [],
  original: null,
  amendments: [],
  voided: null,
  may: { correct: true, addendum: true, chart_for_right_patient: false },
  signed_by: "A. Rivera, PT",
  signed_at: "20 Nov 2026 14:31",
  fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};

const everyPart: LetterParts = {
  diagnosis: true,
  numbers: true,
  chart: true,
  treatment: true,
  other_care: true,
  events: true,
  opinion: true,
  plan: true,
};

function reader(fields: Partial<LetterReader>): LetterReader {
  return {
    to: "other",
    addressed: "",
    name: "",
    what: "Somebody else",
    lines: [],
    last_letter: null,
    purpose: "",
    authority: "",
    wording: "clinical",
    parts: everyPart,
    ...fields,
  };
}

/** What the record says for the choices that a letter begins with. */
export const letterReads: LetterReads = {
  addressee: ["Dr. L. Hahn", "Hillside Family Practice", "12 Hill Street, Trenton NJ"],
  period: "3 Nov 2026 to 22 Nov 2026",
  visits: 5,
  may_say_improving: false,
  reading: "Possibly better: one of two published thresholds met.",
  remarks: [],
};

export const offer: LetterOffer = {
  form: {
    to: "referring-clinician",
    addressed: "",
    span: "whole",
    from: "",
    until: "",
    parts: everyPart,
    wording: "clinical",
    news: "for-information",
    review: "",
    opinion: "",
    plan: "Again in a week, then re-assess.",
    own_words: "",
    paper: "letter",
    purpose: "Treatment",
    authority: "Referral",
  },
  readers: [
    reader({
      to: "referring-clinician",
      name: "Dr. L. Hahn",
      what: "Referring clinician",
      lines: letterReads.addressee,
      last_letter: "10 Nov 2026",
      purpose: "Treatment",
      authority: "Referral",
    }),
    reader({
      to: "patient",
      name: "Ada Okafor",
      what: "The patient",
      lines: ["Ada Okafor", "4 Mill Lane"],
      purpose: "Request of the patient",
      wording: "plain",
      parts: { ...everyPart, chart: false },
    }),
  ],
  others: [
    reader({ to: "referring-clinician", what: "Referring clinician" }),
    reader({ to: "general-practitioner", what: "General practitioner", purpose: "Treatment" }),
    reader({ to: "patient", what: "The patient", wording: "plain" }),
    reader({ to: "lawyer", what: "Lawyer", purpose: "Legal proceedings" }),
    reader({ to: "other", what: "Somebody else" }),
  ],
  reads: letterReads,
  purposes: ["Treatment", "Payment", "Request of the patient", "Legal proceedings"],
  authorities: ["Referral", "Consent of the patient"],
  path: "/home/rivera/Documents/letter-2026-11-22.pdf",
  typed: null,
  kept: { draft: null, rev: 0, caret: null, kept_at: "" },
};
