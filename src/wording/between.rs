//! Contacts, later events and the steps of episodes in words: a row of the timeline, and the whole entry.

use filiform_catalogue::Catalogue;
use filiform_domain::between::{Role, Who};
use filiform_domain::contact::{Contact, ContactKind};
use filiform_domain::not_held::VisitNotHeld;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::Instant;
use filiform_store::{BelongsTo, Happened, KeptBetween};

use super as wording;
use crate::contract::{BetweenKind, BetweenLine, BetweenWords};

/// Headings for a talk with the referring physician, after the list that one state's rule has
/// (`needling_fields.md`, section 2, `[nj_dn]`, seen in part). Whether a talk is asked for anywhere, and
/// whether this is enough, is for the therapist to find out.
pub(crate) const TALK_HEADINGS: &str = "Physical therapy diagnosis: \n\
    Technique: \n\
    Number, size and insertion points of the needles: \n\
    Risks that were raised: ";

/// Most characters of a first line in a list.
const FIRST_LINE: usize = 160;

/// An entry in a list.
pub(crate) fn line(catalogue: &Catalogue, kept: &KeptBetween) -> BetweenLine {
    let at = kept.happened.at();
    let (kind, what, who, belongs, first) = match &kept.happened {
        Happened::Contact(contact) => (
            BetweenKind::Contact,
            contact_kind(contact),
            who_words(&contact.who),
            None,
            contact.said.as_deref().or(contact.agreed.as_deref()),
        ),
        Happened::Event(event) => (
            BetweenKind::Event,
            event_words(catalogue, event),
            who_words(&event.heard_from),
            Some(belongs(kept.belongs)),
            event.seen.as_deref().or(event.done.as_deref()),
        ),
        Happened::Score(score) => return wording::scores::line(catalogue, score),
        Happened::TakenBack(gone) => return wording::scores::line_taken_back(catalogue, gone),
        Happened::Episode(step) => return wording::episodes::step_line(catalogue, step),
        Happened::NotHeld(visit) => not_held_row(visit, ""),
        Happened::NotHeldTakenBack(visit) => not_held_row(visit, ", taken back"),
        Happened::Imported(from) => return wording::imports::line(from),
        Happened::Note(step) => return wording::history::note_line(step, kept),
        Happened::Document(step) => return wording::history::document_line(step),
        Happened::Attachment(attached) => {
            return wording::attachments::line(attached, kept.belongs.map(|visit| visit.started));
        }
        Happened::AttachmentWithdrawn(gone) => {
            let belongs = kept.belongs.map(|visit| visit.started);
            return wording::attachments::line_withdrawn(gone, belongs);
        }
    };
    BetweenLine {
        kind,
        id: kept.happened.id().to_string(),
        session: kept.happened.session(),
        date: at.date().words(),
        time: at.clock(),
        utc_ms: at.utc_ms,
        what,
        who,
        belongs,
        first: first.map(first_line).unwrap_or_default(),
    }
}

/// Kind, what, who, what it belongs to and the first line, as a row has them.
type InARow<'a> = (BetweenKind, String, String, Option<String>, Option<&'a str>);

fn not_held_row<'a>(visit: &VisitNotHeld, after: &str) -> InARow<'a> {
    let what = not_held_words(visit, after);
    (BetweenKind::NotHeld, what, called_off_by(visit), None, None)
}

/// "Visit cancelled", "Visit missed, taken back".
fn not_held_words(visit: &VisitNotHeld, after: &str) -> String {
    format!("Visit {}{after}", visit.how.words())
}

/// "the patient", "A neighbour"; empty of a visit that was missed.
fn called_off_by(visit: &VisitNotHeld) -> String {
    let by = visit.by.map(|by| by.words().to_owned());
    visit.name.clone().or(by).unwrap_or_default()
}

fn not_held_text(visit: &VisitNotHeld, taken_back: Option<&str>) -> Vec<(String, String)> {
    let by = Some(called_off_by(visit)).filter(|by| !by.is_empty());
    filled([
        ("Taken back", taken_back.map(str::to_owned)),
        ("Visit of", Some(moment(visit.at))),
        ("It was", Some(visit.how.words().to_owned())),
        ("Called off by", by),
    ])
}

