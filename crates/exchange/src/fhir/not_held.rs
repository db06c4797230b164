//! Visits that were called off or missed, as the front desk recorded them: no note tells of them.

use filiform_domain::entry::Entry;
use filiform_domain::not_held::VisitNotHeld;

use super::kinds::{Extension, Holds};
use super::resource::{Content, EncounterBody, EncounterStatus, Period};
use super::visit::ambulatory;
use super::{Made, narrative};
use crate::record::Kept;
use crate::tables::moment;

impl Made<'_> {
    pub(super) fn not_held(&mut self) {
        let record = self.record;
        for kept in &record.entries {
            if let Entry::VisitNotHeld(visit) = &kept.entry {
                let taken_back = record.entries.iter().find(
                    |later| matches!(&later.entry, Entry::NotHeldTakenBack(gone) if gone.id == visit.id),
                );
                self.visit_not_held(kept, visit, taken_back);
            }
        }
    }

    fn visit_not_held(&mut self, kept: &Kept, visit: &VisitNotHeld, taken_back: Option<&Kept>) {
        let body = EncounterBody {
            status: if taken_back.is_some() {
                EncounterStatus::EnteredInError
            } else {
                EncounterStatus::Cancelled
            },
            class: ambulatory(),
            subject: self.subject(),
            episode_of_care: Vec::new(),
            participant: Vec::new(),
            period: Period {
                start: moment(visit.at),
                end: None,
            },
            service_provider: self.organization_of(),
        };
        let told: Vec<_> = std::iter::once(kept).chain(taken_back).collect();
        let how = Holds::ValueCode(visit.how.words().to_owned());
        let extension = vec![Extension::own("not-held", how)];
        let content = Content::Encounter(Box::new(body));
        self.put(visit.id.0, content, Some(narrative::of(&told)), extension);
    }
}
