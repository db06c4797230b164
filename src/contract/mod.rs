//! The one contract between the window and the workflows: every command, what it takes, what it answers.
//!
//! [`Filiform::answer`] runs a command by its name on JSON, which is all that the window does. The
//! TypeScript types are generated from this file and the types beside it (`cargo xtask bindings`).
//! Wire types are not domain types; the drafts alone are shared, because a draft is exactly what a
//! person typed.

mod amendments;
mod attachments;
mod audit;
mod backup;
mod between;
mod body_chart;
mod caseload;
#[macro_use]
mod declare;
mod documents;
mod episodes;
mod exchange;
mod file_key;
mod find;
mod history;
mod imports;
mod jobs;
mod letter;
mod lines;
mod locking;
mod not_held;
mod outcomes;
mod patients;
mod patients_page;
mod pictures;
mod practice;
mod record;
mod reference;
mod retire;
mod safety;
mod scores;
mod sessions;
mod therapists;
mod treated;
mod typescript;
mod which;

pub use amendments::{
    AddAddendum, AddendumForm, AmendSession, AmendmentWords, ChartForRightPatient, CheckAddendum,
    CheckCorrection, CheckVoid, Correcting, CorrectionChecked, FieldChanged, LineAt, MayAdd,
    SignedNote, VoidForm, VoidSession, VoidWords,
};
pub use attachments::*;
pub use audit::{
    AuditExported, AuditFilter, AuditGroup, AuditLine, AuditPage, AuditPerson, ExportAudit,
    ReviewAudit,
};
pub use backup::*;
pub use between::{
    BetweenKind, BetweenLine, BetweenWords, CheckContact, CheckReport, ContactForm, ContactPage,
    FormKept, LaterEventKind, LogContact, ReportEvent, ReportForm, ReportedEventPage,
    SessionChoice, StartReport, TimelineRow, WhichContact, WhichEvent,
};
pub use body_chart::{
    BodyChart, BodyFigure, ChartMark, FigureRegion, FoundAs, PointAt, RegionAt, TargetAt, TargetsAt,
};
pub use caseload::*;
pub use documents::*;
pub use episodes::{
    AttentionLine, CheckEpisode, EpisodeChoice, EpisodeForm, EpisodeLine, EpisodeList, EpisodePage,
    EpisodeStepPage, EpisodeTyped, KeepEpisode, StartEpisode, WhichEpisode, WhichEpisodeStep,
};
pub use exchange::{
    ExportRecords, OfferRecords, RecordsExported, RecordsFormat, RecordsOffer, TableWritten,
};
pub use file_key::{
    CameBack, ChangeFileKey, ComeBack, FileKeyChanged, OneTimeCode, RenewOneTimeCode,
};
pub use find::*;
pub use history::*;
pub use imports::*;
pub use jobs::{Progress, Stage};
pub use letter::{
    ExportLetter, LetterExported, LetterForm, LetterOffer, LetterPaper, LetterReader, LetterReads,
    LetterSeen, LetterTyped, News, PreviewLetter,
};
pub use lines::{
    CompleteLine, LineAnswer, LineChoice, LineCompletion, LineCompletions, LineRefused, LinesRead,
    ReadLines, RowLines, RowsToWrite,
};
pub use locking::*;
pub use not_held::*;
pub use outcomes::*;
pub use patients::{
    ChangePatient, ComplaintWords, FindPatients, FoundPatients, PatientChange, PatientCheck,
    PatientLine, PatientPage, PatientToCheck, RegisterPatient, Strip, StripScore,
};
pub use patients_page::*;
pub use pictures::*;
pub use practice::{
    BackupLine, ChangePassphrase, CreatePractice, JudgePassphrase, PassphraseJudged, PictureChosen,
    PracticeCreated, PracticePage, PracticeState, PracticeStatus, ProblemList, RecoveryCodeRenewed,
    RecoverySheetOffer, RecoverySheetSaved, RenewRecoveryCode, Resume, SaveRecoverySheet,
    SettingsKept, SettingsTyped, Today, TodayDraft, TodayHanded, TodaySession, Unlock,
    UnlockWithRecovery, Warning, Workspace,
};
pub use record::*;
pub use reference::{
    AbbreviationRow, ConditionRow, EventRow, IcdCode, MeasureRow, NeedleRow, OtherCareRow,
    Reference, RegionRow, SourceRow, TargetRow, TechniqueRow,
};
pub use retire::{
    DueLine, HeldLine, HoldRecord, RecordRetired, RetentionPage, RetireRecord, Retirement,
};
pub use safety::{
    AnswerScreening, CheckConsent, CheckRow, CheckScreening, ConsentChecked, ConsentTyped,
    ConsentWords, FlagLine, GiveConsent, OpenCheck, Prompt, PromptLevel, PromptsFor, SafetyLines,
    SafetyPage, ScreeningPolicyKept, ScreeningSigned, ScreeningTyped, SessionPrompts,
    SetScreeningPolicy, WithdrawConsent,
};
pub use scores::*;
pub use sessions::{
    BoxOffer, CheckSession, DraftKept, DraftPage, KeepDraft, LastSettings, SessionChecked,
    SessionLine, SessionPage, SignSession, Signed, SiteLine, StartSession, TemplateFills,
    UseTemplate,
};
pub use therapists::{
    AddTherapist, AuditedPatient, ChangeRole, Colleague, Colleagues, HandOnDrafts, HandOver,
    NewcomerKept, Person, RemoveTherapist, TherapistJoined, TherapistToAdd, TherapistsPage,
};
pub use treated::*;
pub use which::{Nothing, WhichDraft, WhichPatient, WhichSession};