/// A whole contact. `patient` and `author` are names.
pub(crate) fn contact_text(contact: &Contact, name: &str) -> Vec<(String, String)> {
    let paragraphs = [
        ("When", Some(moment(contact.at))),
        ("With", Some(who_in_full(&contact.who, name))),
        ("How", contact.how.clone()),
        ("Said", contact.said.clone()),
        ("Agreed", contact.agreed.clone()),
    ];
    filled(paragraphs)
}

/// A whole event.
pub(crate) fn event_text(
    catalogue: &Catalogue,
    event: &ReportedEvent,
    session_started: Option<Instant>,
    name: &str,
) -> Vec<(String, String)> {
    let heard = format!(
        "{}, from {}",
        moment(event.heard),
        who_in_full(&event.heard_from, name)
    );
    let session = match (session_started, event.session) {
        (Some(started), _) => format!("the session of {}", moment(started)),
        (None, Some(_)) => "a session that is not in this record".to_owned(),
        (None, None) => "not known which session".to_owned(),
    };
    let hours = event.began_hours.map(hours_after);
    let over = event
        .resolved_date
        .map(filiform_domain::time::CalendarDate::words);
    let paragraphs = [
        ("Event", Some(wording::event(catalogue, &event.kind))),
        ("Severity", Some(event.severity.words().to_owned())),
        ("Belongs to", Some(session)),
        ("Heard", Some(heard)),
        ("Began", both(hours, event.began.clone())),
        ("Seen", event.seen.clone()),
        ("Done", event.done.clone()),
        ("Course", event.course.clone()),
        ("Over", both(over, event.resolved.clone())),
    ];
    filled(paragraphs)
}

/// The whole entry in words, for its page.
pub(crate) fn words(
    catalogue: &Catalogue,
    kept: &KeptBetween,
    name: &str,
    author: String,
) -> BetweenWords {
    let day = kept.happened.at().date().words();
    let belongs = kept.belongs.map(|visit| visit.started);
    let (title, dated, text) = match &kept.happened {
        Happened::Contact(contact) => (
            format!("{}, {day}", contact_kind(contact)),
            moment(contact.at),
            contact_text(contact, name),
        ),
        Happened::Event(event) => (
            format!(
                "{}, heard of on {day}",
                wording::event(catalogue, &event.kind)
            ),
            format!("Dated when heard: {day}"),
            event_text(catalogue, event, belongs, name),
        ),
        Happened::Score(score) => (
            wording::scores::what(catalogue, score),
            day,
            wording::scores::text(catalogue, score),
        ),
        Happened::TakenBack(gone) => (
            format!(
                "Taken back: {}",
                wording::scores::what(catalogue, &gone.score)
            ),
            day,
            std::iter::once(("Taken back because".to_owned(), gone.why.clone()))
                .chain(wording::scores::text(catalogue, &gone.score))
                .collect(),
        ),
        Happened::Episode(step) => (
            wording::episodes::title(catalogue, &step.written.episode),
            format!("{} on {day}", wording::episodes::step_words(step.kind)),
            wording::episodes::text(catalogue, &step.written.episode),
        ),
        Happened::NotHeld(visit) => not_held(visit, None),
        Happened::NotHeldTakenBack(visit) => not_held(visit, Some(BY_MISTAKE)),
        Happened::Imported(from) => (
            wording::imports::title(&from.note),
            wording::imports::dated(&from.note),
            wording::imports::text(from),
        ),
        Happened::Note(step) => wording::history::note_words(step, kept),
        Happened::Document(step) => wording::history::document_words(step),
        Happened::Attachment(attached) => wording::attachments::words(attached, belongs),
        Happened::AttachmentWithdrawn(gone) => wording::attachments::words_withdrawn(gone, belongs),
    };
    BetweenWords {
        patient: kept.happened.patient(),
        name: name.to_owned(),
        title,
        dated,
        text,
        author,
        recorded_at: moment(kept.recorded_at),
        fingerprint: wording::fingerprint(&kept.hash),
    }
}

const BY_MISTAKE: &str = "It was recorded by mistake, and counts no more.";

