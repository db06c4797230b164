//! Review a patient's outcomes: baseline and latest of each series, what may be said of it and why, and what is
//! drawn of so many points. Nothing here names a cause.

use filiform_domain::entry::Access;
use filiform_domain::role::Right;

use crate::Filiform;
use crate::contract::{OutcomesPage, ReviewOutcomes};
use crate::error::Error;
use crate::practice::Course;
use crate::wording;

mod drawn;
mod pictured;
mod saved;
mod treated;

pub use saved::{offer_picture, save_picture};
pub use treated::review_treated_sites;

/// A patient's outcomes in one episode of care: the one that is asked for, the open one, or the whole record.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient, or this patient has no such episode.
pub fn review_outcomes(filiform: &Filiform, asked: ReviewOutcomes) -> Result<OutcomesPage, Error> {
    let catalogue = filiform.catalogue();
    filiform.with_open_as(Right::Chart, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let course = Course::of(open, asked.patient, asked.episode)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(asked.patient),
            times: 1,
        });
        let episodes = course.episodes.iter();
        Ok(OutcomesPage {
            patient: kept.id,
            name: kept.patient.listed_name(),
            born: filiform.born_words(&kept),
            period: wording::outcomes::period(&course),
            episode: course.shown().map(|kept| kept.id),
            episodes: episodes
                .map(|kept| wording::episodes::choice(catalogue, kept))
                .collect(),
            counts: wording::outcomes::counts(catalogue, &course),
            missing: wording::outcomes::missing(catalogue, &course),
            other_care: wording::outcomes::other_care(catalogue, &course),
            series: wording::outcomes::series(catalogue, &course),
        })
    })
}
