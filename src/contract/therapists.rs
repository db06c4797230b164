//! Who works in the practice, on the wire.

use filiform_domain::ids::{DraftId, PatientId, TherapistId};
use filiform_domain::practice::Therapist;
use filiform_domain::role::RoleTyped;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FormKept;

/// Everybody who works here, and who did.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TherapistsPage {
    /// In the order they joined; those who left stay in the list.
    pub people: Vec<Person>,
    /// The fingerprint of the record as it stands.
    pub fingerprint: String,
    /// Somebody who is to join, as far as it was typed before; a passphrase is never kept.
    pub begun: NewcomerKept,
}

/// What was typed of somebody who is to join.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct NewcomerKept {
    /// Who they are and what they will do; none when nothing was typed.
    pub typed: Option<TherapistToAdd>,
    /// How far it is kept.
    pub kept: FormKept,
}

/// Somebody who works here, or did.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Person {
    /// Who.
    pub id: TherapistId,
    /// The name as it is signed.
    pub name: String,
    /// Letters after the name.
    pub credentials: String,
    /// The role, ready to be changed.
    pub role: RoleTyped,
    /// An auditor's patients by name; empty for every other role.
    pub patients: Vec<AuditedPatient>,
    /// "Auditor: 2 patients, visits 1 Jan 2026 to 30 Jun 2026, until 31 Dec 2026".
    pub role_words: String,
    /// The day they joined, in words.
    pub added: String,
    /// The day they last signed a note, in words; none when they never did.
    pub last_signed: Option<String>,
    /// The day they left, in words; none while they work here.
    pub left: Option<String>,
    /// Whether it is whoever works now.
    pub me: bool,
    /// Whether they were away when the file's key was changed, and need a one-time code.
    pub returning: bool,
    /// How many drafts of theirs are not signed. Nobody else can open them; when they have left, the owner can
    /// hand them on.
    pub drafts: u32,
    /// The key that proves their signatures, shortened: "3f9a 1c22 …".
    pub key: String,
}

/// A patient whose record an auditor may read.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditedPatient {
    /// Who.
    pub id: PatientId,
    /// "Okafor, Ada"; empty when the record was destroyed.
    pub name: String,
}

/// Somebody who is to join, to be checked while it is typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TherapistToAdd {
    /// Their details; faults lie below `therapist`.
    pub therapist: Therapist,
    /// What they will be here; faults lie below `role`.
    pub role: RoleTyped,
}

/// Somebody who joins.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AddTherapist {
    /// Their details; faults lie below `therapist`.
    pub therapist: Therapist,
    /// What they will be here; faults lie below `role`.
    pub role: RoleTyped,
    /// The passphrase that the newcomer typed: the owner need not know it. Its faults lie at `passphrase`.
    pub passphrase: String,
    /// The owner's own passphrase: an unlocked screen alone must not be enough to make another way in.
    pub own_passphrase: String,
    /// The draft it was typed in, which ends with the joining.
    #[serde(default)]
    #[ts(optional)]
    pub draft: Option<DraftId>,
}

/// What is shown once, after somebody joined.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TherapistJoined {
    /// The newcomer's recovery code in groups. It is shown here and never again.
    pub recovery_code: String,
    /// Who.
    pub id: TherapistId,
    /// Everybody who works here now.
    pub page: TherapistsPage,
}

/// Another role for somebody.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangeRole {
    /// Who.
    pub id: TherapistId,
    /// Their role from now on.
    pub role: RoleTyped,
    /// The owner's own passphrase.
    pub own_passphrase: String,
}

/// Somebody who leaves.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RemoveTherapist {
    /// Who.
    pub id: TherapistId,
    /// The owner's own passphrase.
    pub own_passphrase: String,
}

/// What somebody who left did not finish, for a colleague.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HandOnDrafts {
    /// Who left.
    pub from: TherapistId,
    /// Who takes their drafts over: anybody who signs notes, the owner too.
    pub to: TherapistId,
}

/// Colleagues to whom a note can be handed over.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Colleagues {
    /// Those who sign notes, without whoever works now.
    pub colleagues: Vec<Colleague>,
}

/// A colleague.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Colleague {
    /// Who.
    pub id: TherapistId,
    /// "B. Chen, PT".
    pub name: String,
}

/// A note that a colleague is to sign, because they needled.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HandOver {
    /// My draft.
    pub draft: DraftId,
    /// The colleague.
    pub to: TherapistId,
}
