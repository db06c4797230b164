// The fields of the note around the needling, as tables. What is in sight and what lies behind "more" is said
// by the section that shows them.

import type { BillingCode } from "../../backend/generated/BillingCode";
import type { EventDraft } from "../../backend/generated/EventDraft";
import type { Finding } from "../../backend/generated/Finding";
import type { FirstVisit } from "../../backend/generated/FirstVisit";
import type { Medicine } from "../../backend/generated/Medicine";
import type { NotHeld } from "../../backend/generated/NotHeld";
import type { OtherCareDraft } from "../../backend/generated/OtherCareDraft";
import type { PainRating } from "../../backend/generated/PainRating";
import type { Present } from "../../backend/generated/Present";
import type { RecoveryLine } from "../../backend/generated/RecoveryLine";
import type { Reference } from "../../backend/generated/Reference";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import type { SinceLast } from "../../backend/generated/SinceLast";
import type { StoppedEarly } from "../../backend/generated/StoppedEarly";
import { words } from "../../strings";
import { itemsOf, type FieldOf } from "./fields";

const text = words.chartNote;
const { before } = text;
const { pains, findings } = before;
const { after, since, first, notHeld, story, plan } = text;

export const endedFields: readonly FieldOf<SessionDraft>[] = [
  { kind: "clock", key: "ended", label: story.ended, width: "narrow" },
];

export const presentFields: readonly FieldOf<Present>[] = [
  {
    kind: "select",
    key: "role",
    label: story.present.role,
    items: itemsOf(story.present.roles),
    none: null,
    required: true,
  },
  { kind: "text", key: "name", label: story.present.name, width: "wide" },
];

export const notHeldFields: readonly FieldOf<NotHeld>[] = [
  {
    kind: "choice",
    key: "how",
    label: notHeld.how,
    items: [
      { value: "cancelled", label: notHeld.cancelled, key: "c" },
      { value: "missed", label: notHeld.missed, key: "m" },
    ],
    none: null,
    required: true,
  },
  { kind: "text", key: "by", label: notHeld.by },
  { kind: "text", key: "reason", label: notHeld.reason, width: "wide" },
];

export const historyFields: readonly FieldOf<FirstVisit>[] = [
  { kind: "area", key: "history", label: first.history, hint: first.historyHint },
  { kind: "yes-no", key: "red_flags_asked", label: first.redFlagsAsked, width: "narrow" },
  { kind: "text", key: "red_flags", label: first.redFlags, width: "wide" },
];

export const medicineFields: readonly FieldOf<Medicine>[] = [
  { kind: "text", key: "name", label: first.medicines.name, required: true },
  { kind: "text", key: "dose", label: first.medicines.dose },
  { kind: "text", key: "change", label: first.medicines.change },
];

export const examinationFields: readonly FieldOf<FirstVisit>[] = [
  {
    kind: "text",
    key: "allergies",
    label: first.allergies,
    hint: first.allergiesHint,
    width: "whole",
  },
  { kind: "area", key: "examination", label: first.examination },
  { kind: "area", key: "goals", label: first.goals, hint: first.goalsHint },
  { kind: "text", key: "prognosis", label: first.prognosis, width: "whole" },
];

export const sinceFields: readonly FieldOf<SinceLast>[] = [
  { kind: "score", key: "soreness", label: since.soreness, width: "wide" },
  {
    kind: "number",
    key: "soreness_hours",
    label: since.hours,
    unit: since.hoursUnit,
    max: 720,
    width: "narrow",
  },
  { kind: "yes-no", key: "bruise", label: since.bruise, width: "narrow" },
  { kind: "text", key: "medicine", label: since.medicine },
  {
    kind: "text",
    key: "warning_signs",
    label: since.warning,
    hint: since.warningHint,
    width: "wide",
  },
  { kind: "text", key: "note", label: since.note, width: "wide" },
];

/** Why needling today: one of the two is needed before a needle. */
export function reasonFields(reference: Reference): readonly FieldOf<SessionDraft>[] {
  const choices = reference.conditions.map(({ id, name, aliases }) => ({
    value: id,
    label: name,
    keywords: aliases,
  }));
  return [
    { kind: "find", key: "condition", label: before.condition, choices },
    {
      kind: "text",
      key: "indication",
      label: before.indication,
      hint: before.indicationHint,
      width: "wide",
    },
  ];
}

export const reasoningFields: readonly FieldOf<SessionDraft>[] = [
  { kind: "area", key: "assessment", label: before.assessment },
  { kind: "text", key: "plan_changed", label: before.planChanged, width: "wide" },
  {
    kind: "text",
    key: "position",
    label: before.position,
    hint: before.positionHint,
    width: "wide",
  },
];