/// Title, date and words of a visit that was not held.
fn not_held(
    visit: &VisitNotHeld,
    taken_back: Option<&str>,
) -> (String, String, Vec<(String, String)>) {
    let after = taken_back.map_or("", |_| ", taken back");
    (
        not_held_words(visit, after),
        moment(visit.at),
        not_held_text(visit, taken_back),
    )
}

/// "22 Nov 2026 14:05".
pub(crate) fn moment(at: Instant) -> String {
    format!("{} {}", at.date().words(), at.clock())
}

/// "Phone call"; another kind in the words that were typed.
/// "Talk with a physician".
pub(crate) fn contact_kind(contact: &Contact) -> String {
    match contact.kind {
        ContactKind::Phone => "Phone call".to_owned(),
        ContactKind::Message => "Message".to_owned(),
        ContactKind::PhysicianTalk => "Talk with a physician".to_owned(),
        ContactKind::Other => contact.how.clone().unwrap_or_else(|| "Contact".to_owned()),
    }
}

/// "Bruising, mild".
fn event_words(catalogue: &Catalogue, event: &ReportedEvent) -> String {
    let name = wording::event(catalogue, &event.kind);
    format!("{name}, {}", event.severity.words())
}

fn belongs(visit: Option<BelongsTo>) -> String {
    visit.map_or_else(
        || "session not known".to_owned(),
        |visit| format!("after {}", visit.started.date().words()),
    )
}

/// "Dr. L. Hahn", or what they are to the patient.
fn who_words(who: &Who) -> String {
    who.name
        .clone()
        .unwrap_or_else(|| role_words(who.role).to_owned())
}

/// "Dr. L. Hahn (physician)"; the patient by name.
fn who_in_full(who: &Who, patient: &str) -> String {
    let named = who.name.as_deref();
    let name = named.or((who.role == Role::Patient).then_some(patient));
    name.map_or_else(
        || role_words(who.role).to_owned(),
        |name| format!("{name} ({})", role_words(who.role)),
    )
}

/// "other clinician".
pub(crate) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Patient => "patient",
        Role::Physician => "physician",
        Role::Family => "family",
        Role::OtherClinician => "other clinician",
        Role::Payer => "payer",
        Role::Other => "other",
    }
}

/// "1 hour after the session", "6 hours after the session".
fn hours_after(hours: u16) -> String {
    match hours {
        0 => "within the hour after the session".to_owned(),
        1 => "1 hour after the session".to_owned(),
        hours => format!("{hours} hours after the session"),
    }
}

fn both(first: Option<String>, second: Option<String>) -> Option<String> {
    let parts: Vec<String> = [first, second].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

pub(crate) fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(FIRST_LINE).collect()
}

fn filled<const N: usize>(paragraphs: [(&str, Option<String>); N]) -> Vec<(String, String)> {
    let there = |(heading, words): (&str, Option<String>)| Some((heading.to_owned(), words?));
    paragraphs.into_iter().filter_map(there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_line_stands_in_a_list_and_no_letter_is_cut_in_two() {
        assert_eq!(first_line("Łódź 夜\nsecond"), "Łódź 夜");
        assert_eq!(first_line(&"夜".repeat(500)).chars().count(), FIRST_LINE);
        assert_eq!(first_line(""), "");
    }

    #[test]
    fn hours_read_as_a_person_says_them() {
        for (hours, words) in [
            (0, "within the hour after the session"),
            (1, "1 hour after the session"),
            (26, "26 hours after the session"),
        ] {
            assert_eq!(hours_after(hours), words);
        }
    }

    #[test]
    fn everybody_is_named_with_what_they_are() {
        let who = |role, name: Option<&str>| Who {
            role,
            name: name.map(str::to_owned),
        };
        let hahn = who(Role::Physician, Some("Dr. L. Hahn"));
        assert_eq!(who_in_full(&hahn, "Okafor, Ada"), "Dr. L. Hahn (physician)");
        let patient = who(Role::Patient, None);
        assert_eq!(
            who_in_full(&patient, "Okafor, Ada"),
            "Okafor, Ada (patient)"
        );
        assert_eq!(who_words(&patient), "patient");
    }
}
