//! From a draft to a signed session: every rule of a note, in one place.
//!
//! A fault blocks signing because the note would be wrong or unreadable without it. A gap is only
//! listed: what was done must always be recordable.

use chrono::{NaiveDateTime, Timelike};

use crate::ids::{PatientId, SessionId, TherapistId};
use crate::problem::{Check, Problem};
use crate::quantity::PainScore;
use crate::session::{EventDraft, NeedleCount, OtherCareDraft, Session, SessionDraft};
use crate::site::Site;
use crate::time::{CalendarDate, Instant, parse_clock};
use crate::vocabulary::Vocabulary;

/// Longest text of a story, a response, a plan or an event, in characters.
const LONG_TEXT: usize = 4000;
/// Most sites of one session.
const MOST_SITES: usize = 60;

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
    /// The clinical content.
    pub words: &'a dyn Vocabulary,
}

impl SessionDraft {
    /// The session as it may be signed, or every fault at its field.
    pub fn checked(&self, signing: &Signing<'_>) -> Result<Session, Vec<Problem>> {
        let mut check = Check::default();
        let started = checked_start(&mut check, self, signing);
        if self.region.trim().is_empty() {
            check.fault("region", "missing", "The body region is missing.");
        } else if !signing.words.region_exists(&self.region) {
            check.fault(
                "region",
                "unknown-region",
                "No body region has this name. Choose one from the list.",
            );
        }
        let session = Session {
            id: signing.id,
            patient: signing.patient,
            therapist: signing.therapist,
            started: started.unwrap_or(signing.now),
            region: self.region.clone(),
            story: check.optional("story", "The story", &self.story, LONG_TEXT),
            pain_before: checked_pain(&mut check, "pain_before", self.pain_before),
            sites: checked_sites(&mut check, self, signing.words),
            pain_after: checked_pain(&mut check, "pain_after", self.pain_after),
            tolerance: self.tolerance,
            response: check.optional("response", "The response", &self.response, LONG_TEXT),
            needles: checked_needles(&mut check, self),
            events: checked_events(&mut check, self, signing.words),
            breathlessness_advice: checked_advice(&mut check, self, signing.words),
            other_care: checked_other_care(&mut check, &self.other_care, signing.words),
            plan: check.optional("plan", "The plan", &self.plan, LONG_TEXT),
        };
        check.finish(session)
    }

    /// What is not recorded and does not block signing, as paths with words. Signing shows this list.
    pub fn gaps(&self) -> Vec<Problem> {
        let mut check = Check::default();
        if self.pain_before.is_none() {
            check.fault(
                "pain_before",
                "not-recorded",
                "Pain before the needling is not recorded.",
            );
        }
        if self.pain_after.is_none() && !self.sites.is_empty() {
            check.fault(
                "pain_after",
                "not-recorded",
                "Pain after the needling is not recorded.",
            );
        }
        if self.tolerance.is_none() && self.response.trim().is_empty() && !self.sites.is_empty() {
            check.fault("tolerance", "not-recorded", "The response is not recorded.");
        }
        let charted = i64::from(self.needles_of_rows());
        if !self.sites.is_empty() && self.needles_in.is_some_and(|counted| counted != charted) {
            check.fault(
                "needles_in",
                "differs-from-rows",
                format!("The rows stand for {charted} needles, which differs from the count."),
            );
        }
        if self.plan.trim().is_empty() {
            check.fault("plan", "not-recorded", "The plan is not recorded.");
        }
        check.finish(()).err().unwrap_or_default()
    }
}

fn checked_start(
    check: &mut Check,
    draft: &SessionDraft,
    signing: &Signing<'_>,
) -> Option<Instant> {
    let date = match (draft.date.trim(), draft.date.trim().parse::<CalendarDate>()) {
        ("", _) => {
            check.fault("date", "missing", "The date of the visit is missing.");
            None
        }
        (_, Err(_)) => {
            check.fault(
                "date",
                "not-a-date",
                "Write the date as year-month-day, like 2026-11-22.",
            );
            None
        }
        (_, Ok(date)) => Some(date),
    };
    let Ok(time) = parse_clock(draft.time.trim()) else {
        check.fault(
            "time",
            "not-a-time",
            "Write the time as hours and minutes, like 14:05.",
        );
        return None;
    };
    let date = date?;
    if date < signing.birth_date {
        check.fault(
            "date",
            "before-birth",
            "The visit lies before the patient's date of birth.",
        );
        return None;
    }
    let local = date.0.and_time(time.with_second(0)?);
    let started = Instant::of_local(local, (signing.offset_at)(local));
    if started.utc_ms > signing.now.utc_ms {
        let field = if date > signing.now.date() {
            "date"
        } else {
            "time"
        };
        check.fault(
            field,
            "future",
            "The visit lies in the future. A note is signed when the care was given.",
        );
        return None;
    }
    Some(started)
}

