//! Made-up episodes of care: a dozen visits each, closed when the next one began or care has ended.

use filiform_domain::entry::Entry;
use filiform_domain::episode::{
    Discharge, DischargeReason, Episode, EpisodeWritten, Goal, GoalState,
};
use filiform_domain::ids::EpisodeId;
use filiform_domain::patient::Complaint;
use filiform_domain::session::Session;
use filiform_domain::time::{CalendarDate, Instant};

use super::Chart;
use super::dice::Dice;

/// Sets the dice of the episodes apart from those of the visits.
pub(super) const SEED: u64 = 0x00E9_150D;
/// Visits of one episode, as many as one authorisation often has.
const VISITS: usize = 12;
/// Days after the last visit from which care has ended.
const ENDED: i64 = 28;

/// How many entries the episodes of so many patients are at the most.
pub(super) fn count(patients: u32, visits: u32) -> u64 {
    u64::from(patients) * u64::from(visits).div_ceil(VISITS as u64) * 2
}

/// Puts every visit into its episode. Answers what opens the episodes, before the visits, and what closes them.
pub(super) fn of(
    dice: &mut Dice,
    chart: &mut Chart,
    today: CalendarDate,
) -> (Vec<Entry>, Vec<Entry>) {
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    let last = chart.sessions.last().map(|session| session.started.date());
    for visits in chart.sessions.chunks_mut(VISITS) {
        let (Some(first), Some(latest)) = (visits.first(), visits.last()) else {
            continue;
        };
        let (began, end) = (first.started, latest.started.date());
        let condition = first.note.condition.clone();
        let written = EpisodeWritten {
            id: EpisodeId::new(began.utc_ms, dice.bytes()),
            patient: chart.id,
            based_on: 0,
            reopened: false,
            episode: begun(dice, began, condition),
        };
        belong(visits, written.id);
        let is_over = Some(end) != last || end.days_until(today) > ENDED;
        if is_over {
            let mut over = written.clone();
            over.based_on = 1;
            end_of(dice, &mut over.episode, end);
            closed.push(Entry::EpisodeClosed(Box::new(over)));
        }
        opened.push(Entry::EpisodeOpened(Box::new(written)));
    }
    (opened, closed)
}

fn belong(visits: &mut [Session], episode: EpisodeId) {
    for visit in visits {
        visit.note.episode = episode.to_string();
    }
}

fn begun(dice: &mut Dice, began: Instant, condition: String) -> Episode {
    let goals = if dice.in_hundred(80) {
        1 + dice.below(2)
    } else {
        0
    };
    let goal = |text: &str| Goal {
        text: text.to_owned(),
        due: None,
        state: GoalState::Open,
        decided_on: None,
    };
    let texts = ["Back to work without a break", "Sleep through the night"];
    Episode {
        opened_on: began.date(),
        conditions: vec![Complaint {
            condition,
            icd10cm: String::new(),
        }],
        diagnosis: None,
        region: None,
        side: None,
        onset_date: None,
        onset: None,
        referral: None,
        plan_of_care: None,
        goals: texts.into_iter().take(goals as usize).map(goal).collect(),
        baseline: None,
        reassess_due: None,
        reassessments: Vec::new(),
        discharge: None,
    }
}

fn end_of(dice: &mut Dice, episode: &mut Episode, end: CalendarDate) {
    for goal in &mut episode.goals {
        goal.state = if dice.in_hundred(60) {
            GoalState::Met
        } else {
            GoalState::NotMet
        };
        goal.decided_on = Some(end);
    }
    let reason = match dice.below(10) {
        0..=4 => DischargeReason::GoalsMet,
        5..=6 => DischargeReason::NoFurtherChange,
        7 => DischargeReason::PatientsChoice,
        8 => DischargeReason::DidNotReturn,
        _ => DischargeReason::AuthorisationEnded,
    };
    episode.discharge = Some(Discharge {
        date: end,
        reason,
        reason_words: None,
        summary: None,
        home_programme: None,
        follow_up: None,
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use filiform_catalogue::Catalogue;
    use filiform_domain::entry::Entry;
    use filiform_domain::episode::Opening;

    use super::super::tests::{NOW, maker};

    #[test]
    fn every_visit_belongs_to_an_episode_that_keeping_would_make_of_its_draft() {
        for n in 0..20 {
            let chart = maker(7).chart(n, 30);
            assert_eq!(chart.opened.len(), 3, "a dozen visits each");
            let ids: BTreeSet<String> = chart
                .sessions
                .iter()
                .map(|session| session.note.episode.clone())
                .collect();
            assert_eq!(ids.len(), 3);
            for entry in chart.opened.iter().chain(&chart.closed) {
                let (Entry::EpisodeOpened(made) | Entry::EpisodeClosed(made)) = entry else {
                    panic!("{}", entry.kind());
                };
                assert!(ids.contains(&made.id.to_string()));
                let opening = Opening {
                    today: NOW.date(),
                    birth_date: chart.patient.birth_date,
                    words: Catalogue::shipped(),
                };
                let checked = made.episode.to_draft().checked(&opening);
                assert!(
                    checked == Ok(made.episode.clone()),
                    "patient {n}: {:?}",
                    checked.err()
                );
            }
            assert!(chart.closed.len() >= 2, "all but the last one have ended");
        }
    }
}
