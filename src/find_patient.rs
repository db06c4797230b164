//! Find a patient: a few letters of any name, in any order, with or without the accents.

use filiform_domain::entry::{Access, access};
use filiform_domain::fold::fold;

use crate::Filiform;
use crate::contract::{FindPatients, FoundPatients};
use crate::error::Error;
use crate::wording::patient_line;
use filiform_domain::role::Right;

/// The patients whose names hold all the words, best first; with no words, those seen last.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn find_patients(filiform: &Filiform, asked: FindPatients) -> Result<FoundPatients, Error> {
    let today = filiform.today();
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        // That somebody searched is noted, never what for.
        if !asked.query.trim().is_empty() {
            open.store.note_access(Access {
                action: access::SEARCHED.into(),
                patient: None,
                times: 1,
            });
        }
        let found = open
            .store
            .find_patients(&fold(&asked.query), asked.limit.clamp(1, 200))?;
        Ok(FoundPatients {
            patients: found
                .into_iter()
                .filter(|kept| sight.sees(kept.id))
                .map(|kept| patient_line(kept, today))
                .collect(),
        })
    })
}
