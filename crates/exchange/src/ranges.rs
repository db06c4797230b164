//! The ranges of numbers and lists, as a schema states them for other programs.
//!
//! The rules are the domain's. A test asks the domain at both ends of each range and just beyond them.

/// A number's range: the definition it belongs to, the field, the lowest and the highest value.
pub(crate) const NUMBERS: [(&str, &str, i64, i64); 8] = [
    ("SessionDraft", "pain_before", 0, 10),
    ("SessionDraft", "pain_after", 0, 10),
    ("SessionDraft", "needles_in", 0, 200),
    ("SessionDraft", "needles_out", 0, 200),
    ("SiteDraft", "needles", 1, 50),
    ("SiteDraft", "twitches", 1, 99),
    ("OtherCareDraft", "minutes", 1, 600),
    ("Training", "hours", 1, 2000),
];

/// Texts that must be there, of which an empty one is as good as none: the definition and the field.
pub(crate) const NOT_EMPTY: [(&str, &str); 15] = [
    ("PatientDraft", "family_name"),
    ("PatientDraft", "given_name"),
    ("PatientDraft", "birth_date"),
    ("Complaint", "condition"),
    ("SessionDraft", "date"),
    ("SessionDraft", "time"),
    ("SessionDraft", "region"),
    ("SiteDraft", "target"),
    ("SiteDraft", "needle"),
    ("SiteDraft", "technique"),
    ("EventDraft", "kind"),
    ("OtherCareDraft", "kind"),
    ("Practice", "name"),
    ("Therapist", "name"),
    ("Training", "provider"),
];

/// Parts that must be there, besides those texts: the definition and the field.
pub(crate) const REQUIRED: [(&str, &str); 2] =
    [("PracticeFile", "practice"), ("PracticeFile", "therapist")];

/// The most rows of a session's sites.
pub(crate) const MOST_SITES: u64 = 60;
