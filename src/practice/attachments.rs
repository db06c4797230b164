//! Who sees which attached file.

use filiform_domain::amendment::VoidReason;
use filiform_domain::ids::PatientId;
use filiform_domain::role::RoleName;
use filiform_store::{Happened, HistoryFilter, HistoryKind, KeptBetween};

use crate::error::Error;
use crate::practice::{Open, Sight};

/// More files than a record ever has.
const LATEST: u32 = 1000;

impl Open {
    /// What whoever works now may see of the attached files, newest first.
    pub(crate) fn attachments(
        &self,
        sight: &Sight,
        patient: PatientId,
    ) -> Result<Vec<KeptBetween>, Error> {
        let filter = HistoryFilter {
            kind: Some(HistoryKind::Attachment),
            ..HistoryFilter::default()
        };
        let found = self.store.between_of(patient, &filter, None, LATEST)?;
        let mut seen = Vec::new();
        for kept in found.entries {
            if self.may_see_attachment(sight, &kept)? {
                seen.push(kept);
            }
        }
        Ok(seen)
    }

    /// A front desk sees what a front desk attached: another title may be clinical. An auditor sees their days, and
    /// nothing that tells of another patient.
    pub(crate) fn may_see_attachment(
        &self,
        sight: &Sight,
        kept: &KeptBetween,
    ) -> Result<bool, Error> {
        Ok(match sight {
            Sight::Whole => true,
            Sight::Demographics => {
                let author = self.store.role(kept.author)?;
                author.is_some_and(|role| role.name() == RoleName::FrontDesk)
            }
            Sight::Chosen(_) => {
                let visit = kept.belongs.map(|visit| visit.started.date());
                sight.reads(kept.happened.at().date())
                    && visit.is_none_or(|day| sight.reads(day))
                    && why_withdrawn(&kept.happened) != Some(VoidReason::WrongPatient)
            }
        })
    }
}

/// Why an attached file was withdrawn.
pub(crate) fn why_withdrawn(happened: &Happened) -> Option<VoidReason> {
    match happened {
        Happened::AttachmentWithdrawn(gone) => Some(gone.reason),
        _ => None,
    }
}
