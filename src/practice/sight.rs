//! What whoever works now may do, and how much of the record they see.

use filiform_domain::entry::{Access, access};
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use filiform_domain::role::{Audit, PracticeRole, Right, RoleName, may};
use filiform_domain::time::CalendarDate;

use crate::error::Error;
use crate::practice::{ATTACHMENT, NOT_HELD, Open, PATIENT, PERSON, SETTINGS};

/// How much of the record somebody sees.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything.
    Whole,
    /// Who the patients are, and no clinical word.
    Demographics,
    /// Chosen patients, and their visits of some days.
    Chosen(Audit),
}

impl Open {
    /// What whoever works now is in the practice.
    pub(crate) fn role(&self) -> Result<RoleName, Error> {
        let role = self.store.role(self.me)?.ok_or(Error::NotAllowed)?;
        Ok(role.name())
    }

    /// How much is seen by whoever works now, when they may do this at all on this day.
    pub(crate) fn sight(&self, right: Right, today: CalendarDate) -> Result<Sight, Error> {
        let role = self.store.role(self.me)?.ok_or(Error::NotAllowed)?;
        if !may(role.name(), right) {
            // That somebody tried is worth a line in the record.
            self.store.note_access(Access {
                action: access::REFUSED.into(),
                patient: None,
                times: 1,
            });
            return Err(Error::NotAllowed);
        }
        match role {
            PracticeRole::Owner | PracticeRole::Therapist => Ok(Sight::Whole),
            PracticeRole::FrontDesk => Ok(Sight::Demographics),
            PracticeRole::Auditor(audit) if today <= audit.until => Ok(Sight::Chosen(audit)),
            PracticeRole::Auditor(_) => Err(Error::AuditEnded),
        }
    }
}

impl Sight {
    /// Whether clinical words may be shown.
    pub(crate) fn is_clinical(&self) -> bool {
        *self != Self::Demographics
    }

    /// Whether this patient's record may be shown.
    pub(crate) fn sees(&self, patient: PatientId) -> bool {
        match self {
            Self::Whole | Self::Demographics => true,
            Self::Chosen(audit) => audit.patients.contains(&patient),
        }
    }

    /// Whether what happened on this day may be read.
    pub(crate) fn reads(&self, day: CalendarDate) -> bool {
        match self {
            Self::Whole => true,
            Self::Demographics => false,
            Self::Chosen(audit) => audit.covers(day),
        }
    }

    /// Whether it may be said that there was a visit on this day.
    pub(crate) fn lists(&self, day: CalendarDate) -> bool {
        *self == Self::Demographics || self.reads(day)
    }

    /// Refuses a patient outside of what may be seen, in the words for one who is not there.
    pub(crate) fn require(&self, patient: PatientId) -> Result<(), Error> {
        self.sees(patient).then_some(()).ok_or(Error::Gone)
    }

    /// The details as this person sees them: a front desk without what the patient is treated for.
    pub(crate) fn details(&self, mut details: PatientDraft) -> PatientDraft {
        if !self.is_clinical() {
            details.conditions.clear();
            details.referrer.reason.clear();
        }
        details
    }
}

/// The right under which a draft of this kind is written: a registration is no note.
pub(crate) fn right_of_draft(kind: &str) -> Right {
    match kind {
        PATIENT => Right::RegisterPatients,
        NOT_HELD => Right::CancelVisits,
        ATTACHMENT => Right::AttachFiles,
        PERSON => Right::RunPractice,
        SETTINGS => Right::OwnSeat,
        _ => Right::Chart,
    }
}
