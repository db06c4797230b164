//! Every sentence that may be said about a course of care besides the verdicts, each with its rule and sources.
//!
//! There is no sentence here, and none can be made of these, that names a cause, compares techniques, picks the
//! best pair or calls a patient a responder: a test looks through all of them.

use super::Verdict;

/// A sentence about a course of care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sentence {
    /// How the change of one measure reads, from baseline to latest.
    Change(Verdict),
    /// "Average pain fell from 7 to 3 in 4 weeks, larger than a published estimate of measurement error."
    WentFromTo {
        /// What was rated: "Average pain".
        what: String,
        /// The first score with its unit.
        first: String,
        /// The latest score with its unit.
        latest: String,
        /// Whether the number fell, rose or stayed.
        direction: Direction,
        /// Days between the two.
        days: i64,
        /// Whether the change is larger than a published estimate of measurement error.
        beyond_error: bool,
    },
    /// What happened within one visit: "Change within the visit: 7 to 4."
    WithinVisit {
        /// Before the needling.
        before: u8,
        /// After it.
        after: u8,
    },
    /// Care besides needling was charted.
    OtherCare,
    /// Too little to judge by.
    NotEnough,
    /// No change that is clear, after so many visits; with the word of a plan that was reviewed when there is one.
    NoClearChangeAfter {
        /// Visits that were held.
        sessions: u32,
        /// A re-assessment was written down since.
        plan_reviewed: bool,
    },
    /// Daily ratings that are missing, of the five.
    DailyMissing(u8),
    /// Visits that were held, targets that were needled, events that were found or heard of.
    Counts {
        /// Visits.
        sessions: u32,
        /// Different targets.
        targets: u32,
        /// Events.
        events: u32,
    },
    /// Where was needled, in counts.
    Treated {
        /// Visits that were held.
        visits: u32,
        /// Those among them at which something was needled.
        needled: u32,
        /// Needled sites.
        sites: u32,
        /// Different targets.
        targets: u32,
    },
    /// Voided notes, left out of the counts.
    Voided(u32),
    /// Notes that were written elsewhere and name no sites.
    WrittenElsewhere(u32),
    /// Visits that were not held.
    NotHeld(u32),
    /// Visits at which pain was not rated.
    NotRated {
        /// How many were not.
        missing: u32,
        /// Of how many.
        of: u32,
    },
    /// Fewer than three points.
    NumbersOnly,
    /// Three to nine points.
    JoinedOnly,
    /// Ten useful points or more, and no signal.
    NoSignal,
    /// Ten useful points or more, and a signal.
    Signal,
}

/// Which way a number went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It is lower now.
    Fell,
    /// It is higher now.
    Rose,
    /// It is the same.
    Stayed,
}

impl Direction {
    /// The way of a change.
    pub fn of(change: i64) -> Self {
        match change {
            ..0 => Self::Fell,
            0 => Self::Stayed,
            _ => Self::Rose,
        }
    }
}

