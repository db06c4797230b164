// What whoever works now may do. The rights come with the open practice, the table of commands from Rust; no
// screen, key or button decides by itself who may press it.

import { rightOf } from "./backend/generated/rights";
import type { Right } from "./backend/generated/Right";
import type { ScreenName } from "./workspace.svelte";

/** A command or a long job. */
export type Runs = keyof typeof rightOf;

/** What each screen is there for: who may not ask for it is not led there. */
const isFor: Record<ScreenName, Runs> = {
  today: "today",
  patients: "find_patients",
  register: "register_patient",
  patient: "open_patient",
  chart: "sign_session",
  consent: "open_safety",
  contact: "log_contact",
  notHeld: "log_not_held",
  attach: "attach_file",
  episode: "keep_episode",
  event: "report_event",
  score: "score_measure",
  outcomes: "review_outcomes",
  addendum: "add_addendum",
  void: "void_session",
  rightPatient: "chart_for_right_patient",
  letter: "export_letter",
  documents: "write_document",
  caseload: "review_caseload",
  audit: "review_audit",
  records: "offer_records",
  imports: "import_records",
  retention: "retention_page",
  retire: "offer_retirement",
  people: "therapists_page",
  key: "change_file_key",
  backups: "back_up",
  restore: "back_up",
  verify: "verify_record",
  settings: "practice_page",
};

/** Whether somebody with these rights may run a command. */
export function mayRun(rights: readonly Right[], command: Runs): boolean {
  const right = rightOf[command];
  return right === "anyone" || rights.includes(right);
}

/** Whether somebody with these rights is led to a screen. */
export function mayOpen(rights: readonly Right[], screen: ScreenName): boolean {
  return mayRun(rights, isFor[screen]);
}
