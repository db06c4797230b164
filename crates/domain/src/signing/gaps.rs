//! What is not recorded and does not block signing. Signing shows this list.

use crate::pain::{PainMoment, PainRating};
use crate::problem::{Check, Problem};
use crate::session::SessionDraft;
use crate::site::SiteDraft;

impl SessionDraft {
    /// What is not recorded, and rows that will be left out, as paths with words.
    pub fn gaps(&self) -> Vec<Problem> {
        let mut check = Check::default();
        if self.not_held.is_none() {
            unconfirmed(&mut check, &self.sites);
            not_recorded(&mut check, self);
            two_scales(&mut check, self);
            differing_count(&mut check, self);
        }
        check.finish(()).err().unwrap_or_default()
    }
}

fn unconfirmed(check: &mut Check, rows: &[SiteDraft]) {
    for (n, row) in rows.iter().enumerate() {
        if !row.repeats.is_empty() {
            check.fault(
                &format!("sites[{n}]"),
                "not-confirmed",
                format!("Row {} is not confirmed and will be left out.", n + 1),
            );
        }
    }
}

fn not_recorded(check: &mut Check, note: &SessionDraft) {
    let needled = note.needled().next().is_some();
    let mut gap = |open: bool, path: &str, words: &str| {
        if open {
            check.fault(path, "not-recorded", words);
        }
    };
    gap(
        note.pain_before.is_none() && note.pains.is_empty(),
        "pain_before",
        "Pain before the needling is not recorded.",
    );
    gap(
        needled && note.pain_after.is_none() && note.pains.is_empty(),
        "pain_after",
        "Pain after the needling is not recorded.",
    );
    gap(
        needled && note.tolerance.is_none() && note.response.trim().is_empty(),
        "tolerance",
        "The response is not recorded.",
    );
    gap(
        note.breathlessness_advice == Some(true) && note.breathlessness_slip.is_none(),
        "breathlessness_slip",
        "Whether the advice on breathlessness was also given in writing is not recorded.",
    );
    gap(
        note.plan.trim().is_empty(),
        "plan",
        "The plan is not recorded.",
    );
}

/// One pain that was rated on the numeric scale at one moment and on the line of 100 mm at another is no series.
/// Both ratings stand as they were given, and no change is ever made of the two.
fn two_scales(check: &mut Check, note: &SessionDraft) {
    let now = |value: Option<i64>, moment| {
        value.map(|_| PainRating {
            value,
            moment,
            ..PainRating::default()
        })
    };
    let asked = [
        now(note.pain_before, PainMoment::Before),
        now(note.pain_after, PainMoment::After),
    ];
    let all: Vec<PainRating> = asked
        .into_iter()
        .flatten()
        .chain(note.pains.iter().cloned())
        .collect();
    for (n, later) in note.pains.iter().enumerate() {
        let elsewhere =
            |other: &&PainRating| later.is_of_same_pain(other) && other.moment != later.moment;
        let mut others = all.iter().filter(elsewhere).peekable();
        let compared = others.peek().is_some();
        if compared && others.all(|other| other.scale != later.scale) {
            check.fault(
                &format!("pains[{n}].scale"),
                "two-scales",
                "This pain is rated on another scale at the other moment. The two are kept apart and never compared.",
            );
        }
    }
}

fn differing_count(check: &mut Check, note: &SessionDraft) {
    let (fewest, most) = note.needles_of_rows();
    let fits = |counted: i64| (i64::from(fewest)..=i64::from(most)).contains(&counted);
    if note.needled().next().is_some() && note.needles_in.is_some_and(|counted| !fits(counted)) {
        let stand_for = if fewest == most {
            fewest.to_string()
        } else {
            format!("{fewest} to {most}")
        };
        check.fault(
            "needles_in",
            "differs-from-rows",
            format!("The rows stand for {stand_for} needles, which differs from the count."),
        );
    }
}
