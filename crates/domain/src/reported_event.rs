//! An adverse event that was heard of after the visit: an entry of its own, dated when it was heard.
//!
//! What happened in the room belongs to the session. What came later is written here, linked to the session
//! it belongs to, and the signed note stays as it was.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between::{Between, LONG_TEXT, MomentFields, SHORT_TEXT, Who, WhoDraft, checked_day};
use crate::event::Severity;
use crate::ids::{PatientId, ReportedEventId, SessionId};
use crate::problem::{Check, Problem};
use crate::time::{CalendarDate, Instant};

/// The kind of event that happens to the therapist: a matter of the practice, never of a patient's record.
pub const STAFF_EVENT: &str = "needlestick-staff";
/// The check of the screening (`screening.csv`) that an event answers with yes from then on: a faint or a seizure at
/// a needle, a reaction to one. An event that is not here has none.
pub const FLAGS_OF_EVENTS: [(&str, &str); 5] = [
    ("vasovagal", "anxiety"),
    ("fainting", "anxiety"),
    ("seizure", "epilepsy"),
    ("itching-rash", "metal-allergy"),
    ("skin-reaction", "metal-allergy"),
];
/// Most hours from a session to the beginning of its event: a year.
pub const MOST_HOURS: i64 = 8760;

/// A later event as typed: the form, the draft, and the file that `event` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportedEventDraft {
    /// The kind of event, by id. Required. `needlestick-staff` is refused: it is no event of the patient's.
    #[schemars(required)]
    pub kind: String,
    /// How severe it is; left out, it is what the list gives for the kind.
    pub severity: Option<Severity>,
    /// The signed session it belongs to, by id. Required, unless `session_not_known`.
    pub session: String,
    /// Nobody can say which session it belongs to.
    pub session_not_known: bool,
    /// The day it was heard of, `2026-11-22`. Required, never in the future or before that session.
    #[schemars(required)]
    pub heard_date: String,
    /// The time it was heard of, `14:05`. Required.
    #[schemars(required)]
    pub heard_time: String,
    /// Who told of it. Required.
    #[schemars(required)]
    pub heard_from: WhoDraft,
    /// When it began, in words, at most 300 characters: "on the way home".
    pub began: String,
    /// Hours from the session to its beginning: 0 to 8760.
    #[ts(type = "number | null")]
    pub began_hours: Option<i64>,
    /// What was seen or felt, at most 4000 characters.
    pub seen: String,
    /// What was done and advised, at most 4000 characters.
    pub done: String,
    /// How it went on, at most 4000 characters.
    pub course: String,
    /// The day it was over, `2026-11-22`; left out while it is not, or when nobody knows.
    pub resolved_date: String,
    /// When it was over, in words, at most 300 characters: "after two days", "not yet".
    pub resolved: String,
}

/// A later event as kept. Made by [`ReportedEventDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedEvent {
    /// The event's identity.
    pub id: ReportedEventId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// The kind of event, by id.
    pub kind: String,
    /// How severe it is.
    pub severity: Severity,
    /// The session it belongs to; none when nobody can say which.
    pub session: Option<SessionId>,
    /// When it was heard of: the date of this entry.
    pub heard: Instant,
    /// Who told of it.
    pub heard_from: Who,
    /// When it began, in words.
    pub began: Option<String>,
    /// Hours from the session to its beginning.
    pub began_hours: Option<u16>,
    /// What was seen or felt.
    pub seen: Option<String>,
    /// What was done and advised.
    pub done: Option<String>,
    /// How it went on.
    pub course: Option<String>,
    /// The day it was over.
    pub resolved_date: Option<CalendarDate>,
    /// When it was over, in words.
    pub resolved: Option<String>,
}

/// What the rules of a later event ask for besides the draft.
pub struct Reporting<'a> {
    /// What every entry between visits asks for.
    pub between: Between<'a>,
    /// When a signed session of this patient began; nothing when the patient has no such session.
    pub session_start: &'a dyn Fn(SessionId) -> Option<Instant>,
    /// The severity that the list of adverse events gives for a kind; nothing when no event has this id.
    pub usual_severity: &'a dyn Fn(&str) -> Option<Severity>,
}