use filiform_domain::locking::LockTimes;
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::retention::RetentionDraft;
use filiform_domain::role::Right;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

use typescript::commands_file;

use crate::error::Error;
use crate::practice::UNDER_COVER;
use crate::{Filiform, Hear, Refusal};

commands! {
    practice_status(Nothing) -> PracticeStatus = crate::unlock::practice_status, Anyone;
    judge_passphrase(JudgePassphrase) -> PassphraseJudged = crate::unlock::judge_passphrase, Anyone;
    create_practice(CreatePractice) -> PracticeCreated = crate::unlock::create_practice, Anyone;
    check_practice(Practice) -> ProblemList = crate::unlock::check_practice, Anyone;
    check_therapist(Therapist) -> ProblemList = crate::unlock::check_therapist, Anyone;
    unlock(Unlock) -> Workspace = crate::unlock::unlock, Anyone;
    unlock_with_recovery(UnlockWithRecovery) -> Workspace = crate::unlock::unlock_with_recovery, Anyone;
    workspace(Nothing) -> Workspace = crate::unlock::workspace, OwnSeat;
    lock(Nothing) -> PracticeStatus = crate::lock::lock, Anyone;
    cover(Nothing) -> Covered = crate::lock::cover, Anyone;
    uncover(Uncover) -> Workspace = crate::lock::uncover, OwnSeat;
    still_here(Nothing) -> Nothing = crate::lock::still_here, Anyone;
    keep_place(KeepPlace) -> Nothing = crate::lock::keep_place, OwnSeat;
    lock_page(Nothing) -> LockPage = crate::lock::lock_page, OwnSeat;
    change_lock_times(LockTimes) -> LockPage = crate::lock::change_lock_times, OwnSeat;
    change_pin(ChangePin) -> LockPage = crate::lock::change_pin, OwnSeat;

    today(Nothing) -> Today = crate::today::today, OwnSeat;
    reference(Nothing) -> Reference = crate::reference::reference, Anyone;
    body_chart(Nothing) -> BodyChart = crate::body_chart::body_chart, Anyone;
    targets_at(PointAt) -> TargetsAt = crate::body_chart::targets_at, Anyone;
    find_patients(FindPatients) -> FoundPatients = crate::find_patient::find_patients, SeePatients;
    find_anything(FindAnything) -> FoundAnything = crate::find_anything::find_anything, SeePatients;
    check_patient(PatientToCheck) -> PatientCheck = crate::register_patient::check_patient, RegisterPatients;
    register_patient(RegisterPatient) -> PatientPage = crate::register_patient::register_patient, RegisterPatients;
    change_patient(ChangePatient) -> PatientPage = crate::register_patient::change_patient, RegisterPatients;
    open_patient(WhichPatient) -> PatientPage = crate::review_history::open_patient, SeePatients;

    review_caseload(ReviewCaseload) -> CaseloadPage = crate::review_caseload::review_caseload, Chart;
    review_history(ReviewHistory) -> HistoryPage = crate::review_history::review_history, ReadNotes;
    outline_history(OutlineHistory) -> HistoryOutline = crate::review_history::outline_history, ReadNotes;
    compare_sessions(CompareSessions) -> SessionsCompared = crate::review_history::compare_sessions, ReadNotes;
    open_sent_document(WhichDocument) -> BetweenWords = crate::review_history::open_sent_document, ReadNotes;
    open_session(WhichSession) -> SessionPage = crate::review_history::open_session, ReadNotes;

    open_safety(WhichPatient) -> SafetyPage = crate::screen_and_consent::open_safety, Chart;
    check_screening(CheckScreening) -> ProblemList = crate::screen_and_consent::check_screening, Chart;
    answer_screening(AnswerScreening) -> SafetyPage = crate::screen_and_consent::answer_screening, Chart;
    check_consent(CheckConsent) -> ConsentChecked = crate::screen_and_consent::check_consent, Chart;
    give_consent(GiveConsent) -> SafetyPage = crate::screen_and_consent::give_consent, Chart;
    withdraw_consent(WithdrawConsent) -> SafetyPage = crate::screen_and_consent::withdraw_consent, Chart;
    prompts_for(PromptsFor) -> SessionPrompts = crate::screen_and_consent::prompts_for, Chart;
    set_screening_policy(SetScreeningPolicy) -> ScreeningPolicyKept = crate::screen_and_consent::set_screening_policy, RunPractice;

    open_contact_form(WhichPatient) -> ContactForm = crate::log_contact::open_contact_form, Chart;
    check_contact(CheckContact) -> ProblemList = crate::log_contact::check_contact, Chart;
    log_contact(LogContact) -> ContactPage = crate::log_contact::log_contact, Chart;
    open_contact(WhichContact) -> ContactPage = crate::log_contact::open_contact, ReadNotes;
    open_not_held_form(WhichPatient) -> NotHeldForm = crate::log_not_held::open_not_held_form, CancelVisits;
    check_not_held(CheckNotHeld) -> ProblemList = crate::log_not_held::check_not_held, CancelVisits;
    log_not_held(LogNotHeld) -> NotHeldPage = crate::log_not_held::log_not_held, CancelVisits;
    open_not_held(WhichNotHeld) -> NotHeldPage = crate::log_not_held::open_not_held, SeePatients;
    take_back_not_held(WhichNotHeld) -> NotHeldPage = crate::log_not_held::take_back_not_held, CancelVisits;
    open_attach_form(WhichPatient) -> AttachForm = crate::attach_file::open_attach_form, AttachFiles;
    look_at_file(LookAtFile) -> FileLook = crate::attach_file::look_at_file, AttachFiles;
    refuse_large_file(RefuseLargeFile) -> FileLook = crate::attach_file::refuse_large_file, AttachFiles;
    check_attachment(CheckAttachment) -> ProblemList = crate::attach_file::check_attachment, AttachFiles;
    attach_file(AttachFile) -> AttachmentPage = crate::attach_file::attach_file, AttachFiles;
    open_attachment(WhichAttachment) -> AttachmentPage = crate::attach_file::open_attachment, SeePatients;
    open_attached_file(WhichAttachment) -> AttachedFile = crate::attach_file::open_attached_file, SeePatients;
    check_withdrawal(WithdrawAttachment) -> ProblemList = crate::attach_file::check_withdrawal, AttachFiles;
    withdraw_attachment(WithdrawAttachment) -> AttachmentPage = crate::attach_file::withdraw_attachment, AttachFiles;
    save_attachment(SaveAttachment) -> AttachmentSaved = crate::attach_file::save_attachment, Export;
    open_report_form(StartReport) -> ReportForm = crate::report_event::open_report_form, Chart;
    check_report(CheckReport) -> ProblemList = crate::report_event::check_report, Chart;
    report_event(ReportEvent) -> ReportedEventPage = crate::report_event::report_event, Chart;
    open_reported_event(WhichEvent) -> ReportedEventPage = crate::report_event::open_reported_event, ReadNotes;

    review_outcomes(ReviewOutcomes) -> OutcomesPage = crate::review_outcomes::review_outcomes, Chart;
    review_treated_sites(ReviewTreatedSites) -> TreatedSites = crate::review_outcomes::review_treated_sites, Chart;
    offer_picture(OfferPicture) -> PictureOffer = crate::review_outcomes::offer_picture, Export;
    save_picture(SavePicture) -> PictureSaved = crate::review_outcomes::save_picture, Export;
    open_score_form(StartScore) -> ScoreForm = crate::score_measure::open_score_form, Chart;
    check_score(CheckScore) -> ProblemList = crate::score_measure::check_score, Chart;
    score_measure(ScoreMeasure) -> ScorePage = crate::score_measure::score_measure, Chart;
    open_score(WhichScore) -> ScorePage = crate::score_measure::open_score, ReadNotes;
    take_back_score(TakeBackScore) -> ScorePage = crate::score_measure::take_back_score, Chart;

    hand_to_patient(HandToPatient) -> PatientsPage = crate::hand_to_patient::hand_to_patient, Chart;
    patients_page(Nothing) -> PatientsPage = crate::hand_to_patient::patients_page, Chart;
    answer_as_patient(PatientsAnswer) -> PatientAnswered = crate::hand_to_patient::answer_as_patient, Chart;

    open_episode_form(StartEpisode) -> EpisodeForm = crate::manage_episode::open_episode_form, Chart;
    check_episode(CheckEpisode) -> ProblemList = crate::manage_episode::check_episode, Chart;
    keep_episode(KeepEpisode) -> EpisodePage = crate::manage_episode::keep_episode, Chart;
    open_episode(WhichEpisode) -> EpisodePage = crate::manage_episode::open_episode, Chart;
    list_episodes(WhichPatient) -> EpisodeList = crate::manage_episode::list_episodes, Chart;
    open_episode_step(WhichEpisodeStep) -> EpisodeStepPage = crate::manage_episode::open_episode_step, ReadNotes;

    read_lines(ReadLines) -> LinesRead = crate::type_rows::read_lines, Anyone;
    complete_line(CompleteLine) -> LineCompletions = crate::type_rows::complete_line, Anyone;
    write_lines(RowsToWrite) -> RowLines = crate::type_rows::write_lines, Anyone;

    start_session(StartSession) -> DraftPage = crate::chart_session::start_session, Chart;
    repeat_session(StartSession) -> DraftPage = crate::chart_session::repeat_session, Chart;
    check_session(CheckSession) -> SessionChecked = crate::chart_session::check_session, Chart;
    use_template(UseTemplate) -> TemplateFills = crate::chart_session::use_template, Chart;
    keep_draft(KeepDraft) -> DraftKept = crate::chart_session::keep_draft, OwnSeat;
    open_draft(WhichDraft) -> DraftPage = crate::chart_session::open_draft, OwnSeat;
    discard_draft(WhichDraft) -> Nothing = crate::chart_session::discard_draft, OwnSeat;
    restore_draft(WhichDraft) -> DraftPage = crate::chart_session::restore_draft, OwnSeat;
    sign_session(SignSession) -> Signed = crate::sign_session::sign_session, Chart;

    start_correction(WhichSession) -> WhichDraft = crate::amend_session::start_correction, Chart;
    check_correction(CheckCorrection) -> CorrectionChecked = crate::amend_session::check_correction, Chart;
    amend_session(AmendSession) -> Signed = crate::amend_session::amend_session, Chart;
    open_addendum_form(WhichSession) -> AddendumForm = crate::amend_session::open_addendum_form, Chart;
    check_addendum(CheckAddendum) -> ProblemList = crate::amend_session::check_addendum, Chart;
    add_addendum(AddAddendum) -> Signed = crate::amend_session::add_addendum, Chart;
    open_void_form(WhichSession) -> VoidForm = crate::amend_session::open_void_form, Chart;
    check_void(CheckVoid) -> ProblemList = crate::amend_session::check_void, Chart;
    void_session(VoidSession) -> Signed = crate::amend_session::void_session, Chart;
    chart_for_right_patient(ChartForRightPatient) -> WhichDraft = crate::amend_session::chart_for_right_patient, Chart;

    offer_letter(WhichPatient) -> LetterOffer = crate::export_referral::offer_letter, Export;
    offer_records(OfferRecords) -> RecordsOffer = crate::exchange_records::offer_records, Export;
    preview_letter(PreviewLetter) -> LetterSeen = crate::export_referral::preview_letter, Export;
    export_letter(ExportLetter) -> LetterExported = crate::export_referral::export_letter, Export;
    offer_documents(WhichPatient) -> DocumentsOffer = crate::write_document::offer_documents, Export;
    preview_document(PreviewDocument) -> PagesToSee = crate::write_document::preview_document, Export;
    write_document(WriteDocument) -> DocumentWritten = crate::write_document::write_document, Export;

    imports_page(Nothing) -> ImportsPage = crate::import_records::imports_page, Chart;
    open_imported_note(WhichImportedNote) -> ImportedNotePage = crate::import_records::open_imported_note, ReadNotes;

    therapists_page(Nothing) -> TherapistsPage = crate::manage_therapists::therapists_page, RunPractice;
    check_new_therapist(TherapistToAdd) -> ProblemList = crate::manage_therapists::check_new_therapist, RunPractice;
    add_therapist(AddTherapist) -> TherapistJoined = crate::manage_therapists::add_therapist, RunPractice;
    change_role(ChangeRole) -> TherapistsPage = crate::manage_therapists::change_role, RunPractice;
    remove_therapist(RemoveTherapist) -> TherapistsPage = crate::manage_therapists::remove_therapist, RunPractice;
    colleagues(Nothing) -> Colleagues = crate::hand_over::colleagues, Chart;
    hand_over_draft(HandOver) -> Nothing = crate::hand_over::hand_over_draft, Chart;
    renew_one_time_code(RenewOneTimeCode) -> OneTimeCode = crate::change_key::renew_one_time_code, RunPractice;
    come_back(ComeBack) -> CameBack = crate::change_key::come_back, Anyone;
    hand_on_drafts(HandOnDrafts) -> Nothing = crate::hand_over::hand_on_drafts, RunPractice;
    take_back_draft(WhichDraft) -> Nothing = crate::hand_over::take_back_draft, Chart;
    check_export(CheckExport) -> ExportChecked = crate::verify_record::check_export, Verify;
    check_fingerprint(CheckFingerprint) -> ExportChecked = crate::verify_record::check_fingerprint, Verify;

    review_audit(ReviewAudit) -> AuditPage = crate::review_audit::review_audit, ReviewAudit;
    retention_page(Nothing) -> RetentionPage = crate::retire_record::retention_page, Chart;
    check_retention(RetentionDraft) -> ProblemList = crate::retire_record::check_retention, Chart;
    set_retention(RetentionDraft) -> RetentionPage = crate::retire_record::set_retention, RunPractice;
    offer_retirement(WhichPatient) -> Retirement = crate::retire_record::offer_retirement, Chart;
    hold_record(HoldRecord) -> Retirement = crate::retire_record::hold_record, Chart;
    lift_hold(HoldRecord) -> Retirement = crate::retire_record::lift_hold, RunPractice;

    practice_page(Nothing) -> PracticePage = crate::settings::practice_page, OwnSeat;
    change_practice(Practice) -> PracticePage = crate::settings::change_practice, RunPractice;
    change_therapist(Therapist) -> PracticePage = crate::settings::change_therapist, OwnSeat;
    change_logo(PictureChosen) -> PracticePage = crate::settings::change_logo, RunPractice;
    change_signature(PictureChosen) -> PracticePage = crate::settings::change_signature, OwnSeat;
    change_passphrase(ChangePassphrase) -> Nothing = crate::settings::change_passphrase, OwnSeat;
    recovery_sheet_printed(Nothing) -> Nothing = crate::settings::recovery_sheet_printed, OwnSeat;
    offer_recovery_sheet(Nothing) -> RecoverySheetOffer = crate::settings::offer_recovery_sheet, OwnSeat;
    save_recovery_sheet(SaveRecoverySheet) -> RecoverySheetSaved = crate::settings::save_recovery_sheet, OwnSeat;
    backups_page(Nothing) -> BackupsPage = crate::back_up::backups_page, BackUp;
    add_backup_folder(BackupFolder) -> BackupsPage = crate::back_up::add_backup_folder, BackUp;
    remove_backup_folder(BackupFolder) -> BackupsPage = crate::back_up::remove_backup_folder, BackUp;
    offer_backup(Nothing) -> BackupOffer = crate::restore::offer_backup, Anyone;
    renew_recovery_code(RenewRecoveryCode) -> RecoveryCodeRenewed = crate::settings::renew_recovery_code, OwnSeat;
}

