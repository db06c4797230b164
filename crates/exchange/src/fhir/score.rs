//! A score of an outcome measure: an observation with its LOINC code where the content has seen one.

use std::collections::BTreeSet;

use filiform_domain::entry::Entry;
use filiform_domain::ids::ScoreId;
use filiform_domain::measure::{PartDraft, Score};

use super::kinds::{Came, Concept, Extension, LOINC, Quantity, Unit};
use super::resource::{Component, Content, ObservationBody, ObservationStatus};
use super::{Made, json, narrative};
use crate::record::Kept;
use crate::tables::moment;

impl Made<'_> {
    pub(super) fn scores(&mut self) {
        let record = self.record;
        let scored = || record.entries.iter().filter_map(scored);
        let replaced: BTreeSet<ScoreId> =
            scored().filter_map(|(score, _)| score.corrects).collect();
        let taken_back: BTreeSet<ScoreId> = record
            .entries
            .iter()
            .filter_map(|kept| match &kept.entry {
                Entry::ScoreTakenBack(back) => Some(back.score.id),
                _ => None,
            })
            .collect();
        for (score, kept) in scored() {
            let holds = !replaced.contains(&score.id) && !taken_back.contains(&score.id);
            let status = match (holds, score.corrects) {
                (false, _) => ObservationStatus::EnteredInError,
                (true, Some(_)) => ObservationStatus::Corrected,
                (true, None) => ObservationStatus::Final,
            };
            self.score(score, kept, status);
        }
    }

    fn score(&mut self, score: &Score, kept: &Kept, status: ObservationStatus) {
        let unit = self.unit_of(&score.measure);
        let body = ObservationBody {
            status,
            code: self.measure(&score.measure),
            subject: self.subject(),
            encounter: None,
            effective_date_time: if score.answer.time.is_empty() {
                score.day.to_string()
            } else {
                moment(score.at)
            },
            issued: moment(kept.recorded_at),
            performer: [self.signer(kept.author)],
            value: Some(came(&score.amount.words(), unit)),
            component: score
                .answer
                .parts
                .iter()
                .map(|part| component(score, part))
                .collect(),
        };
        let told = self.entries(|entry| match entry {
            Entry::MeasureScored(other) => other.id == score.id,
            Entry::ScoreTakenBack(back) => back.score.id == score.id,
            _ => false,
        });
        let text = Some(narrative::of(&told));
        let fields = Extension::of_fields("score", &json(&score.answer));
        let content = Content::Observation(Box::new(body));
        self.put(score.id.0, content, text, fields.into_iter().collect());
    }

    /// The measure by our own code, and by that of LOINC where the content has seen one.
    pub(super) fn measure(&self, id: &str) -> Concept {
        let Some(known) = self.catalogue.measures().get(id) else {
            return Concept::own("measure", id, id);
        };
        let mut code = Concept::own("measure", id, &known.name);
        if let (Some(loinc), Some(name)) = (&known.loinc, &known.loinc_name) {
            code.coding
                .extend(Concept::of_system(LOINC, loinc.as_str(), name).coding);
        }
        code
    }

    fn unit_of(&self, measure: &str) -> Option<Unit> {
        Unit::of_words(&self.catalogue.measures().get(measure)?.unit)
    }
}

fn scored(kept: &Kept) -> Option<(&Score, &Kept)> {
    match &kept.entry {
        Entry::MeasureScored(score) => Some((score, kept)),
        _ => None,
    }
}

/// A number with its unit; as words where the content no longer knows the measure.
fn came(words: &str, unit: Option<Unit>) -> Came {
    unit.and_then(|unit| Quantity::written(words, unit))
        .map_or_else(|| Came::ValueString(words.to_owned()), Came::ValueQuantity)
}

/// A subscale. Its number stays as it was typed: some have decimals of their own.
fn component(score: &Score, part: &PartDraft) -> Component {
    let id = format!("{}.{}", score.measure, part.part);
    Component {
        code: Concept::own("measure", &id, &part.part),
        value: came(&part.score.replace(',', "."), Some(Unit::Score)),
    }
}
