// The note in words, as it will stand after signing. The rows come from the rules in Rust; here they
// are only put in order, and what is missing is said to be missing.

import type { Reference } from "../../backend/generated/Reference";
import type { SessionDraft } from "../../backend/generated/SessionDraft";
import { formatDate } from "../../format/dates";
import { words } from "../../strings";

/** A paragraph: its heading, its lines, and whether it says only that nothing is recorded. */
export interface Paragraph {
  heading: string;
  lines: readonly string[];
  missing: boolean;
}

const text = words.signSession;

/** Every paragraph in the order of the note; `rows` are the sites in words. */
export function noteOf(
  session: SessionDraft,
  rows: readonly string[],
  overLung: boolean,
  reference: Reference,
): Paragraph[] {
  const h = text.headings;
  const needled = session.sites.length > 0;
  return [
    paragraph(h.when, [`${formatDate(session.date)}, ${session.time}`.replace(/^, |, $/g, "")]),
    paragraph(h.region, [named(reference.regions, session.region)]),
    paragraph(h.story, [session.story]),
    paragraph(h.before, [score(session.pain_before)]),
    paragraph(h.sites, needled ? rows : [text.noSites]),
    paragraph(h.after, [score(session.pain_after)]),
    paragraph(h.tolerance, [session.tolerance ? text.tolerance[session.tolerance] : ""]),
    paragraph(h.response, [session.response]),
    ...(needled ? [paragraph(h.needles, needleLines(session))] : []),
    paragraph(h.events, eventLines(session, reference)),
    ...(overLung ? [paragraph(h.advice, [advice(session.breathlessness_advice)])] : []),
    paragraph(h.care, careLines(session, reference)),
    paragraph(h.plan, [session.plan]),
  ];
}

function paragraph(heading: string, lines: readonly string[]): Paragraph {
  const said = lines.map((line) => line.trim()).filter((line) => line !== "");
  return said.length > 0
    ? { heading, lines: said, missing: false }
    : { heading, lines: [text.notRecorded], missing: true };
}

function named(list: readonly { id: string; name: string }[], id: string): string {
  return list.find((item) => item.id === id)?.name ?? id;
}

function score(points: number | null): string {
  return points === null ? "" : text.ofTen(points);
}

function needleLines(session: SessionDraft): string[] {
  const { needles_in: put, needles_out: out, needle_difference: why } = session;
  if (put === null && out === null) return [];
  const counted = text.needles(numberOr(put), numberOr(out));
  return put !== out && why !== "" ? [counted, text.difference(why)] : [counted];
}

function numberOr(n: number | null): string {
  return n === null ? text.notRecorded : String(n);
}

function eventLines(session: SessionDraft, reference: Reference): string[] {
  if (session.events.length === 0)
    return [session.events_asked ? text.eventsNone : text.eventsOpen];
  return session.events.map(({ kind, note }) =>
    [named(reference.events, kind), note].filter(Boolean).join(": "),
  );
}

function advice(given: boolean | null): string {
  if (given === null) return "";
  return given ? text.given : text.notGiven;
}

function careLines(session: SessionDraft, reference: Reference): string[] {
  return session.other_care.map(({ kind, minutes, note }) => {
    const label = reference.other_care.find((care) => care.id === kind)?.label ?? kind;
    const took = minutes === null ? "" : text.minutes(minutes);
    return [label, took, note].filter(Boolean).join(" · ");
  });
}
