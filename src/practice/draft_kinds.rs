//! What a draft becomes, by the word that it is kept under.

/// A draft that becomes a session.
pub(crate) const SESSION: &str = "session";
/// A draft that becomes a registered patient.
pub(crate) const PATIENT: &str = "patient";

/// A draft that becomes a patient's screening.
pub(crate) const SCREENING: &str = "screening";
/// A draft that becomes a consent.
pub(crate) const CONSENT: &str = "consent";
/// What was typed in the settings and is not saved yet.
pub(crate) const SETTINGS: &str = "settings";
/// What was typed for a letter that is not saved yet.
pub(crate) const LETTER: &str = "letter";
/// What was typed of somebody who is to join the practice.
pub(crate) const PERSON: &str = "person";
/// Whether a draft is work that waits on the first screen. The others wait on their own screens.
pub(crate) fn is_on_today(kind: &str) -> bool {
    ![SETTINGS, LETTER, PERSON].contains(&kind)
}

/// A draft that becomes a contact.
pub(crate) const CONTACT: &str = "contact";
/// A draft that becomes a visit that was not held.
pub(crate) const NOT_HELD: &str = "not-held";
/// What is typed of a file that becomes an attachment.
pub(crate) const ATTACHMENT: &str = "attachment";
/// A draft that becomes an episode of care, or a change of one.
pub(crate) const EPISODE: &str = "episode";
/// A draft that becomes a score of an outcome measure.
pub(crate) const SCORE: &str = "score";
/// A draft that becomes an event that was heard of later.
pub(crate) const EVENT: &str = "event";

/// A draft that becomes a correction of a signed note.
pub(crate) const CORRECTION: &str = "correction";
/// A draft that becomes an addendum to a signed note.
pub(crate) const ADDENDUM: &str = "addendum";
/// A draft that becomes the voiding of a signed note.
pub(crate) const VOID: &str = "void";
