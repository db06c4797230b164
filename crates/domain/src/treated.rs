//! Where was needled, in counts: how many visits each target was needled at, on which side, between two days.
//!
//! Counts stand beside each other in the order of their names. They are never compared, and nothing is said of what
//! became of the pain.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::EpisodeId;
use crate::site::Side;
use crate::time::CalendarDate;

/// What was needled, and on which side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedledAt {
    /// The target, by id; empty when it is in own words.
    pub target: String,
    /// The target in the therapist's own words.
    pub own_target: Option<String>,
    /// The patient's side.
    pub side: Side,
}

/// A visit with its needled sites, and nothing else of its note.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitSites {
    /// Its day, on the wall.
    pub day: CalendarDate,
    /// The episode of care that it names.
    pub episode: Option<EpisodeId>,
    /// It did not take place.
    pub not_held: bool,
    /// Its note was voided.
    pub voided: bool,
    /// The needled sites.
    pub sites: Vec<NeedledAt>,
}

impl VisitSites {
    /// Whether its sites count: it took place, its note holds, and something was needled.
    pub fn is_treated(&self) -> bool {
        !self.not_held && !self.voided && !self.sites.is_empty()
    }
}

/// At how many visits a target was needled on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatedTarget {
    /// The target, by id; empty when it is in own words.
    pub target: String,
    /// The target in the therapist's own words.
    pub own_target: Option<String>,
    /// The patient's side: left, right or midline. What was needled on both counts on each of them.
    pub side: Side,
    /// Visits, 1 or more. A visit counts once, however many sites it had there.
    pub visits: u32,
    /// The first of these visits.
    pub first: CalendarDate,
    /// The latest of them.
    pub latest: CalendarDate,
}

/// The counts between two days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Treated {
    /// Visits that were held.
    pub visits: u32,
    /// Those among them at which something was needled.
    pub needled: u32,
    /// Needled sites; one on both sides is one.
    pub sites: u32,
    /// Different targets, whatever the side.
    pub targets: u32,
    /// Visits that were not held.
    pub not_held: u32,
    /// Voided notes, which count nowhere.
    pub voided: u32,
    /// Each target and side, by target, left before right.
    pub counts: Vec<TreatedTarget>,
}

impl Treated {
    /// Counts the visits from the first day to the last, both among them.
    pub fn between(
        visits: &[VisitSites],
        (first, last): (Option<CalendarDate>, Option<CalendarDate>),
    ) -> Self {
        let mut counted = Self::default();
        let mut targets = BTreeSet::new();
        let mut counts = BTreeMap::new();
        let within = |visit: &&VisitSites| {
            first.is_none_or(|first| visit.day >= first)
                && last.is_none_or(|last| visit.day <= last)
        };
        for visit in visits.iter().filter(within) {
            match (visit.voided, visit.not_held) {
                (true, _) => counted.voided += 1,
                (false, true) => counted.not_held += 1,
                (false, false) => {
                    counted.visits += 1;
                    counted.needled += u32::from(visit.is_treated());
                    counted.sites += u32::try_from(visit.sites.len()).unwrap_or(u32::MAX);
                    targets.extend(visit.sites.iter().map(named));
                    add(&mut counts, visit);
                }
            }
        }
        counted.targets = u32::try_from(targets.len()).unwrap_or(u32::MAX);
        counted.counts = counts.into_values().collect();
        counted
    }
}

type Named<'a> = (&'a str, Option<&'a str>);

fn named(site: &NeedledAt) -> Named<'_> {
    (&site.target, site.own_target.as_deref())
}

fn add<'a>(counts: &mut BTreeMap<(Named<'a>, u8), TreatedTarget>, visit: &'a VisitSites) {
    let mut here = BTreeMap::new();
    for site in &visit.sites {
        for side in sides(site.side) {
            here.insert((named(site), place(*side)), (site, *side));
        }
    }
    for (key, (site, side)) in here {
        let count = counts.entry(key).or_insert_with(|| TreatedTarget {
            target: site.target.clone(),
            own_target: site.own_target.clone(),
            side,
            visits: 0,
            first: visit.day,
            latest: visit.day,
        });
        count.visits += 1;
        count.first = count.first.min(visit.day);
        count.latest = count.latest.max(visit.day);
    }
}

