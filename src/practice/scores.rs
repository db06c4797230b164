//! What the rules of a score ask of the open practice, for the therapist's form and for the patient's own page.

use filiform_domain::between::Between;
use filiform_domain::ids::{PatientId, ScoreId};
use filiform_domain::measure::{Score, ScoreDraft, Scoring, StandingScore};
use filiform_domain::problem::Problem;
use filiform_store::{Happened, KeptPatient};

use crate::Filiform;
use crate::error::Error;
use crate::practice::Open;

impl Filiform {
    /// The score as it may be signed, or every fault at its field.
    pub(crate) fn checked_score(
        &self,
        open: &Open,
        kept: &KeptPatient,
        (id, typed): (ScoreId, &ScoreDraft),
    ) -> Result<Result<Score, Vec<Problem>>, Error> {
        let offset_at = |local| self.host.clock.offset_at(local);
        let between: Between<'_> = self.between(kept, &offset_at);
        let corrected = open.corrected_score(kept.id, typed);
        let scoring = Scoring {
            between,
            episodes: open.store.episode_ids(kept.id)?,
            corrected: corrected.map(|score| StandingScore {
                id: score.id,
                measure: score.measure,
            }),
            words: self.catalogue(),
        };
        Ok(typed.checked(id, &scoring))
    }
}

impl Open {
    /// A score of this patient that neither was corrected nor taken back.
    pub(crate) fn standing_score(&self, patient: PatientId, id: ScoreId) -> Result<Score, Error> {
        let kept = self.store.score(id)?.ok_or(Error::Gone)?;
        match kept.happened {
            Happened::Score(score) if score.patient == patient => Ok(*score),
            _ => Err(Error::Gone),
        }
    }

    /// The score that a draft says it corrects, when it stands.
    pub(crate) fn corrected_score(&self, patient: PatientId, typed: &ScoreDraft) -> Option<Score> {
        let id = typed.corrects.trim().parse().ok()?;
        self.standing_score(patient, id).ok()
    }
}
