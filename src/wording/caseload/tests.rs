//! Which sentence stands at which numbers, and what no numbers can make it say.

use filiform_domain::change::Reading;
use filiform_domain::episode::DischargeReason;
use filiform_domain::event::Severity;
use proptest::prelude::*;

use super::*;

fn total(reading: Reading, episodes: u32) -> EpisodeTotal {
    EpisodeTotal {
        condition: Some("neck-pain".into()),
        reason: DischargeReason::GoalsMet,
        reading,
        episodes,
        held: episodes * 6,
        not_held: 1,
        goals: episodes,
        goals_met: episodes / 2,
        goalless: 0,
    }
}

fn words(totals: &[EpisodeTotal]) -> ConditionEpisodes {
    conditions(Catalogue::shipped(), totals).remove(0)
}

#[test]
fn below_twenty_completed_episodes_nothing_is_said_about_change() {
    let few = words(&[total(Reading::ClearlyBetter, 19)]);
    assert_eq!(
        few.statement,
        "19 completed episodes: fewer than 20, so nothing is said about change."
    );
    assert!(few.readings.is_empty());
    let one = words(&[total(Reading::Worse, 1)]);
    assert_eq!(
        one.statement,
        "1 completed episode: fewer than 20, so nothing is said about change."
    );
    let enough = words(&[
        total(Reading::ClearlyBetter, 12),
        total(Reading::NotEnough, 8),
    ]);
    assert_eq!(
        enough.statement,
        "Pain now, before the visit, from the first to the last rating: 12 of 20 completed episodes have two ratings at \
         least 7 days apart, 8 have not."
    );
    let first = &enough.readings[0];
    assert_eq!(
        (first.sentence.as_str(), first.count.as_str()),
        (Reading::ClearlyBetter.sentence(), "12 of 12")
    );
    assert_eq!(enough.readings.len(), 7, "also those that nobody had");
}

#[test]
fn counts_have_their_denominators_and_what_is_missing() {
    let mut other = total(Reading::NoClearChange, 3);
    other.reason = DischargeReason::DidNotReturn;
    other.goals = 0;
    other.goals_met = 0;
    other.goalless = 3;
    let group = words(&[total(Reading::NotEnough, 4), other]);
    assert_eq!(group.condition, "Neck pain");
    assert_eq!(group.visits, "42 held, 2 not held");
    assert_eq!(
        group.reasons,
        ["goals met: 4 of 7", "did not return: 3 of 7"]
    );
    assert_eq!(group.goals, "2 of 4 goals met; 3 of 7 episodes had none");
}

#[test]
fn events_are_counted_by_severity_with_an_interval_that_names_its_method() {
    let event = |kind: &str, severity, events| EventTotal {
        kind: kind.into(),
        severity,
        events,
    };
    let rates = events(
        Catalogue::shipped(),
        1000,
        &[
            event("bruise", None, 3),
            event("fainting", Some(Severity::Serious), 1),
            event(STAFF_EVENT, None, 5),
        ],
    );
    let rows: Vec<(&str, u32, &str, &str)> = rates
        .rows
        .iter()
        .map(|row| {
            (
                row.words.as_str(),
                row.events,
                row.rate.as_str(),
                row.interval.as_str(),
            )
        })
        .collect();
    assert_eq!(rows[0], ("All", 4, "4.0", "1.1 to 10.2"));
    assert_eq!(rows[1], ("Serious", 1, "1.0", "0.03 to 5.6"));
    assert_eq!(
        rows[3].1, 3,
        "the list's severity where the note gives none"
    );
    assert!(
        rates
            .method
            .contains("exact Poisson interval (Garwood), 95 %")
    );
    assert_eq!(rates.kinds.len(), 2);
    assert!(
        events(Catalogue::shipped(), 0, &[]).rows.is_empty(),
        "no rate of nothing"
    );
}

/// What `analysis.md` forbids, in any case.
const MAY_NOT: [&str; 12] = [
    "needling",
    "reduced",
    "because",
    "works",
    "responder",
    "success",
    "effective",
    "caused",
    "thanks to",
    "recovery",
    "trapezius",
    "pistoning",
];

proptest! {
    #[test]
    fn no_numbers_make_it_claim_a_cause_or_hide_a_denominator(counts in prop::collection::vec(0_u32..60, 8)) {
        let readings = READINGS.into_iter().chain([Reading::NotEnough]);
        let totals: Vec<EpisodeTotal> = readings.zip(&counts).map(|(reading, count)| total(reading, *count)).collect();
        let group = words(&totals);
        let all: u32 = counts.iter().sum();
        let said = serde_json::to_string(&group).unwrap().to_lowercase();
        for word in MAY_NOT {
            prop_assert!(!said.contains(word), "{word}: {said}");
        }
        prop_assert_eq!(group.readings.is_empty(), all < FEWEST_EPISODES || all == counts[7]);
        let counted: u32 = group.readings.iter().map(|row| row.count.split(' ').next().unwrap().parse::<u32>().unwrap()).sum();
        prop_assert!(group.readings.is_empty() || counted + counts[7] == all);
        prop_assert!(!CAUTION.to_lowercase().contains("needling"));
    }
}
