//! The ranges of numbers and lists, as a schema states them for other programs.
//!
//! The rules are the domain's. A test asks the domain at both ends of each range and just beyond them.

use filiform_domain::episode::MOST_VISITS;
use filiform_domain::measure::MOST_MEASUREMENTS;
use filiform_domain::reported_event::MOST_HOURS;
use filiform_domain::signing;

/// A number's range: the definition it belongs to, the field, the lowest and the highest value.
pub(crate) fn numbers() -> Vec<(&'static str, &'static str, i64, i64)> {
    let mut all = signing::ranges();
    all.push(("Training", "hours", 1, 2000));
    all.push(("ReportedEventDraft", "began_hours", 0, MOST_HOURS));
    all.push(("ReferralDraft", "visits_authorised", 1, MOST_VISITS));
    all.push(("ScoreDraft", "measurements", 1, MOST_MEASUREMENTS));
    all
}

/// Texts that must be there, of which an empty one is as good as none: the definition and the field.
pub(crate) const NOT_EMPTY: [(&str, &str); 37] = [
    ("PatientDraft", "family_name"),
    ("PatientDraft", "given_name"),
    ("PatientDraft", "birth_date"),
    ("Complaint", "condition"),
    ("SessionDraft", "date"),
    ("SessionDraft", "time"),
    ("EventDraft", "kind"),
    ("OtherCareDraft", "kind"),
    ("Medicine", "name"),
    ("Finding", "name"),
    ("ContactDraft", "date"),
    ("ContactDraft", "time"),
    ("ReportedEventDraft", "kind"),
    ("ReportedEventDraft", "heard_date"),
    ("ReportedEventDraft", "heard_time"),
    ("ScreeningDraft", "reviewed"),
    ("ScreeningAnswer", "check"),
    ("ConsentDraft", "date"),
    ("ConsentDraft", "time"),
    ("ConsentDraft", "procedure"),
    ("EpisodeDraft", "opened_on"),
    ("GoalDraft", "text"),
    ("ReassessmentDraft", "date"),
    ("ReassessmentDraft", "found"),
    ("DischargeDraft", "date"),
    ("ScoreDraft", "measure"),
    ("PartDraft", "part"),
    ("PartDraft", "score"),
    ("ActivityDraft", "activity"),
    ("ActivityDraft", "score"),
    ("DayDraft", "date"),
    ("Practice", "name"),
    ("Therapist", "name"),
    ("Training", "provider"),
    ("Phrase", "prefix"),
    ("Phrase", "text"),
    ("Template", "condition"),
];

/// Parts that must be there, besides those texts: the definition and the field.
pub(crate) const REQUIRED: [(&str, &str); 10] = [
    ("PracticeFile", "practice"),
    ("PracticeFile", "therapist"),
    ("ContactDraft", "kind"),
    ("ContactDraft", "who"),
    ("ReportedEventDraft", "heard_from"),
    ("WhoDraft", "role"),
    ("ScreeningDraft", "answers"),
    ("ConsentDraft", "kind"),
    ("ConsentDraft", "relation"),
    ("DischargeDraft", "reason"),
];

/// The most rows of a session's sites.
pub(crate) const MOST_SITES: usize = signing::MOST_SITES;
