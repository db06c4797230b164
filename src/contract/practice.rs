//! The practice on the wire: locked, open, and what the first screen shows.

use filiform_domain::ids::{DraftId, PatientId, SessionId, TherapistId};
use filiform_domain::phrases::{Phrase, Template};
use filiform_domain::picture::Picture;
use filiform_domain::practice::{PaperSize, Practice, Therapist};
use filiform_domain::problem::Problem;
use filiform_domain::role::{Right, RoleName};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{AttentionLine, BackupRestored, FormKept, LetterPaper};

/// Whether there is a practice, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PracticeState {
    /// There is none in this folder yet.
    Absent,
    /// It waits for a passphrase.
    Locked,
    /// It is open, and nobody is to see it: it waits for the PIN.
    Covered,
    /// It is open.
    Open,
}

/// What can be shown before unlocking. It holds no name of the practice or of a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PracticeStatus {
    /// Whether it is open.
    pub state: PracticeState,
    /// The folder it lives in.
    pub folder: String,
    /// How many people have a passphrase for it; 0 while it is not locked.
    pub people: u32,
    /// Seconds to wait until the next passphrase is taken, 0 when none.
    pub wait_seconds: u32,
    /// The version of this app.
    pub version: String,
    /// What a restore has put in place, until somebody unlocks it.
    pub restored: Option<BackupRestored>,
}

/// A passphrase to judge while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct JudgePassphrase {
    /// The passphrase.
    pub passphrase: String,
    /// Names of the practice and the therapist, which make poor passphrases.
    pub about: Vec<String>,
}

/// How strong a passphrase is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PassphraseJudged {
    /// Whether it is taken.
    pub acceptable: bool,
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub score: u8,
    /// What would make it stronger, or that it is strong.
    pub hint: String,
}

/// A new practice.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CreatePractice {
    /// The practice; its faults lie below `practice`.
    pub practice: Practice,
    /// Its first therapist; faults lie below `therapist`.
    pub therapist: Therapist,
    /// The therapist's passphrase.
    pub passphrase: String,
}

/// What is shown once, after a practice was created.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PracticeCreated {
    /// The recovery code in groups. It is shown here and never again.
    pub recovery_code: String,
    /// The open practice.
    pub workspace: Workspace,
}

/// A passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    /// The passphrase.
    pub passphrase: String,
}

/// A recovery code, with the passphrase that is to hold from now on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UnlockWithRecovery {
    /// The recovery code; case, blanks and dashes do not matter.
    pub code: String,
    /// The new passphrase.
    pub new_passphrase: String,
}

/// A changed passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangePassphrase {
    /// The passphrase until now.
    pub old: String,
    /// The passphrase from now on.
    pub new: String,
}

/// Asks for another recovery code.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RenewRecoveryCode {
    /// The passphrase: an unlocked screen alone must not be enough to make another way in.
    pub passphrase: String,
}

/// Another recovery code. The one before opens nothing any more.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryCodeRenewed {
    /// The recovery code in groups. It is shown here and never again.
    pub recovery_code: String,
}

/// Where a recovery sheet would be saved, if it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoverySheetOffer {
    /// A file that is not there yet, and whose name tells nothing.
    pub path: String,
}

/// Asks for the recovery sheet as a PDF. Only the page that shows the code still knows it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SaveRecoverySheet {
    /// The recovery code, in groups or not.
    pub code: String,
    /// The file.
    pub path: String,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
    /// Whose code it is: somebody whom the owner has just let in. None for one's own.
    #[serde(default)]
    #[ts(optional)]
    pub person: Option<TherapistId>,
}

impl From<PaperSize> for LetterPaper {
    fn from(paper: PaperSize) -> Self {
        match paper {
            PaperSize::Letter => Self::Letter,
            PaperSize::A4 => Self::A4,
        }
    }
}

/// A recovery sheet that was saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoverySheetSaved {
    /// The file.
    pub path: String,
    /// What to mind about the place; empty when nothing is known against it.
    pub warning: String,
}

/// The open practice, as the frame of the window shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Workspace {
    /// The name of the practice.
    pub practice: String,
    /// The therapist who is working.
    pub therapist: String,
    /// Their identity.
    pub me: TherapistId,
    /// What they are in the practice.
    pub role: RoleName,
    /// Whether somebody else works here too, and could take the seat.
    pub several: bool,
    /// What they may do: the window shows nothing else.
    pub rights: Vec<Right>,
    /// Where work stopped, when there is a draft to go on with.
    pub resume: Option<Resume>,
    /// Where work stood at the last lock, in the window's own words; none after a crash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<String>,
}

