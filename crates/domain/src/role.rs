//! Who may do what: the four roles of a practice, and the one table of what each of them may do.
//!
//! The app holds people to this; no cipher does. Whoever can unlock could read everything with other tools.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::PatientId;
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;

/// What a person is in the practice, as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum PracticeRole {
    /// Treats, and decides who works here. There is always one at least.
    Owner,
    /// Treats and signs.
    Therapist,
    /// Registers and calls off visits. Sees no clinical text.
    FrontDesk,
    /// Reads chosen records, until a day.
    Auditor(Audit),
}

/// What an auditor may read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Whose records; one at least.
    pub patients: Vec<PatientId>,
    /// The first day of the visits that may be read.
    pub from: CalendarDate,
    /// The last day of the visits that may be read.
    pub to: CalendarDate,
    /// The last day on which anything may be read.
    pub until: CalendarDate,
}

impl Audit {
    /// Whether a visit of this day may be read.
    pub fn covers(&self, day: CalendarDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// A role by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleName {
    /// Treats, and decides who works here.
    Owner,
    /// Treats and signs.
    Therapist,
    /// Registers and calls off visits. Sees no clinical text.
    FrontDesk,
    /// Reads chosen records, until a day.
    Auditor,
}

impl RoleName {
    /// Every role, the one that may do most first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Therapist, Self::FrontDesk, Self::Auditor];

    /// The role in a sentence: "front desk".
    pub fn words(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Therapist => "therapist",
            Self::FrontDesk => "front desk",
            Self::Auditor => "auditor",
        }
    }
}

macro_rules! rights {
    ($($(#[$doc:meta])+ $right:ident,)+) => {
        /// One kind of work. Every command of the contract and every workflow stands under one of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Right {
            $($(#[$doc])+ $right,)+
        }

        impl Right {
            /// Every right.
            pub const ALL: &'static [Self] = &[$(Self::$right),+];
        }
    };
}

rights! {
    /// What touches nothing of the practice, or opens and closes it.
    Anyone,
    /// One's own seat: the frame of the window, one's own passphrase and details.
    OwnSeat,
    /// Names, dates of birth and other details of patients, without a clinical word.
    SeePatients,
    /// Registering patients and changing their details.
    RegisterPatients,
    /// Recording that a visit was not held.
    CancelVisits,
    /// Attaching files to a record: scans, photos, letters that came in.
    AttachFiles,
    /// Signed notes, and what happened between them.
    ReadNotes,
    /// Writing and signing notes, screening, consent, contacts and events.
    Chart,
    /// Letters and other documents that leave the practice.
    Export,
    /// Holding the record against its chain and its signatures.
    Verify,
    /// Making the indexes anew.
    Mend,
    /// Copies of the practice.
    BackUp,
    /// Who opened, changed and exported what.
    ReviewAudit,
    /// Who works here, the practice's own details, its policies, its key, and the end of records.
    RunPractice,
}

impl PracticeRole {
    /// The role by its name.
    pub fn name(&self) -> RoleName {
        match self {
            Self::Owner => RoleName::Owner,
            Self::Therapist => RoleName::Therapist,
            Self::FrontDesk => RoleName::FrontDesk,
            Self::Auditor(_) => RoleName::Auditor,
        }
    }

    /// Whether this person decides who works here.
    pub fn is_owner(&self) -> bool {
        *self == Self::Owner
    }
}

/// Whether somebody in this role may do this kind of work. The one table.
pub fn may(role: RoleName, right: Right) -> bool {
    use RoleName::{Auditor, FrontDesk, Owner, Therapist};
    let allowed: &[RoleName] = match right {
        Right::Anyone | Right::OwnSeat => &RoleName::ALL,
        Right::SeePatients => &[Owner, Therapist, FrontDesk, Auditor],
        Right::RegisterPatients | Right::CancelVisits | Right::AttachFiles => {
            &[Owner, Therapist, FrontDesk]
        }
        Right::ReadNotes | Right::Verify => &[Owner, Therapist, Auditor],
        Right::Chart | Right::Export | Right::Mend | Right::BackUp => &[Owner, Therapist],
        Right::ReviewAudit | Right::RunPractice => &[Owner],
    };
    allowed.contains(&role)
}

/// A role as it is typed: the form, and the file that `therapist add` takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RoleTyped {
    /// Which role. Required.
    #[schemars(required)]
    pub role: Option<RoleName>,
    /// An auditor's patients, by id; empty for every other role.
    pub patients: Vec<PatientId>,
    /// The first day of the visits that an auditor may read, `2026-01-01`.
    pub from: String,
    /// The last day of the visits that an auditor may read.
    pub to: String,
    /// The last day on which an auditor may read.
    pub until: String,
}

impl RoleTyped {
    /// A role without bounds.
    pub fn plain(role: RoleName) -> Self {
        Self {
            role: Some(role),
            ..Self::default()
        }
    }

    /// The role as it may be kept on `today`, or every fault.
    pub fn checked(&self, today: CalendarDate) -> Result<PracticeRole, Vec<Problem>> {
        let mut check = Check::default();
        let role = match self.role {
            None => {
                check.fault("role", "missing", "Choose what this person does here.");
                PracticeRole::FrontDesk
            }
            Some(RoleName::Owner) => PracticeRole::Owner,
            Some(RoleName::Therapist) => PracticeRole::Therapist,
            Some(RoleName::FrontDesk) => PracticeRole::FrontDesk,
            Some(RoleName::Auditor) => PracticeRole::Auditor(self.audit(&mut check, today)),
        };
        check.finish(role)
    }

    fn audit(&self, check: &mut Check, today: CalendarDate) -> Audit {
        if self.patients.is_empty() {
            let words = "Choose the patients whose records may be read.";
            check.fault("patients", "missing", words);
        }
        let mut day = |field: &str, text: &str, words: &str| {
            let read = text.trim().parse::<CalendarDate>().ok();
            if read.is_none() {
                check.fault(field, "not-a-date", words);
            }
            read
        };
        let from = day("from", &self.from, "Enter the first day that may be read.");
        let to = day("to", &self.to, "Enter the last day that may be read.");
        let until = day("until", &self.until, "Enter the last day of the access.");
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            check.fault("to", "before-first", "The last day lies before the first.");
        }
        if until.is_some_and(|until| until < today) {
            check.fault("until", "past", "The access would have ended already.");
        }
        let mut patients = self.patients.clone();
        patients.sort_unstable();
        patients.dedup();
        Audit {
            patients,
            from: from.unwrap_or(today),
            to: to.unwrap_or(today),
            until: until.unwrap_or(today),
        }
    }
}

impl From<&PracticeRole> for RoleTyped {
    fn from(role: &PracticeRole) -> Self {
        match role {
            PracticeRole::Auditor(audit) => Self {
                role: Some(RoleName::Auditor),
                patients: audit.patients.clone(),
                from: audit.from.to_string(),
                to: audit.to.to_string(),
                until: audit.until.to_string(),
            },
            other => Self::plain(other.name()),
        }
    }
}

#[cfg(test)]
#[path = "role_tests.rs"]
mod tests;