/// What was needled on both sides was needled on the left and on the right.
fn sides(side: Side) -> &'static [Side] {
    match side {
        Side::Left => &[Side::Left],
        Side::Right => &[Side::Right],
        Side::Both => &[Side::Left, Side::Right],
        Side::Midline => &[Side::Midline],
    }
}

fn place(side: Side) -> u8 {
    match side {
        Side::Left | Side::Both => 0,
        Side::Right => 1,
        Side::Midline => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CalendarDate {
        text.parse().unwrap()
    }

    fn visit(on: &str, sites: &[(&str, Side)]) -> VisitSites {
        let at = |(target, side): &(&str, Side)| NeedledAt {
            target: (*target).to_owned(),
            own_target: None,
            side: *side,
        };
        VisitSites {
            day: day(on),
            episode: None,
            not_held: false,
            voided: false,
            sites: sites.iter().map(at).collect(),
        }
    }

    fn counted(visits: &[VisitSites]) -> Vec<(String, Side, u32)> {
        let counts = Treated::between(visits, (None, None)).counts.into_iter();
        counts
            .map(|count| (count.target, count.side, count.visits))
            .collect()
    }

    #[test]
    fn left_and_right_are_counted_apart_and_both_is_each_of_them() {
        let visits = [
            visit("2026-11-03", &[("soleus", Side::Both)]),
            visit("2026-11-10", &[("soleus", Side::Left)]),
            visit(
                "2026-11-17",
                &[("interspinales", Side::Midline), ("soleus", Side::Right)],
            ),
        ];
        assert_eq!(
            counted(&visits),
            [
                ("interspinales".to_owned(), Side::Midline, 1),
                ("soleus".to_owned(), Side::Left, 2),
                ("soleus".to_owned(), Side::Right, 2),
            ]
        );
    }

    #[test]
    fn a_visit_counts_once_however_many_sites_it_had_there() {
        let visits = [visit(
            "2026-11-03",
            &[
                ("soleus", Side::Left),
                ("soleus", Side::Left),
                ("soleus", Side::Both),
            ],
        )];
        assert_eq!(
            counted(&visits),
            [
                ("soleus".to_owned(), Side::Left, 1),
                ("soleus".to_owned(), Side::Right, 1),
            ]
        );
        let all = Treated::between(&visits, (None, None));
        assert_eq!((all.visits, all.sites, all.targets), (1, 3, 1));
    }

    #[test]
    fn voided_notes_and_visits_that_were_not_held_are_counted_as_such_and_nowhere_else() {
        let mut voided = visit("2026-11-03", &[("soleus", Side::Left)]);
        voided.voided = true;
        let mut missed = visit("2026-11-04", &[]);
        missed.not_held = true;
        let both = VisitSites {
            not_held: true,
            ..voided.clone()
        };
        let visits = [voided, missed, both, visit("2026-11-05", &[])];
        assert_eq!(
            Treated::between(&visits, (None, None)),
            Treated {
                visits: 1,
                voided: 2,
                not_held: 1,
                ..Treated::default()
            }
        );
    }

    #[test]
    fn both_days_of_a_period_belong_to_it() {
        let visits: Vec<_> = ["2026-11-03", "2026-11-10", "2026-11-17"]
            .map(|on| visit(on, &[("soleus", Side::Left)]))
            .into();
        let between = |first: &str, last: &str| {
            let period = (Some(day(first)), Some(day(last)));
            Treated::between(&visits, period).needled
        };
        assert_eq!(between("2026-11-03", "2026-11-10"), 2);
        assert_eq!(between("2026-11-04", "2026-11-16"), 1);
        assert_eq!(between("2026-11-11", "2026-11-16"), 0);
        let since = Treated::between(&visits, (Some(day("2026-11-10")), None));
        let days: Vec<_> = since
            .counts
            .iter()
            .map(|one| (one.first, one.latest))
            .collect();
        assert_eq!(days, [(day("2026-11-10"), day("2026-11-17"))]);
    }

    #[test]
    fn what_is_in_own_words_is_told_apart_by_them() {
        let own = |words: &str| NeedledAt {
            target: String::new(),
            own_target: Some(words.to_owned()),
            side: Side::Left,
        };
        let visits = [VisitSites {
            sites: vec![own("scar"), own("old scar"), own("scar")],
            ..visit("2026-11-03", &[])
        }];
        assert_eq!(Treated::between(&visits, (None, None)).counts.len(), 2);
    }
}