/// The draft that was being written when the practice was last open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Resume {
    /// The draft.
    pub draft: DraftId,
    /// What it becomes: `session`, `patient`, `screening` or `consent`.
    pub kind: String,
    /// Whose record it is for; none before the patient is registered.
    pub patient: Option<PatientId>,
    /// The signed session that an addendum or a voiding is about.
    pub session: Option<SessionId>,
}

/// The first screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Today {
    /// Today's date in words.
    pub date: String,
    /// What is not signed yet, newest first.
    pub drafts: Vec<TodayDraft>,
    /// What I handed over and nobody opened yet: it can be taken back.
    pub handed: Vec<TodayHanded>,
    /// Who was seen today, newest first.
    pub seen: Vec<TodaySession>,
    /// What needs attention.
    pub warnings: Vec<Warning>,
    /// Episodes of care that need attention: a signature, an authorisation, a re-assessment.
    pub attention: Vec<AttentionLine>,
    /// There are more of them than are shown.
    pub more_attention: bool,
    /// How it stands with the backups.
    pub backup: BackupLine,
    /// How many patients the practice has: none means that the screen teaches.
    pub patients: u32,
}

/// How it stands with the backups, in one line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupLine {
    /// One sentence.
    pub words: String,
    /// Whether something is to be done about it.
    pub needs_attention: bool,
}

/// An unsigned note or an unfinished registration.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodayDraft {
    /// The draft.
    pub draft: DraftId,
    /// What it becomes: `session`, `patient`, `screening` or `consent`.
    pub kind: String,
    /// Whose session it is.
    pub patient: Option<PatientId>,
    /// The patient's name as far as it is known.
    pub name: String,
    /// When it was last kept: "today 10:42" or a date.
    pub kept: String,
    /// How many sites it holds.
    pub sites: u32,
    /// The colleague who handed it over, with the time: "B. Chen, today 10:42"; none for one's own.
    pub handed_over: Option<String>,
    /// The signed session that an addendum or a voiding is about.
    pub session: Option<SessionId>,
}

/// A note that I handed over, not opened yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodayHanded {
    /// The draft.
    pub draft: DraftId,
    /// The patient's name.
    pub name: String,
    /// The colleague.
    pub to: String,
    /// When: "today 10:42".
    pub at: String,
}

/// A session of today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodaySession {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// The patient's name.
    pub name: String,
    /// When it began, "14:05".
    pub time: String,
    /// The region in words.
    pub region: String,
    /// How many sites.
    pub sites: u32,
}

/// Something that needs attention. It never blocks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Warning {
    /// A stable word: `expired`, `expires-soon`.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// Faults of a form, each at its field; none when it can be kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProblemList {
    /// The faults.
    pub problems: Vec<Problem>,
}

/// The practice and its therapist, for the settings.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PracticePage {
    /// The practice.
    pub practice: Practice,
    /// The therapist who is working.
    pub therapist: Therapist,
    /// The practice's logo; none where it has none.
    pub logo: Option<Picture>,
    /// The image of the therapist's own signature; none where none is kept.
    pub signature: Option<Picture>,
    /// Where the practice lives on this computer.
    pub folder: String,
    /// Licences and certificates that have run out or soon will.
    pub warnings: Vec<Warning>,
    /// The fingerprint of the record as it stands.
    pub fingerprint: String,
    /// What was typed before and not saved.
    pub unsaved: SettingsKept,
}

/// A picture of letters that was chosen.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PictureChosen {
    /// The picture, PNG or JPEG in Base64; none takes away the one that is there.
    pub picture: Option<Picture>,
}

/// What was typed in the settings and not saved: only the parts that differ from what is kept.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsTyped {
    /// The practice's details.
    pub practice: Option<Practice>,
    /// The therapist's details; phrases and templates are their own parts.
    pub therapist: Option<Therapist>,
    /// The phrases.
    pub phrases: Option<Vec<Phrase>>,
    /// The templates.
    pub templates: Option<Vec<Template>>,
}

/// The same as it was kept.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct SettingsKept {
    /// What was typed.
    pub typed: SettingsTyped,
    /// How far it is kept.
    pub kept: FormKept,
}