impl Sentence {
    /// The sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Change(verdict) => verdict.sentence().to_owned(),
            Self::WentFromTo {
                what,
                first,
                latest,
                direction,
                days,
                beyond_error,
            } => {
                let span = span(*days);
                let error = if *beyond_error { ", larger than a published estimate of measurement error." } else { "." };
                match direction {
                    Direction::Fell => format!("{what} fell from {first} to {latest} in {span}{error}"),
                    Direction::Rose => format!("{what} rose from {first} to {latest} in {span}{error}"),
                    Direction::Stayed => format!("{what} stayed at {latest} over {span}."),
                }
            }
            Self::WithinVisit { before, after } => {
                format!("Change within the visit: {before} to {after}.")
            }
            Self::OtherCare => "Other care was given at the same time.".to_owned(),
            Self::NotEnough => Verdict::NotEnough.sentence().to_owned(),
            Self::NoClearChangeAfter {
                sessions,
                plan_reviewed,
            } => {
                let reviewed = if *plan_reviewed { ": plan reviewed" } else { "" };
                format!("No clear change after {}{reviewed}.", counted(*sessions, "session"))
            }
            Self::DailyMissing(missing) => format!("{missing} of 5 daily ratings missing."),
            Self::Counts { .. }
            | Self::Treated { .. }
            | Self::Voided(_)
            | Self::WrittenElsewhere(_)
            | Self::NotHeld(_)
            | Self::NotRated { .. } => self.counts(),
            Self::NumbersOnly => "Fewer than 3 points: numbers only.".to_owned(),
            Self::JoinedOnly => "3 to 9 points: joined, and no verdict.".to_owned(),
            Self::NoSignal => "No signal by the run-chart rules.".to_owned(),
            Self::Signal => {
                "Signal by the run-chart rules: the points do not scatter around one level as chance would have them. With no change at all the two rules together give such a signal in 1 to 3 of 100 series of independent points, but in 6 to 39 of 100 when neighbouring days hang together, as daily pain may."
                    .to_owned()
            }
        }
    }

    /// What is counted, and what is missing or left out of it.
    fn counts(&self) -> String {
        match self {
            Self::Counts {
                sessions,
                targets,
                events,
            } => {
                let events = match events {
                    0 => "no adverse event recorded".to_owned(),
                    events => format!("{} recorded", counted(*events, "adverse event")),
                };
                format!(
                    "{}, {}, {events}.",
                    counted(*sessions, "session"),
                    counted(*targets, "target")
                )
            }
            Self::Treated {
                visits,
                needled,
                sites,
                targets,
            } => format!(
                "Needled at {needled} of {}: {}, {}. Left and right are counted apart.",
                counted(*visits, "visit"),
                counted(*sites, "site"),
                counted(*targets, "target")
            ),
            Self::Voided(notes) => format!("{} left out.", counted(*notes, "voided visit")),
            Self::WrittenElsewhere(notes) => {
                format!(
                    "{} from elsewhere not counted: nothing there names a site.",
                    counted(*notes, "note")
                )
            }
            Self::NotHeld(visits) => format!("{} not held.", counted(*visits, "visit")),
            Self::NotRated { missing, of } => {
                format!(
                    "Pain before the visit not rated at {missing} of {}.",
                    counted(*of, "visit")
                )
            }
            _ => String::new(),
        }
    }

    /// The rule it follows, in words.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Change(verdict) => verdict.rule(),
            Self::WentFromTo { .. } => {
                "Baseline and latest score of one series, never the best pair. Ratings of different windows, measures or kinds are never compared."
            }
            Self::WithinVisit { .. } => {
                "A drop minutes after needling predicts little: it is shown small and grey, and is no outcome."
            }
            Self::OtherCare => {
                "Time, medicine, exercise and other care change pain too. Nothing here can tell their parts."
            }
            Self::NotEnough => Verdict::NotEnough.rule(),
            Self::NoClearChangeAfter { .. } => Verdict::NoClearChange.rule(),
            Self::DailyMissing(_) | Self::NotHeld(_) | Self::NotRated { .. } => {
                "What is missing is shown: those who feel better stop coming."
            }
            Self::Voided(_) => {
                "A voided note stays in the record with why it was voided, and counts nowhere."
            }
            Self::WrittenElsewhere(_) => {
                "A note that was brought in is kept in its own words. Nothing is read out of them into a count."
            }
            Self::Treated { .. } => {
                "A visit counts once for each target and side; what was needled on both sides counts on each. Muscles and needle sizes are never compared by what became of the pain."
            }
            Self::Counts { .. } => {
                "Counts of sessions, targets and events may be said. Muscles and needle sizes are never compared by what became of the pain."
            }
            Self::NumbersOnly | Self::JoinedOnly => {
                "Below 3 points numbers only; from 3 to 9 joined points and no verdict; from 10 useful points on the run-chart rules; never a line of best fit."
            }
            Self::NoSignal | Self::Signal => {
                "A signal is a longest run of more than round(log2 n) + 3 points on one side of the median, or fewer crossings of it than the 5 % point of a binomial with n - 1 tries. Points on the median are not counted. There is no trend rule."
            }
        }
    }

    /// The ids of what the rule rests on.
    pub fn sources(&self) -> &'static [&'static str] {
        match self {
            Self::Change(verdict) => verdict.sources(),
            Self::WentFromTo { .. } => &["heapy2014", "broderick2008"],
            Self::WithinVisit { .. } => &["withinsession2020", "dn48h"],
            Self::OtherCare => &["lbp_half", "artus2010"],
            Self::DailyMissing(_) => &["heapy2014"],
            Self::NumbersOnly | Self::JoinedOnly | Self::NoSignal | Self::Signal => &["anhoj2014"],
            Self::NotEnough
            | Self::NoClearChangeAfter { .. }
            | Self::Counts { .. }
            | Self::Treated { .. }
            | Self::Voided(_)
            | Self::WrittenElsewhere(_)
            | Self::NotHeld(_)
            | Self::NotRated { .. } => &[],
        }
    }
}

/// "12 days"; from two weeks on, whole weeks are weeks.
pub fn span(days: i64) -> String {
    match days {
        14.. if days % 7 == 0 => format!("{} weeks", days / 7),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// "1 visit", "4 visits".
fn counted(number: u32, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}
