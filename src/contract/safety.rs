//! Screening and consent on the wire.

use filiform_domain::consent::{ConsentDraft, WithdrawalDraft};
use filiform_domain::ids::{ConsentId, DraftId, PatientId};
use filiform_domain::problem::Problem;
use filiform_domain::screening::{PolicyRow, ScreeningDraft};
use filiform_domain::session::SessionDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A patient's screening and consent, as they now stand.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SafetyPage {
    /// Whose.
    pub patient: PatientId,
    /// "Okafor, Ada".
    pub name: String,
    /// "14 Mar 1984 (42)".
    pub born: String,
    /// How things stand, in the lines of the patient's page.
    pub lines: SafetyLines,
    /// The answers as they now stand; a blank set with today's date when nothing was ever answered.
    pub screening: ScreeningDraft,
    /// Who signed them, and when; none when nothing was ever answered.
    pub screening_signed: Option<ScreeningSigned>,
    /// Answers that are typed and not signed yet.
    pub screening_typed: Option<ScreeningTyped>,
    /// Consents and withdrawals, newest first.
    pub consents: Vec<ConsentWords>,
    /// A new consent: the date, the time, and nothing else.
    pub blank_consent: ConsentDraft,
    /// A consent that is typed and not signed yet.
    pub consent_typed: Option<ConsentTyped>,
    /// The practice's policy on checks whose sources disagree.
    pub policy: Vec<PolicyRow>,
}

/// How screening and consent stand, each as one quiet line.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct SafetyLines {
    /// The patient's yes-answers, those first that meet the targets of the last session.
    pub flags: Vec<FlagLine>,
    /// "Consent written 3 Nov 2026", "No written consent yet".
    pub consent: String,
    /// Whether there is a consent that holds.
    pub consent_holds: bool,
    /// Why consent may be asked for in writing again; none when nothing speaks for it.
    pub renew: Option<String>,
    /// "Asked at each visit: last 20 Nov 2026".
    pub asked: String,
    /// "Screening gone through 3 Nov 2026", "Screening not gone through yet".
    pub screened: String,
}

/// A yes-answer of the patient.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FlagLine {
    /// The check, by id.
    pub check: String,
    /// `absolute` or `relative`, or as the practice's policy has it.
    pub level: PromptLevel,
    /// The check's wording without its examples: "Takes a blood thinner".
    pub words: String,
    /// The note beside the answer: "apixaban 5 mg".
    pub note: String,
    /// Which targets of the last session it meets; none when it meets none.
    pub with_last: Option<String>,
}

/// Who signed the answers as they stand.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScreeningSigned {
    /// "A. Rivera, PT".
    pub author: String,
    /// "3 Nov 2026 14:06".
    pub recorded_at: String,
}

/// Answers that are typed and not signed yet.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScreeningTyped {
    /// The draft.
    pub draft: DraftId,
    /// Its revision; the next `keep_draft` names it.
    #[ts(type = "number")]
    pub rev: u64,
    /// What is typed.
    pub sheet: ScreeningDraft,
    /// Where the caret stood.
    pub caret: Option<String>,
    /// When it was kept, "14:09:31".
    pub kept_at: String,
}

/// A consent that is typed and not signed yet.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConsentTyped {
    /// The draft.
    pub draft: DraftId,
    /// Its revision; the next `keep_draft` names it.
    #[ts(type = "number")]
    pub rev: u64,
    /// What is typed.
    pub sheet: ConsentDraft,
    /// Where the caret stood.
    pub caret: Option<String>,
    /// When it was kept, "14:09:31".
    pub kept_at: String,
}

/// A consent or its withdrawal, in words.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConsentWords {
    /// The consent; none for a withdrawal.
    pub id: Option<ConsentId>,
    /// "Written, 3 Nov 2026 14:05", "Withdrawn, 20 Nov 2026 14:20".
    pub title: String,
    /// Heading and words of everything that was recorded.
    pub text: Vec<(String, String)>,
    /// Who recorded it: "A. Rivera, PT".
    pub author: String,
    /// When it was recorded: "3 Nov 2026 14:06".
    pub recorded_at: String,
    /// The consent as typed, with the signature that was drawn or the scan; none for a withdrawal.
    pub form: Option<ConsentDraft>,
    /// The withdrawal as typed; none for a consent.
    pub withdrawal: Option<WithdrawalDraft>,
}

