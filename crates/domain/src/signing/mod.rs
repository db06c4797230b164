//! From a draft to a signed session: every rule of a note, in one place.
//!
//! A fault blocks signing because the note would be wrong or unreadable without it. A gap is only
//! listed: what was done must always be recordable.

mod around;
mod events;
mod gaps;
mod numbers;
mod rows;
mod site;
mod start;
mod tidy;

use chrono::NaiveDateTime;

pub use numbers::ranges;

use crate::ids::{EpisodeId, PatientId, SessionId, TherapistId};
use crate::problem::{Check, Problem};
use crate::session::{Session, SessionDraft};
use crate::site::SiteDraft;
use crate::time::{CalendarDate, Instant, parse_clock};
use crate::vocabulary::Vocabulary;
use numbers::Numbers;
use site::Rows;

/// Most rows of one session.
pub const MOST_SITES: usize = 60;

/// What signing needs to know besides the draft. All of it is passed in.
pub struct Signing<'a> {
    /// The identity the session will have.
    pub id: SessionId,
    /// Whose visit it is.
    pub patient: PatientId,
    /// The patient's date of birth: no visit lies before it.
    pub birth_date: CalendarDate,
    /// Who needled, and signs.
    pub therapist: TherapistId,
    /// The present moment: no visit lies after it.
    pub now: Instant,
    /// The wall clock's offset from UTC in minutes at a local date and time.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    /// The patient's episodes of care, open and closed.
    pub episodes: Vec<EpisodeId>,
    /// The clinical content.
    pub words: &'a dyn Vocabulary,
}

impl SessionDraft {
    /// The session as it may be signed, or every fault at its field.
    ///
    /// Rows that were laid out from an earlier session and are not confirmed are left out;
    /// [`SessionDraft::gaps`] lists them before.
    pub fn checked(&self, signing: &Signing<'_>) -> Result<Session, Vec<Problem>> {
        let mut check = Check::default();
        let typed = tidy::tidied(&mut check, self);
        let started = start::checked(&mut check, &typed, signing);
        check_episode(&mut check, &typed, signing);
        check_operator(&mut check, &typed);
        let note = if typed.not_held.is_some() {
            around::checked_not_held(&mut check, &typed);
            typed
        } else {
            checked_visit(&mut check, &typed, signing)
        };
        check.finish(Session {
            id: signing.id,
            patient: signing.patient,
            therapist: signing.therapist,
            started: started.unwrap_or(signing.now),
            note,
        })
    }

    /// Whether the lung lies below a needled target, so that the advice on breathlessness belongs to the visit.
    pub fn is_over_lung(&self, words: &dyn Vocabulary) -> bool {
        self.needled().any(|row| over_lung(row, words))
    }
}

/// Whether the lung lies below this row's target. A target in own words counts as its region's worst.
pub fn over_lung(row: &SiteDraft, words: &dyn Vocabulary) -> bool {
    row.own_target.as_ref().map_or_else(
        || words.target(&row.target).is_some_and(|facts| facts.pleura),
        |own| words.region_over_lung(&own.region),
    )
}

fn checked_visit(check: &mut Check, typed: &SessionDraft, signing: &Signing<'_>) -> SessionDraft {
    check_region(check, typed, signing.words);
    typed.check_numbers(check);
    around::check(check, typed, signing.words);
    let sites = checked_sites(check, typed, signing.words);
    check_before_needle(check, typed);
    check_needles(check, typed);
    events::check(check, typed, signing.words);
    check_advice(check, typed, signing.words);
    let mut kept = SessionDraft {
        sites,
        ..typed.clone()
    };
    rows::renumber(check, &mut kept, &typed.sites);
    leave_out_what_is_not_due(&mut kept, signing.words);
    kept
}

/// An answer to a question that no longer stands is not recorded as an answer.
fn leave_out_what_is_not_due(kept: &mut SessionDraft, words: &dyn Vocabulary) {
    if kept.needles_in == kept.needles_out {
        kept.needle_difference.clear();
    }
    if !kept.is_over_lung(words) {
        kept.breathlessness_advice = None;
        kept.breathlessness_time.clear();
        kept.breathlessness_slip = None;
    }
}

