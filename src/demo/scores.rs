//! Made-up scores: a questionnaire of the condition and the patient's own activities, at every fourth visit.

use chrono::NaiveDateTime;
use filiform_domain::between::Between;
use filiform_domain::ids::ScoreId;
use filiform_domain::measure::{
    ActivityDraft, AnsweredHow, MeasureFacts, Score, ScoreDraft, Scoring, Wanted,
};
use filiform_domain::session::Session;
use filiform_domain::vocabulary::Vocabulary;

use super::dice::Dice;
use super::{Chart, Maker};

/// Sets the dice of the scores apart from those of the visits.
pub(super) const SEED: u64 = 0x005C_04E5;
/// The first patients are scored: enough to look at, and few enough to make a large practice soon.
const WITH_SCORES: u32 = 100;
/// From one scoring to the next.
const VISITS: usize = 4;
/// How far chance moves a score away from the pain, in hundredths of the scale.
const WOBBLE: u32 = 9;
/// What is hard for them, in their own words.
const ACTIVITIES: [&str; 5] = [
    "Carrying the shopping home",
    "Sitting through a film",
    "Sleeping on that side",
    "Walking to work",
    "Playing with the children",
];

/// How many scores there are at the most.
pub(super) fn count(patients: u32, visits: u32) -> u64 {
    u64::from(patients.min(WITH_SCORES)) * u64::from(visits).div_ceil(VISITS as u64) * 2
}

/// The scores of the `n`th patient, oldest first.
pub(super) fn scores(dice: &mut Dice, n: u32, chart: &Chart, maker: &Maker<'_>) -> Vec<Score> {
    if n >= WITH_SCORES {
        return Vec::new();
    }
    let measures = measures(chart, maker);
    let first = dice.below(3) as usize;
    let activities: Vec<&str> = ACTIVITIES.into_iter().cycle().skip(first).take(3).collect();
    let mut scores = Vec::new();
    for visit in chart.sessions.iter().step_by(VISITS) {
        for (id, facts) in &measures {
            let typed = typed(dice, visit, (id, facts), &activities);
            scores.extend(scored(dice, chart, maker, (visit, &typed)));
        }
    }
    scores
}

/// A questionnaire that the catalogue lists for the condition, and the patient's own activities.
fn measures(chart: &Chart, maker: &Maker<'_>) -> Vec<(String, MeasureFacts)> {
    let condition = chart.sessions.first().map(|visit| &visit.note.condition);
    let row = condition.and_then(|id| maker.catalogue.conditions().get(id));
    let listed = row.into_iter().flat_map(|row| &row.outcome_measures);
    let known =
        listed.filter_map(|id| Some((id.to_string(), maker.catalogue.measure(id.as_str())?)));
    let known: Vec<_> = known
        .filter(|(_, facts)| facts.compared && !facts.pain)
        .collect();
    let of = |wanted| {
        known
            .iter()
            .find(move |(_, facts)| facts.wanted == wanted && is_plain(facts))
            .cloned()
    };
    of(Wanted::Total)
        .into_iter()
        .chain(of(Wanted::Activities))
        .collect()
}

/// Whether a number and a day are all that is asked.
fn is_plain(facts: &MeasureFacts) -> bool {
    facts.versions.is_empty() && !facts.joint && !facts.measurements
}

fn typed(
    dice: &mut Dice,
    visit: &Session,
    (id, facts): (&str, &MeasureFacts),
    activities: &[&str],
) -> ScoreDraft {
    let mut typed = ScoreDraft {
        measure: id.to_owned(),
        date: visit.started.date().to_string(),
        how: Some(AnsweredHow::Paper),
        episode: visit.note.episode.clone(),
        ..ScoreDraft::default()
    };
    if facts.wanted == Wanted::Activities {
        typed.activities = activities
            .iter()
            .map(|activity| ActivityDraft {
                activity: (*activity).to_owned(),
                score: number(dice, visit, facts).to_string(),
            })
            .collect();
    } else {
        typed.total = number(dice, visit, facts).to_string();
    }
    typed
}

/// A whole score that goes with the pain of the visit.
fn number(dice: &mut Dice, visit: &Session, facts: &MeasureFacts) -> i64 {
    let pain = visit.note.pain_before.unwrap_or(4) * 10;
    let bad = (pain - 5 + i64::from(dice.below(WOBBLE))).clamp(0, 100);
    let (low, high) = facts.range;
    let share = if facts.higher_is_better {
        100 - bad
    } else {
        bad
    };
    let score = low + (high - low) * share / 100;
    let doubled = facts.raw.is_some_and(|raw| raw.doubled);
    if doubled { score / 2 * 2 } else { score }
}

/// The score as scoring would have made it of the same answer.
fn scored(
    dice: &mut Dice,
    chart: &Chart,
    maker: &Maker<'_>,
    (visit, typed): (&Session, &ScoreDraft),
) -> Option<Score> {
    let id = ScoreId::new(visit.started.utc_ms, dice.bytes());
    let offset_at = |local: NaiveDateTime| (maker.offset_at)(local);
    let scoring = Scoring {
        between: Between {
            patient: chart.id,
            birth_date: chart.patient.birth_date,
            now: maker.now,
            offset_at: &offset_at,
        },
        episodes: visit.episode().into_iter().collect(),
        corrected: None,
        words: maker.catalogue,
    };
    typed.checked(id, &scoring).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::tests::maker;
    use super::*;

    #[test]
    fn every_answer_is_one_that_scoring_takes_and_belongs_to_the_episode_of_its_visit() {
        let maker = maker(7);
        let mut measures = BTreeSet::new();
        for n in 0..WITH_SCORES {
            let chart = maker.chart(n, 9);
            let asked = super::measures(&chart, &maker).len();
            assert_eq!(
                chart.scores.len(),
                3 * asked,
                "visits 1, 5 and 9 of patient {n}"
            );
            for score in &chart.scores {
                let visit = chart
                    .sessions
                    .iter()
                    .find(|visit| visit.started.date() == score.day);
                assert_eq!(score.episode, visit.and_then(Session::episode));
                measures.insert(score.measure.clone());
            }
            assert!(chart.scores.len() as u64 <= count(1, 9));
        }
        assert!(measures.len() > 3, "{measures:?}");
        assert!(maker.chart(WITH_SCORES, 9).scores.is_empty());
    }

    #[test]
    fn scores_of_one_patient_are_one_series_each_that_goes_with_the_pain() {
        let maker = maker(7);
        let (mut together, mut apart) = (0, 0);
        for n in 0..WITH_SCORES {
            let chart = maker.chart(n, 12);
            let mut series: BTreeMap<String, Vec<Score>> = BTreeMap::new();
            for score in chart.scores.clone() {
                series.entry(score.series.clone()).or_default().push(score);
            }
            assert!(series.len() <= 2, "patient {n}");
            let pain = |visit: usize| chart.sessions.get(visit)?.note.pain_before;
            for scores in series.values() {
                assert_eq!(scores.len(), 3);
                let facts = maker.catalogue.measure(&scores[0].measure);
                let change = scores[2].amount.change_from(scores[0].amount).signum();
                let up = if facts.is_some_and(|facts| facts.higher_is_better) {
                    -1
                } else {
                    1
                };
                match pain(0)
                    .zip(pain(8))
                    .map(|(first, last)| (last - first) * change * up)
                {
                    Some(1..) => together += 1,
                    Some(..=-1) => apart += 1,
                    _ => {}
                }
            }
        }
        assert!(
            together > 50 && apart < together / 10,
            "{together} and {apart}"
        );
    }
}
