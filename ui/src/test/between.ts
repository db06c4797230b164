// What happens between the visits, as the real workflows answered it, for tests and for looking at screens.

import { Failure } from "../backend/failure";
import type { BetweenLine } from "../backend/generated/BetweenLine";
import type { ContactDraft } from "../backend/generated/ContactDraft";
import type { ContactForm } from "../backend/generated/ContactForm";
import type { ContactPage } from "../backend/generated/ContactPage";
import fixtures from "../backend/generated/fixtures.json";
import type { HistoryOutline } from "../backend/generated/HistoryOutline";
import type { HistoryPage } from "../backend/generated/HistoryPage";
import type { NotHeldDraft } from "../backend/generated/NotHeldDraft";
import type { NotHeldForm } from "../backend/generated/NotHeldForm";
import type { NotHeldPage } from "../backend/generated/NotHeldPage";
import type { ProblemList } from "../backend/generated/ProblemList";
import type { ReportedEventDraft } from "../backend/generated/ReportedEventDraft";
import type { ReportedEventPage } from "../backend/generated/ReportedEventPage";
import type { ReportForm } from "../backend/generated/ReportForm";
import type { SessionLine } from "../backend/generated/SessionLine";
import type { SessionsCompared } from "../backend/generated/SessionsCompared";
import type { TimelineRow } from "../backend/generated/TimelineRow";

const contactBegun = fixtures.open_contact_form[0]?.reply as unknown as ContactForm;
const reportBegun = fixtures.open_report_form[0]?.reply as unknown as ReportForm;
const outlined = fixtures.outline_history[0]?.reply as unknown as HistoryOutline;
const entries = (fixtures.review_history[1]?.reply as unknown as HistoryPage).timeline.flatMap(
  (row) =>
    row.kind === "between" && ["contact", "event"].includes(row.entry.kind) ? [row.entry] : [],
);

/** A contact that was logged, and an event that was reported, in full. */
export const contactPage = fixtures.log_contact[0]?.reply as unknown as ContactPage;
export const eventPage = fixtures.report_event[0]?.reply as unknown as ReportedEventPage;

/** The same in a list: a bruise heard of on 22 Nov 2026, and a call on 21 Nov 2026. */
export const [bruise, call] = entries as [BetweenLine, BetweenLine];

const notHeldBegun = fixtures.open_not_held_form[0]?.reply as unknown as NotHeldForm;
const notHeldAgain = fixtures.open_not_held_form[1]?.reply as unknown as NotHeldForm;

/** A visit that the patient called off, in full and in a list. */
export const notHeldPage = fixtures.log_not_held[0]?.reply as unknown as NotHeldPage;
export const [calledOff] = notHeldAgain.recorded as [BetweenLine];

/** What is refused of forms with nothing in them. */
export const contactRefused = refusedBy(fixtures.check_contact[0]?.reply);
export const reportRefused = refusedBy(fixtures.check_report[0]?.reply);

export const notHeldRefused = refusedBy(fixtures.check_not_held[0]?.reply);

function refusedBy(checked: unknown): Failure {
  const { problems } = checked as ProblemList;
  const message = `${String(problems.length)} answers need another look.`;
  return new Failure({ code: "fields", message, fields: problems });
}

/** A page of these sessions with these entries where they belong. */
export function historyPage(
  sessions: SessionLine[],
  { between = [], next = null }: { between?: BetweenLine[]; next?: string | null } = {},
): HistoryPage {
  const rows: { at: number; row: TimelineRow }[] = [
    ...sessions.map((line) => ({
      at: line.utc_ms,
      row: { kind: "session" as const, session: line.id },
    })),
    ...between.map((entry) => ({ at: entry.utc_ms, row: { kind: "between" as const, entry } })),
  ];
  const timeline = rows.sort((left, right) => right.at - left.at).map(({ row }) => row);
  return { sessions, timeline, next };
}

/** An outline of so many rows; what the whole record can be narrowed to is as it was recorded. */
export function outline(rows: number, fields: Partial<HistoryOutline> = {}): HistoryOutline {
  return { ...structuredClone(outlined), rows, visits: rows, target: null, ...fields };
}

/** The past of a target, as it was recorded. */
export const targetPast = (fixtures.outline_history[1]?.reply as unknown as HistoryOutline).target;

/** Two notes side by side, as they were recorded. */
export const compared = fixtures.compare_sessions[0]?.reply as unknown as SessionsCompared;

/** A contact begun on 22 Nov 2026 at 15:05. */
export function contactForm(
  typed: Partial<ContactDraft> = {},
  fields: Partial<ContactForm> = {},
): ContactForm {
  const begun = structuredClone(contactBegun);
  return { ...begun, contact: { ...begun.contact, ...typed }, ...fields };
}

/** A report begun on 22 Nov 2026 at 15:05; `session` is the one it was opened from. */
export function reportForm(
  typed: Partial<ReportedEventDraft> = {},
  fields: Partial<ReportForm> = {},
): ReportForm {
  const begun = structuredClone(reportBegun);
  return { ...begun, event: { ...begun.event, session: "", ...typed }, ...fields };
}

/** A visit not held, begun on 22 Nov 2026. */
export function notHeldForm(
  typed: Partial<NotHeldDraft> = {},
  fields: Partial<NotHeldForm> = {},
): NotHeldForm {
  const begun = structuredClone(notHeldBegun);
  return { ...begun, visit: { ...begun.visit, ...typed }, ...fields };
}

/** The sessions that a report can belong to. */
export const choices = reportBegun.sessions;
