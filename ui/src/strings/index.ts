// The catalogue of every word on screen: `words.kit.close`, `words.shell.lock`. A workflow adds its
// own file here and is typed from then on.

import { amendSession } from "./amend_session";
import { attachFile } from "./attach_file";
import { backUp } from "./back_up";
import { bodyChart } from "./body_chart";
import { chartNote } from "./chart_note";
import { changeKey } from "./change_key";
import { charts } from "./charts";
import { chartRows } from "./chart_rows";
import { chartSession } from "./chart_session";
import { dates } from "./dates";
import { exchangeRecords } from "./exchange_records";
import { exportReferral } from "./export_referral";
import { findAnything } from "./find_anything";
import { findPatient } from "./find_patient";
import { forms } from "./forms";
import { importRecords } from "./import_records";
import { keys } from "./keys";
import { kit } from "./kit";
import { lock } from "./lock";
import { logContact } from "./log_contact";
import { logNotHeld } from "./log_not_held";
import { manageEpisode } from "./manage_episode";
import { manageTherapists } from "./manage_therapists";
import { registerPatient } from "./register_patient";
import { reportEvent } from "./report_event";
import { restore } from "./restore";
import { retireRecord } from "./retire_record";
import { reviewAudit } from "./review_audit";
import { reviewCaseload } from "./review_caseload";
import { reviewOutcomes } from "./review_outcomes";
import { reviewHistory } from "./review_history";
import { handToPatient } from "./hand_to_patient";
import { scoreMeasure } from "./score_measure";
import { screenAndConsent } from "./screen_and_consent";
import { settings } from "./settings";
import { shell } from "./shell";
import { signSession } from "./sign_session";
import { today } from "./today";
import { unlock } from "./unlock";
import { verifyRecord } from "./verify_record";
import { writeDocument } from "./write_document";

export const words = {
  amendSession,
  attachFile,
  backUp,
  bodyChart,
  chartNote,
  changeKey,
  charts,
  chartRows,
  chartSession,
  dates,
  exchangeRecords,
  exportReferral,
  findAnything,
  findPatient,
  forms,
  importRecords,
  keys,
  kit,
  lock,
  logContact,
  logNotHeld,
  manageEpisode,
  manageTherapists,
  registerPatient,
  reportEvent,
  restore,
  retireRecord,
  reviewAudit,
  reviewCaseload,
  reviewHistory,
  reviewOutcomes,
  handToPatient,
  scoreMeasure,
  screenAndConsent,
  settings,
  shell,
  signSession,
  today,
  unlock,
  verifyRecord,
  writeDocument,
} as const;
