// Which component draws which screen. A workflow plugs in here, with one line.

import type { Component } from "svelte";
import type { Backend } from "./backend/backend";
import Charting from "./shell/Charting.svelte";
import WayIn from "./shell/WayIn.svelte";
import AddAddendum from "./workflows/amend_session/AddAddendum.svelte";
import RightPatient from "./workflows/amend_session/RightPatient.svelte";
import VoidSession from "./workflows/amend_session/VoidSession.svelte";
import BackUp from "./workflows/back_up/BackUp.svelte";
import ExchangeRecords from "./workflows/exchange_records/ExchangeRecords.svelte";
import ChangeKey from "./workflows/change_key/ChangeKey.svelte";
import ExportReferral from "./workflows/export_referral/ExportReferral.svelte";
import ImportRecords from "./workflows/import_records/ImportRecords.svelte";
import FindPatient from "./workflows/find_patient/FindPatient.svelte";
import ManageTherapists from "./workflows/manage_therapists/ManageTherapists.svelte";
import ManageEpisode from "./workflows/manage_episode/ManageEpisode.svelte";
import LogContact from "./workflows/log_contact/LogContact.svelte";
import AttachFile from "./workflows/attach_file/AttachFile.svelte";
import LogNotHeld from "./workflows/log_not_held/LogNotHeld.svelte";
import RegisterPatient from "./workflows/register_patient/RegisterPatient.svelte";
import ReportEvent from "./workflows/report_event/ReportEvent.svelte";
import Retention from "./workflows/retire_record/Retention.svelte";
import RetireRecord from "./workflows/retire_record/RetireRecord.svelte";
import Restore from "./workflows/restore/Restore.svelte";
import ReviewAudit from "./workflows/review_audit/ReviewAudit.svelte";
import ReviewCaseload from "./workflows/review_caseload/ReviewCaseload.svelte";
import ReviewOutcomes from "./workflows/review_outcomes/ReviewOutcomes.svelte";
import ReviewHistory from "./workflows/review_history/ReviewHistory.svelte";
import ScoreMeasure from "./workflows/score_measure/ScoreMeasure.svelte";
import ScreenAndConsent from "./workflows/screen_and_consent/ScreenAndConsent.svelte";
import Settings from "./workflows/settings/Settings.svelte";
import Today from "./workflows/today/Today.svelte";
import WriteDocument from "./workflows/write_document/WriteDocument.svelte";
import VerifyRecord from "./workflows/verify_record/VerifyRecord.svelte";
import type { ScreenName, ScreenProps, OpenPractice } from "./workspace.svelte";

/** What the screen before the unlock is given. */
export interface LockScreenProps {
  backend: Backend;
  onunlocked: (practice: OpenPractice) => void;
  /** The practice is open, and waits for the PIN. */
  oncovered?: () => void;
}

export const lockScreen: Component<LockScreenProps> = WayIn;

export const screens: { [N in ScreenName]: Component<ScreenProps<N>> } = {
  today: Today,
  patients: FindPatient,
  register: RegisterPatient,
  patient: ReviewHistory,
  chart: Charting,
  consent: ScreenAndConsent,
  contact: LogContact,
  notHeld: LogNotHeld,
  attach: AttachFile,
  episode: ManageEpisode,
  event: ReportEvent,
  score: ScoreMeasure,
  outcomes: ReviewOutcomes,
  addendum: AddAddendum,
  void: VoidSession,
  rightPatient: RightPatient,
  letter: ExportReferral,
  documents: WriteDocument,
  caseload: ReviewCaseload,
  audit: ReviewAudit,
  backups: BackUp,
  records: ExchangeRecords,
  imports: ImportRecords,
  restore: Restore,
  retention: Retention,
  retire: RetireRecord,
  people: ManageTherapists,
  key: ChangeKey,
  verify: VerifyRecord,
  settings: Settings,
};
