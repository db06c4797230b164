// Answers of the workflows for looking at screens in a browser: enough to type, keep, check and sign.
// The rules are in Rust; what is checked here only fills the screen.

import { offeredDocuments } from "./documents";
import { FakeBackend, type Fixtures } from "../backend/fake";
import recorded from "../backend/generated/fixtures.json";
import type { LinesRead } from "../backend/generated/LinesRead";
import { event as emptyEvent } from "../backend/generated/empty";
import type { Problem } from "../backend/generated/Problem";
import type { SessionChecked } from "../backend/generated/SessionChecked";
import type { SessionDraft } from "../backend/generated/SessionDraft";
import {
  ada,
  checked,
  checkedRows,
  draftPage,
  fiveVisits,
  fullSession,
  newcomer,
  offer,
  signedPage,
  session,
  threeSites,
} from "./ada";
import {
  bruise,
  call,
  contactForm,
  contactPage,
  eventPage,
  historyPage,
  reportForm,
} from "./between";
import { chart, lookAround } from "./body_chart";
import { reference } from "./reference";
import { screenedPage, typingPage } from "./safety";

/** Which state the screens show. */
export type Show = "full" | "empty" | "faulty";

export function backendFor(show: Show): FakeBackend {
  let rev = 1;
  const typed = show === "full" ? fullSession : show === "faulty" ? faulty() : session();
  return new FakeBackend(
    {},
    {
      reference: () => reference,
      body_chart: () => chart,
      targets_at: lookAround,
      repeat_session: () =>
        draftPage({
          session: session({
            region: "neck",
            sites: threeSites.map((row) => ({
              ...row,
              twitch: null,
              twitches: null,
              repeats: "2026-11-20",
            })),
          }),
        }),
      read_lines: ({ text }) => readAsRecorded(text),
      complete_line: () => ({ offers: [] }),
      open_draft: () =>
        draftPage({ session: typed, last: show === "empty" ? null : fiveVisits[0] }),
      keep_draft: () => ({ id: draftPage().id, rev: ++rev, kept_at: "14:09:31" }),
      prompts_for: () => ({ prompts: [], open: [], screened: true }),
      check_session: ({ session: asked }) => look(asked),
      sign_session: () => ({ session: "s", patient: ada.id, fingerprint: "9f86d081884c7d65" }),
      start_session: () => draftPage(),
      discard_draft: () => ({}),
      open_safety: () => (show === "faulty" ? typingPage : screenedPage),
      check_screening: () => ({ problems: [] }),
      check_consent: () => ({ problems: [], gaps: [] }),
      open_patient: () => (show === "empty" ? newcomer : ada),
      review_history: () =>
        show === "empty" ? historyPage([]) : historyPage(fiveVisits, { between: [call, bruise] }),
      open_contact_form: () => contactForm(),
      check_contact: () => ({ problems: [] }),
      log_contact: () => contactPage,
      open_contact: () => contactPage,
      open_report_form: () => reportForm(),
      check_report: () => ({ problems: [] }),
      report_event: () => eventPage,
      open_reported_event: () => eventPage,
      open_session: () => signedPage,
      offer_letter: () => ({ ...offer, may_say_improving: show === "full" }),
      offer_documents: () => offeredDocuments,
      preview_document: () => ({ pages: [], all: 0 }),
      export_letter: ({ path }) => ({
        document: "d",
        path,
        pages: 1,
        sha256: signedPage.fingerprint,
        replaced: show === "faulty" ? "☃" : "",
      }),
    },
  );
}

const lines = new FakeBackend({ read_lines: recorded.read_lines } as unknown as Fixtures);

/** The lines that were recorded, and no other. */
function readAsRecorded(text: string): Promise<LinesRead> {
  return lines
    .call("read_lines", { text, session: null })
    .catch(() => ({ lines: [], both_lungs: false, session: null }));
}

function faulty(): SessionDraft {
  const [first, second] = threeSites;
  return session({
    region: "neck",
    pain_before: 7,
    sites: [first, { ...second, side: null, needle: "0.25" }, { ...first, target: "GM" }].flatMap(
      (row) => (row ? [row] : []),
    ) as SessionDraft["sites"],
    needles_in: 4,
    needles_out: 3,
    events: [{ ...emptyEvent, kind: "bruise", note: "left shoulder" }],
    events_asked: true,
  });
}

function look(asked: SessionDraft): SessionChecked {
  const problems: Problem[] = [];
  const open = (path: string, message: string) => problems.push({ path, code: "missing", message });
  if (!asked.region) open("region", "The body region is missing.");
  if (asked.sites.length === 0) open("sites", "Nothing is recorded yet: add a needled site.");
  asked.sites.forEach((row, n) => {
    const at = `sites[${String(n)}]`;
    if (!row.target) open(`${at}.target`, "The target is missing: which muscle or structure?");
    if (!row.side) open(`${at}.side`, "The side is missing: the patient's left, right, or both?");
    if (!row.needle.includes("x")) open(`${at}.needle`, "Write diameter x length, like 0.25x40.");
    if (row.techniques.length === 0) open(`${at}.techniques`, "The technique is missing.");
  });
  if (asked.needles_in !== asked.needles_out && asked.needle_difference === "")
    open("needles_out", "Needles in and out differ. Count again, or explain the difference.");
  if (!asked.events_asked)
    open("events_asked", 'Were adverse events asked about? "None" is an answer, silence is not.');
  return checked({
    problems,
    gaps: asked.plan
      ? []
      : [{ path: "plan", code: "not-recorded", message: "The plan is not recorded." }],
    needles_of_rows: asked.sites.reduce((sum, row) => sum + (row.needles ?? 1), 0),
    over_lung: asked.sites.length > 0 ? ["upper trapezius", "levator scapulae"] : [],
    rows: asked.sites.map((_, n) => checkedRows[n] ?? ""),
  });
}