/// A screening to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckScreening {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub screening: ScreeningDraft,
}

/// A screening to sign: the whole answer set as it stands from now on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AnswerScreening {
    /// Whose.
    pub patient: PatientId,
    /// The answers.
    pub screening: ScreeningDraft,
    /// The draft they were typed in, which ends with the signing.
    pub draft: Option<DraftId>,
}

/// A consent to check while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckConsent {
    /// Whose.
    pub patient: PatientId,
    /// What is typed so far.
    pub consent: ConsentDraft,
}

/// What stands between a typed consent and a signed one.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConsentChecked {
    /// Faults that block signing, each at its field.
    pub problems: Vec<Problem>,
    /// What is not recorded or deserves a second look. It blocks nothing.
    pub gaps: Vec<Problem>,
}

/// A consent to sign.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct GiveConsent {
    /// Whose.
    pub patient: PatientId,
    /// The consent.
    pub consent: ConsentDraft,
    /// The draft it was typed in, which ends with the signing.
    pub draft: Option<DraftId>,
}

/// A withdrawal to record.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WithdrawConsent {
    /// Whose.
    pub patient: PatientId,
    /// When, and what was said; left open it is now.
    pub withdrawal: WithdrawalDraft,
}

/// Rows that may meet a patient's flags.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PromptsFor {
    /// Whose visit it is.
    pub patient: PatientId,
    /// What is typed so far.
    pub session: SessionDraft,
}

/// The prompts of a visit. None of them blocks anything.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SessionPrompts {
    /// Where the rows meet the patient's flags; what speaks against needling first.
    pub prompts: Vec<Prompt>,
    /// Checks that matter for these rows and have no answer yet.
    pub open: Vec<OpenCheck>,
    /// Whether the patient's screening was ever gone through.
    pub screened: bool,
}

/// How much a prompt weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PromptLevel {
    /// Speaks against needling: going on takes a reason.
    Absolute,
    /// Decided each time, by the practice's policy: going on takes a reason.
    PerDecision,
    /// Calls for caution.
    Relative,
}

/// One quiet line: a flag of the patient meets a row.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Prompt {
    /// The check, by id; `both-lungs` for the warning of both sides of the chest.
    pub check: String,
    /// How much it weighs.
    pub level: PromptLevel,
    /// Whether the practice's policy says so, and not the content.
    pub by_policy: bool,
    /// The line of the checklist.
    pub wording: String,
    /// The note beside the answer: "apixaban 5 mg".
    pub note: String,
    /// "answered with yes on 3 Nov 2026".
    pub answered: String,
    /// Which rows it meets: "left gluteus medius: gluteal nerves and vessels".
    pub because: String,
    /// Why it matters.
    pub why: String,
    /// What the sources suggest. The therapist decides.
    pub action: String,
    /// What the sources disagree about; none where they agree.
    pub conflict: Option<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// Whether acknowledging it takes a reason.
    pub needs_reason: bool,
    /// What it rests on, in short. It is asked again when this changes.
    pub facts: String,
    /// Whether it was acknowledged at this visit, on these facts.
    pub acknowledged: bool,
}

/// A check that matters for a row and has no answer.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OpenCheck {
    /// The check, by id.
    pub check: String,
    /// The line of the checklist.
    pub wording: String,
    /// Which rows it meets.
    pub because: String,
}

/// The practice's policy on checks whose sources disagree: the whole of it, from now on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetScreeningPolicy {
    /// A row for each check that is decided.
    pub rows: Vec<PolicyRow>,
}

/// The policy as it now stands.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScreeningPolicyKept {
    /// A row for each check that is decided.
    pub rows: Vec<PolicyRow>,
}

/// A screening check in the content.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CheckRow {
    /// `anticoagulant`.
    pub id: String,
    /// `absolute` or `relative`, as the content has it.
    pub level: PromptLevel,
    /// `patient`, `local`, `technique` or `admin`.
    pub scope: String,
    /// The line of the checklist.
    pub wording: String,
    /// Why it matters.
    pub why: String,
    /// What the sources suggest. The therapist decides.
    pub action: String,
    /// Asked again at every visit.
    pub each_visit: bool,
    /// What the sources disagree about; none where they agree.
    pub conflict: Option<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}