/// A visit may belong to no episode, and to one that is closed: what was done must always be recordable.
fn check_episode(check: &mut Check, typed: &SessionDraft, signing: &Signing<'_>) {
    let chosen = typed.episode.parse::<EpisodeId>().ok();
    let is_theirs = chosen.is_some_and(|id| signing.episodes.contains(&id));
    if !typed.episode.is_empty() && !is_theirs {
        let message =
            "This patient has no such episode of care. Choose one from the list, or none.";
        check.fault("episode", "unknown-episode", message);
    }
}

/// Nobody signs another's needling. What was done elsewhere comes in by an import, and stays marked as such.
fn check_operator(check: &mut Check, typed: &SessionDraft) {
    if !typed.operator.is_empty() {
        let message = "A note that is charted here is signed by the person who needled. What somebody outside the practice did \
                       stands on an imported note alone; leave this empty, and tell of it in the story.";
        check.fault("operator", "outside-practice", message);
    }
}

fn check_region(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    if typed.region.is_empty() {
        check.fault("region", "missing", "The body region is missing.");
    } else if !words.region_exists(&typed.region) {
        check.fault(
            "region",
            "unknown-region",
            "No body region has this name. Choose one from the list.",
        );
    }
}

/// The rows that are kept. Paths count the rows as they stand in the form, unconfirmed ones among them.
fn checked_sites(
    check: &mut Check,
    typed: &SessionDraft,
    words: &dyn Vocabulary,
) -> Vec<SiteDraft> {
    if typed.sites.len() > MOST_SITES {
        check.fault(
            "sites",
            "too-many",
            format!("A session holds at most {MOST_SITES} sites."),
        );
    }
    if !typed.line.is_empty() {
        check.fault(
            "line",
            "not-taken-in",
            "A line is typed and is not a row yet. Press Enter to take it in, or delete it.",
        );
    }
    let rows = Rows {
        words,
        count: typed.sites.len(),
        withdrawn: parse_clock(&typed.consent_withdrawn_at).ok(),
    };
    let confirmed = typed
        .sites
        .iter()
        .enumerate()
        .filter(|(_, row)| row.repeats.is_empty());
    confirmed
        .map(|(n, row)| {
            check.within(&format!("sites[{n}]"), |check| {
                site::checked(check, row, n, &rows)
            })
        })
        .collect()
}

/// What must be known before a needle: consent of the day, the checks of every visit, and why.
fn check_before_needle(check: &mut Check, typed: &SessionDraft) {
    if typed.needled().next().is_none() {
        return;
    }
    if typed.consent.is_none() {
        check.fault(
            "consent",
            "missing",
            "Consent of the day: verbal, written, or not asked for?",
        );
    }
    if typed.screening.is_none() {
        check.fault(
            "screening",
            "missing",
            "The checks of every visit: asked today, all no?",
        );
    }
    let at_rows = typed.needled().all(|row| !row.indication.is_empty());
    if typed.indication.is_empty() && typed.condition.is_empty() && !at_rows {
        check.fault(
            "indication",
            "missing",
            "Why was needling chosen: the condition, or the finding that led to these targets?",
        );
    }
}

fn check_needles(check: &mut Check, typed: &SessionDraft) {
    let needled = typed.needled().next().is_some();
    for (field, counted, words) in [
        ("needles_in", typed.needles_in, "in"),
        ("needles_out", typed.needles_out, "out"),
    ] {
        if needled && counted.is_none() {
            check.fault(field, "missing", format!("Count the needles {words}."));
        }
    }
    let counted = typed.needles_in.zip(typed.needles_out);
    let differ = counted.is_some_and(|(put_in, taken_out)| put_in != taken_out);
    if differ && typed.needle_difference.is_empty() {
        check.fault(
            "needles_out",
            "needles-differ",
            "Needles in and out differ. Count again, or explain the difference.",
        );
    }
}

fn check_advice(check: &mut Check, typed: &SessionDraft, words: &dyn Vocabulary) {
    if typed.is_over_lung(words) && typed.breathlessness_advice.is_none() {
        check.fault(
            "breathlessness_advice",
            "missing",
            "The lung lies below a target: was the advice on breathlessness given?",
        );
    }
    around::check_clock(check, "breathlessness_time", &typed.breathlessness_time);
}

#[cfg(test)]
mod row_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_note_tests;