fn checked_pain(check: &mut Check, field: &str, points: Option<i64>) -> Option<PainScore> {
    check
        .whole::<u8>(field, "Pain", points, 0..=10)
        .and_then(PainScore::new)
}

fn checked_sites(check: &mut Check, draft: &SessionDraft, words: &dyn Vocabulary) -> Vec<Site> {
    if draft.sites.is_empty() && draft.other_care.is_empty() {
        check.fault(
            "sites",
            "missing",
            "Nothing is recorded yet: add a needled site, or the other care that was given.",
        );
    }
    if draft.sites.len() > MOST_SITES {
        check.fault(
            "sites",
            "too-many",
            format!("A session holds at most {MOST_SITES} sites."),
        );
    }
    let rows = draft.sites.iter().enumerate();
    rows.filter_map(|(n, row)| {
        check.within(&format!("sites[{n}]"), |check| row.checked(check, words))
    })
    .collect()
}

fn checked_needles(check: &mut Check, draft: &SessionDraft) -> Option<NeedleCount> {
    let put_in: Option<u16> = check.whole("needles_in", "Needles in", draft.needles_in, 0..=200);
    let taken_out: Option<u16> =
        check.whole("needles_out", "Needles out", draft.needles_out, 0..=200);
    let difference = check.optional(
        "needle_difference",
        "The explanation",
        &draft.needle_difference,
        LONG_TEXT,
    );
    if !draft.sites.is_empty() {
        for (field, counted, words) in [
            ("needles_in", draft.needles_in, "in"),
            ("needles_out", draft.needles_out, "out"),
        ] {
            if counted.is_none() {
                check.fault(field, "missing", format!("Count the needles {words}."));
            }
        }
    }
    let (put_in, taken_out) = (put_in?, taken_out?);
    if put_in != taken_out && difference.is_none() {
        check.fault(
            "needles_out",
            "needles-differ",
            "Needles in and out differ. Count again, or explain the difference.",
        );
    }
    let difference = difference.filter(|_| put_in != taken_out);
    Some(NeedleCount {
        put_in,
        taken_out,
        difference,
    })
}

fn checked_events(
    check: &mut Check,
    draft: &SessionDraft,
    words: &dyn Vocabulary,
) -> Vec<EventDraft> {
    if !draft.events_asked && draft.events.is_empty() {
        check.fault(
            "events_asked",
            "missing",
            "Were adverse events asked about? \"None\" is an answer, silence is not.",
        );
    }
    let rows = draft.events.iter().enumerate();
    rows.map(|(n, row)| {
        check.within(&format!("events[{n}]"), |check| {
            if !words.adverse_event_exists(&row.kind) {
                check.fault(
                    "kind",
                    "unknown-event",
                    "No event has this name. Choose one from the list.",
                );
            }
            let note = check
                .optional("note", "The note", &row.note, LONG_TEXT)
                .unwrap_or_default();
            EventDraft {
                kind: row.kind.clone(),
                note,
            }
        })
    })
    .collect()
}

fn checked_advice(check: &mut Check, draft: &SessionDraft, words: &dyn Vocabulary) -> Option<bool> {
    let over_lung = draft
        .sites
        .iter()
        .filter_map(|site| words.target(&site.target))
        .any(|facts| facts.pleura);
    if over_lung && draft.breathlessness_advice.is_none() {
        check.fault(
            "breathlessness_advice",
            "missing",
            "The lung lies below a target: was the advice on breathlessness given?",
        );
    }
    draft.breathlessness_advice.filter(|_| over_lung)
}

fn checked_other_care(
    check: &mut Check,
    rows: &[OtherCareDraft],
    words: &dyn Vocabulary,
) -> Vec<OtherCareDraft> {
    let rows = rows.iter().enumerate();
    rows.map(|(n, row)| {
        check.within(&format!("other_care[{n}]"), |check| {
            if !words.other_care_exists(&row.kind) {
                check.fault(
                    "kind",
                    "unknown-care",
                    "No other care has this name. Choose one from the list.",
                );
            }
            OtherCareDraft {
                kind: row.kind.clone(),
                minutes: check.whole("minutes", "The minutes", row.minutes, 1..=600),
                note: check
                    .optional("note", "The note", &row.note, LONG_TEXT)
                    .unwrap_or_default(),
            }
        })
    })
    .collect()
}

#[cfg(test)]
mod tests;