export const painFields: readonly FieldOf<PainRating>[] = [
  { kind: "choice", key: "scale", label: pains.scale, items: itemsOf(pains.scales), width: "wide" },
  { kind: "number", key: "value", label: pains.value, max: 100, required: true, width: "narrow" },
  {
    kind: "choice",
    key: "window",
    label: pains.window,
    items: itemsOf(pains.windows),
    width: "wide",
  },
  {
    kind: "choice",
    key: "moment",
    label: pains.moment,
    items: itemsOf(pains.moments),
    width: "wide",
  },
  { kind: "text", key: "activity", label: pains.activity },
  { kind: "text", key: "place", label: pains.place },
];

export const findingFields: readonly FieldOf<Finding>[] = [
  { kind: "text", key: "name", label: findings.name, required: true, width: "wide" },
  { kind: "text", key: "before", label: findings.before, width: "narrow" },
  { kind: "text", key: "after", label: findings.after, width: "narrow" },
  { kind: "text", key: "unit", label: findings.unit, width: "narrow" },
  {
    kind: "select",
    key: "side",
    label: findings.side,
    items: itemsOf(findings.sides),
    none: null,
    width: "narrow",
  },
  { kind: "text", key: "note", label: findings.note },
];

/** An injury of the therapist is a practice incident, never in a patient's note. */
const OF_STAFF = "needlestick-staff";

export function eventFields(reference: Reference, rows: number): readonly FieldOf<EventDraft>[] {
  const kinds = reference.events
    .filter(({ id }) => id !== OF_STAFF)
    .map(({ id, name }) => ({ value: id, label: name }));
  const { eventKind } = words.chartSession.after;
  return [
    { kind: "select", key: "kind", label: eventKind, items: kinds, none: "", required: true },
    {
      kind: "select",
      key: "severity",
      label: after.severity,
      items: itemsOf(after.severities),
      none: null,
    },
    {
      kind: "number",
      key: "row",
      label: after.row,
      min: 1,
      max: Math.max(rows, 1),
      width: "narrow",
    },
    {
      kind: "number",
      key: "onset_min",
      label: after.onset,
      unit: after.onsetUnit,
      max: 20_160,
      width: "narrow",
    },
    { kind: "text", key: "action", label: after.action },
    { kind: "text", key: "sensation", label: after.sensation },
    { kind: "text", key: "course", label: after.course },
    { kind: "text", key: "resolved", label: after.resolved },
    { kind: "text", key: "note", label: after.note, width: "wide" },
  ];
}

export const stoppedFields: readonly FieldOf<StoppedEarly>[] = [
  { kind: "text", key: "reason", label: after.reason, required: true, width: "whole" },
];

export const recoveryFields: readonly FieldOf<RecoveryLine>[] = [
  { kind: "clock", key: "at", label: after.recovery.at, width: "narrow" },
  { kind: "text", key: "seen", label: after.recovery.seen, required: true, width: "wide" },
];

export const adviceFields: readonly FieldOf<SessionDraft>[] = [
  { kind: "area", key: "advice", label: after.advice },
];

export function careFields(reference: Reference): readonly FieldOf<OtherCareDraft>[] {
  const { care } = words.chartSession;
  const kinds = reference.other_care.map(({ id, label }) => ({ value: id, label }));
  return [
    { kind: "select", key: "kind", label: care.kind, items: kinds, none: "", required: true },
    {
      kind: "number",
      key: "minutes",
      label: care.minutes,
      unit: care.unit,
      min: 1,
      max: 600,
      width: "narrow",
    },
    { kind: "text", key: "segment", label: text.care.segment, width: "narrow" },
    { kind: "text", key: "grade", label: text.care.grade, width: "narrow" },
    { kind: "text", key: "note", label: care.note, width: "wide" },
  ];
}

export const nextFields: readonly FieldOf<SessionDraft>[] = [
  { kind: "text", key: "next_visit", label: plan.next, width: "whole" },
];

export const endOfPlanFields: readonly FieldOf<SessionDraft>[] = [
  { kind: "text", key: "stop_rule", label: plan.stopRule, width: "whole" },
];

export const minutesFields: readonly FieldOf<SessionDraft>[] = [
  {
    kind: "number",
    key: "timed_minutes",
    label: plan.timed,
    unit: plan.unit,
    max: 600,
    width: "narrow",
  },
  {
    kind: "number",
    key: "total_minutes",
    label: plan.total,
    unit: plan.unit,
    max: 600,
    width: "narrow",
  },
];

export const codeFields: readonly FieldOf<BillingCode>[] = [
  { kind: "text", key: "code", label: plan.codes.code, required: true, width: "narrow" },
  { kind: "number", key: "units", label: plan.codes.units, min: 1, max: 99, width: "narrow" },
];