impl ReportedEventDraft {
    /// The event as it may be kept, or every fault at its field.
    pub fn checked(
        &self,
        id: ReportedEventId,
        reporting: &Reporting<'_>,
    ) -> Result<ReportedEvent, Vec<Problem>> {
        let mut check = Check::default();
        let severity = self.checked_kind(&mut check, reporting);
        let session = self.checked_session(&mut check, reporting);
        let heard = self.checked_heard(&mut check, &reporting.between, session);
        let heard_from = self.heard_from.checked(&mut check, "heard_from");
        let resolved_date = self.checked_resolved(&mut check, &reporting.between, session);
        let short =
            |check: &mut Check, field, what, text| check.optional(field, what, text, SHORT_TEXT);
        let long =
            |check: &mut Check, field, what, text| check.optional(field, what, text, LONG_TEXT);
        let (began, began_hours) = (
            short(&mut check, "began", "The beginning", &self.began),
            check.whole("began_hours", "Hours", self.began_hours, 0..=MOST_HOURS),
        );
        let seen = long(&mut check, "seen", "What was seen", &self.seen);
        let done = long(&mut check, "done", "What was done", &self.done);
        let course = long(&mut check, "course", "The course", &self.course);
        let resolved = short(&mut check, "resolved", "The end", &self.resolved);
        let all = severity.zip(heard).zip(heard_from);
        let event = all.map(|((severity, heard), heard_from)| ReportedEvent {
            id,
            patient: reporting.between.patient,
            kind: self.kind.clone(),
            severity,
            session: session.map(|(id, _)| id),
            heard,
            heard_from,
            began,
            began_hours,
            seen,
            done,
            course,
            resolved_date,
            resolved,
        });
        check.finish(event)?.ok_or_else(Vec::new)
    }

    /// The severity that was chosen, or the one that the list gives for the kind.
    fn checked_kind(&self, check: &mut Check, reporting: &Reporting<'_>) -> Option<Severity> {
        if self.kind.trim().is_empty() {
            check.fault(
                "kind",
                "missing",
                "What happened? Choose the kind of event.",
            );
        } else if self.kind == STAFF_EVENT {
            let message = "A needlestick of staff is never written into a patient's record. It is an incident of the practice: \
                           write it into the practice's own incident record, and follow the exposure plan at once.";
            check.fault("kind", "staff-event", message);
        } else {
            let usual = (reporting.usual_severity)(&self.kind);
            if usual.is_none() {
                let message = "No event has this name. Choose one from the list.";
                check.fault("kind", "unknown-event", message);
            }
            return usual.map(|usual| self.severity.unwrap_or(usual));
        }
        None
    }

    fn checked_session(
        &self,
        check: &mut Check,
        reporting: &Reporting<'_>,
    ) -> Option<(SessionId, Instant)> {
        let typed = self.session.trim();
        match (typed.is_empty(), self.session_not_known) {
            (true, true) => return None,
            (true, false) => {
                let message = "Which session does it belong to? Say so when nobody can tell which.";
                check.fault("session", "missing", message);
                return None;
            }
            (false, true) => {
                let message = "A session is chosen and said to be not known. Which one is right?";
                check.fault("session_not_known", "contradiction", message);
                return None;
            }
            (false, false) => {}
        }
        let id = typed.parse::<SessionId>().ok();
        let found = id.and_then(|id| Some((id, (reporting.session_start)(id)?)));
        if found.is_none() {
            let message = "This patient has no such signed session. Choose one from the list.";
            check.fault("session", "unknown-session", message);
        }
        found
    }

    fn checked_heard(
        &self,
        check: &mut Check,
        between: &Between<'_>,
        session: Option<(SessionId, Instant)>,
    ) -> Option<Instant> {
        let fields = MomentFields {
            what: "The day it was heard of",
            date: ("heard_date", &self.heard_date),
            time: ("heard_time", &self.heard_time),
        };
        let heard = fields.checked(check, between)?;
        if session.is_some_and(|(_, started)| heard.utc_ms < started.utc_ms) {
            let message =
                "It was heard of before the session began. Check the day, or the session.";
            check.fault("heard_date", "before-session", message);
            return None;
        }
        Some(heard)
    }

    fn checked_resolved(
        &self,
        check: &mut Check,
        between: &Between<'_>,
        session: Option<(SessionId, Instant)>,
    ) -> Option<CalendarDate> {
        let field = ("resolved_date", "The day it was over", &*self.resolved_date);
        let day = checked_day(check, field, between)?;
        if session.is_some_and(|(_, started)| day < started.date()) {
            let message = "It was over before the session. Check the day, or the session.";
            check.fault("resolved_date", "before-session", message);
            return None;
        }
        Some(day)
    }
}

impl ReportedEvent {
    /// The event turned back into a draft, with nothing lost.
    pub fn to_draft(&self) -> ReportedEventDraft {
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        ReportedEventDraft {
            kind: self.kind.clone(),
            severity: Some(self.severity),
            session: self.session.map(|id| id.to_string()).unwrap_or_default(),
            session_not_known: self.session.is_none(),
            heard_date: self.heard.date().to_string(),
            heard_time: self.heard.clock(),
            heard_from: self.heard_from.to_draft(),
            began: words(&self.began),
            began_hours: self.began_hours.map(i64::from),
            seen: words(&self.seen),
            done: words(&self.done),
            course: words(&self.course),
            resolved_date: self
                .resolved_date
                .map(|day| day.to_string())
                .unwrap_or_default(),
            resolved: words(&self.resolved),
        }
    }
}

#[cfg(test)]
mod tests;
