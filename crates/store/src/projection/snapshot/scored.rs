//! The scores of one patient, folded without a table: those that stand, and what they say of their episode.

use std::collections::BTreeMap;

use filiform_domain::entry::Entry;
use filiform_domain::ids::ScoreId;
use filiform_domain::measure::Score;

use super::PatientSnapshot;
use crate::between::Happened;
use crate::ledger::Sealed;
use crate::scores::KeptScore;

/// The scores that stand, with their place in the ledger and the visits their episode had held when each was
/// written down.
#[derive(Default)]
pub(super) struct Scored(BTreeMap<ScoreId, (i64, Option<u32>, KeptScore)>);

impl Scored {
    /// Hears every entry; anything but a score and its end says nothing to it.
    pub(super) fn hear(&mut self, entry: &Entry, row: &Sealed, snapshot: &mut PatientSnapshot) {
        match entry {
            Entry::MeasureScored(score) => self.add(score, row, snapshot),
            Entry::ScoreTakenBack(gone) => {
                self.end(gone.score.id);
                snapshot.put_back(Happened::TakenBack(gone.clone()), row);
            }
            Entry::NotHeldTakenBack(visit) => {
                let gone = Happened::NotHeldTakenBack(visit.clone());
                snapshot.put_back(gone, row);
            }
            Entry::AttachmentWithdrawn(gone) => {
                snapshot.put_back(Happened::AttachmentWithdrawn(gone.clone()), row);
            }
            _ => {}
        }
    }

    fn add(&mut self, score: &Score, row: &Sealed, snapshot: &mut PatientSnapshot) {
        if let Some(corrected) = score.corrects {
            self.end(corrected);
            snapshot
                .between
                .retain(|kept| kept.happened.id() != corrected.0);
        }
        let episode = score.episode.and_then(|id| snapshot.episodes.get(&id));
        let kept = KeptScore {
            score: score.clone(),
            author: row.author,
            recorded_at: row.recorded_at,
        };
        let held = episode.map(|episode| episode.held);
        self.0.insert(score.id, (row.n, held, kept));
    }

    fn end(&mut self, score: ScoreId) {
        self.0.remove(&score);
    }

    pub(super) fn write_into(self, snapshot: &mut PatientSnapshot) {
        let mut scores: Vec<_> = self.0.into_values().collect();
        scores.sort_by_key(|(n, _, kept)| (kept.score.day, *n));
        for (_, held, KeptScore { score, .. }) in &scores {
            let episode = score.episode.and_then(|id| snapshot.episodes.get_mut(&id));
            if let (Some(kept), Some(held)) = (episode, *held) {
                let (latest, most) = kept.scored.unwrap_or((score.day, held));
                kept.scored = Some((latest.max(score.day), most.max(held)));
            }
        }
        snapshot.scores = scores.into_iter().map(|(_, _, kept)| kept).collect();
    }
}

/// What takes an entry back stands where that entry stood.
pub(super) fn takes_back(entry: &Entry) -> bool {
    matches!(
        entry,
        Entry::ScoreTakenBack(_) | Entry::NotHeldTakenBack(_) | Entry::AttachmentWithdrawn(_)
    )
}

impl PatientSnapshot {
    /// What is taken back stays at its place.
    fn put_back(&mut self, gone: Happened, row: &Sealed) {
        let id = gone.id();
        let place = self
            .between
            .iter_mut()
            .find(|kept| kept.happened.id() == id);
        if let Some(kept) = place {
            kept.happened = gone;
            (kept.author, kept.recorded_at, kept.hash) = (row.author, row.recorded_at, row.hash);
        }
    }
}