jobs! {
    verify_record(Nothing) -> RecordVerified = crate::verify_record::verify_record, Verify;
    export_audit(ExportAudit) -> AuditExported = crate::review_audit::export_audit, ReviewAudit;
    export_records(ExportRecords) -> RecordsExported = crate::exchange_records::export_records, Export;
    look_at_table(LookAtTable) -> TableLook = crate::import_records::look_at_table, Chart;
    try_import(TryImport) -> ImportTried = crate::import_records::try_import, Chart;
    import_records(ImportRecords) -> RecordsImported = crate::import_records::import_records, Chart;
    undo_import(UndoImport) -> ImportsPage = crate::import_records::undo_import, Chart;
    change_file_key(ChangeFileKey) -> FileKeyChanged = crate::change_key::change_file_key, RunPractice;
    retire_record(RetireRecord) -> RecordRetired = crate::retire_record::retire_record, RunPractice;
    back_up(BackUp) -> BackedUp = crate::back_up::back_up, BackUp;
    look_at_backup(OpenBackup) -> BackupLook = crate::restore::look_at_backup, Anyone;
    restore_backup(OpenBackup) -> BackupRestored = crate::restore::restore_backup, Anyone;
    check_closed_record(Unlock) -> RecordVerified = crate::verify_record::check_closed_record, Anyone;
}

fn run<T: DeserializeOwned, R: Serialize>(
    filiform: &Filiform,
    right: Right,
    args: Value,
    workflow: impl Fn(&Filiform, T) -> Result<R, Error>,
) -> Result<Value, Refusal> {
    filiform.admit(right)?;
    // The reason why JSON did not fit could repeat what was typed, so it is dropped.
    let args = serde_json::from_value(args).map_err(|_| Error::UnreadableCommand)?;
    let reply = workflow(filiform, args)?;
    filiform.settle_accesses();
    serde_json::to_value(reply).map_err(|_| Error::UnreadableCommand.into())
}
