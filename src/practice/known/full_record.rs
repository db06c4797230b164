//! The full record: every entry about the patient, each with all of its words, who wrote it and when.
//!
//! What was voided is struck through and says so. What tells of another patient is withheld, and that is said. An
//! entry of a kind that has no words of its own here shows every field it has, so that a new kind is never left out.

use filiform_domain::amendment::{Amended, VoidReason};
use filiform_domain::attachment::Attachment;
use filiform_domain::entry::Entry;
use filiform_domain::ids::SessionId;
use filiform_domain::imported::RecordImported;
use filiform_domain::session::{Session, SessionDraft};
use filiform_report::{Block, Document, Row};
use filiform_store::{ConsentEntry, KeptEntry, Recorded};

use super::fields::{answers, every_field, given_out, person, signature};
use super::{Known, rows, section, text};
use crate::wording;

/// A part of the record, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Person,
    Care,
    Safety,
    Visits,
    Between,
    Other,
}

const PARTS: [(Part, &str); 6] = [
    (Part::Person, "The patient's details"),
    (Part::Care, "Episodes of care"),
    (Part::Safety, "Screening and consent"),
    (Part::Visits, "Visits"),
    (Part::Between, "Between the visits"),
    (Part::Other, "Given out, and everything else"),
];

pub(crate) fn document(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Full record");
    let entries: Vec<&KeptEntry> = known
        .entries
        .iter()
        .filter(|kept| is_record(kept))
        .collect();
    "Every entry of the record in full, with every amendment. Who looked at the record stands in the list of who did \
     what, which is exported by itself."
        .clone_into(&mut sheet.about);
    let blocks = &mut sheet.blocks;
    known.note_withheld(blocks);
    for (part, title) in PARTS {
        let mut of_part: Vec<&KeptEntry> = entries
            .iter()
            .copied()
            .filter(|kept| part_of(&kept.entry) == part)
            .collect();
        section(blocks, title);
        if of_part.is_empty() {
            blocks.push(text("Nothing is on record."));
            continue;
        }
        if part == Part::Visits {
            of_part.sort_by_key(|kept| visit_of(known, kept));
        }
        for kept in of_part {
            entry(known, kept, blocks);
        }
    }
    sheet
}

/// Looks at the record are no part of it.
fn is_record(kept: &KeptEntry) -> bool {
    !matches!(kept.entry, Entry::Access(_) | Entry::AuditExported(_))
}

fn part_of(entry: &Entry) -> Part {
    match entry {
        Entry::PatientRegistered(_) | Entry::PatientChanged(_) => Part::Person,
        Entry::EpisodeOpened(_) | Entry::EpisodeChanged(_) | Entry::EpisodeClosed(_) => Part::Care,
        Entry::ScreeningAnswered(_) | Entry::ConsentGiven(_) | Entry::ConsentWithdrawn(_) => {
            Part::Safety
        }
        Entry::SessionSigned(_) | Entry::SessionAmended(_) | Entry::SessionVoided(_) => {
            Part::Visits
        }
        Entry::ContactLogged(_)
        | Entry::EventReported(_)
        | Entry::MeasureScored(_)
        | Entry::ScoreTakenBack(_)
        | Entry::RecordImported(_)
        | Entry::ImportUndone(_)
        | Entry::AttachmentAdded(_)
        | Entry::AttachmentWithdrawn(_) => Part::Between,
        _ => Part::Other,
    }
}

/// The session that an entry signs or adds to.
fn session_of(entry: &Entry) -> Option<SessionId> {
    match entry {
        Entry::SessionSigned(session) => Some(session.id),
        Entry::SessionAmended(amendment) => Some(amendment.session),
        Entry::SessionVoided(voiding) => Some(voiding.session),
        _ => None,
    }
}

/// Notes stand by the day of the visit, each with what was added to it. The sort keeps the order of recording.
fn visit_of(known: &Known<'_>, kept: &KeptEntry) -> (i64, Option<SessionId>) {
    let id = session_of(&kept.entry);
    let signed = known
        .signed
        .iter()
        .find(|signed| Some(signed.session.id) == id);
    let started = signed.map_or(kept.recorded_at, |signed| signed.original.started);
    (started.utc_ms, id)
}

fn entry(known: &Known<'_>, kept: &KeptEntry, blocks: &mut Vec<Block>) {
    let void = session_of(&kept.entry).and_then(|id| {
        let signed = known.signed.iter().find(|signed| signed.session.id == id)?;
        signed.void_reason()
    });
    let by = format!(
        "{} · recorded {} · fingerprint {}",
        known.signer(kept.author),
        wording::between::moment(kept.recorded_at),
        wording::fingerprint(kept.hash.get(..8).unwrap_or_default())
    );
    if void == Some(VoidReason::WrongPatient) || known.tells_of_another(&kept.entry) {
        let title = format!("{}: withheld", wording::audit::phrase(kept.entry.kind()));
        let why = VoidReason::WrongPatient.words();
        blocks.push(Block::Entry {
            title,
            by,
            struck: false,
            rows: vec![Row::new(
                "Withheld",
                format!("Its text is withheld: {why}."),
            )],
        });
        return;
    }
    let (title, rows) = words(known, kept);
    let is_voiding = matches!(kept.entry, Entry::SessionVoided(_));
    let struck = void.is_some() && !is_voiding;
    blocks.push(Block::Entry {
        title: if struck {
            format!("{title} (voided)")
        } else {
            title
        },
        by,
        struck,
        rows,
    });
    if let Entry::ConsentGiven(consent) = &kept.entry {
        blocks.extend(signature(&consent.form.strokes).map(Block::Drawing));
    }
}

#[expect(clippy::too_many_lines, reason = "one row for each kind of entry")]
fn words(known: &Known<'_>, kept: &KeptEntry) -> (String, Vec<Row>) {
    let phrase = wording::audit::phrase(kept.entry.kind()).to_owned();
    let name = known.patient.listed_name();
    let catalogue = known.catalogue;
    let dated = |what: &str, at| format!("{what}, {}", wording::between::moment(at));
    let started = |attached: &Attachment| {
        let mut signed = known.signed.iter();
        let signed = signed.find(|signed| Some(signed.session.id) == attached.session);
        signed.map(|signed| signed.session.started)
    };
    match &kept.entry {
        Entry::PatientRegistered(written) | Entry::PatientChanged(written) => {
            (phrase, person(known, &written.patient))
        }
        Entry::EpisodeOpened(written)
        | Entry::EpisodeChanged(written)
        | Entry::EpisodeClosed(written) => {
            let mut said = rows(wording::episodes::text(catalogue, &written.episode));
            if written.reopened {
                said.push(Row::new("Opened again", "yes"));
            }
            (phrase, said)
        }
        Entry::SessionSigned(session) => (
            dated("Visit", session.started),
            note(known, session, &session.note),
        ),
        Entry::SessionAmended(amendment) => amended(known, amendment, kept),
        Entry::SessionVoided(voiding) => (
            phrase,
            rows([
                ("Reason", voiding.reason.words().to_owned()),
                ("In words", voiding.words.clone()),
            ]),
        ),
        Entry::ScreeningAnswered(screening) => (phrase, answers(known, screening)),
        Entry::ConsentGiven(consent) => {
            let kept = Recorded {
                content: ConsentEntry::Given(consent.clone()),
                recorded_at: kept.recorded_at,
                author: kept.author,
            };
            let words = wording::safety::consent(catalogue, kept, String::new());
            (format!("Consent. {}", words.title), rows(words.text))
        }
        Entry::ConsentWithdrawn(withdrawal) => (
            dated("Consent withdrawn", withdrawal.at),
            rows([("Said", withdrawal.said.clone().unwrap_or_default())]),
        ),
        Entry::ContactLogged(contact) => (
            wording::between::contact_kind(contact),
            rows(wording::between::contact_text(contact, &name)),
        ),
        Entry::EventReported(event) => {
            let session = event.session;
            let signed = known.signed.iter();
            let mut signed = signed.filter(|signed| Some(signed.session.id) == session);
            let started = signed.next().map(|signed| signed.session.started);
            let text = wording::between::event_text(catalogue, event, started, &name);
            (dated("Adverse event, heard of", event.heard), rows(text))
        }
        Entry::MeasureScored(score) => (
            format!(
                "{}, {}",
                wording::scores::what(catalogue, score),
                score.day.words()
            ),
            rows(wording::scores::text(catalogue, score)),
        ),
        Entry::ScoreTakenBack(gone) => {
            let why = std::iter::once(("Taken back because".to_owned(), gone.why.clone()));
            let text = why.chain(wording::scores::text(catalogue, &gone.score));
            let what = wording::scores::what(catalogue, &gone.score);
            (format!("Taken back: {what}"), rows(text))
        }
        Entry::RecordImported(imported) => (phrase, brought(known, imported)),
        Entry::ImportUndone(undone) => {
            let patient = if undone.registered {
                "the patient and "
            } else {
                ""
            };
            let gone = format!("{patient}the notes that it brought ({})", undone.notes);
            (phrase, rows([("Taken back", gone)]))
        }
        Entry::AttachmentAdded(attached) => {
            let (title, dated, text) = wording::attachments::words(attached, started(attached));
            (format!("Attached file: {title}. {dated}"), rows(text))
        }
        Entry::AttachmentWithdrawn(gone) => {
            let belongs = started(&gone.attachment);
            let (title, dated, text) = wording::attachments::words_withdrawn(gone, belongs);
            (format!("Attached file. {title}. {dated}"), rows(text))
        }
        Entry::DocumentExported(left) => (phrase, given_out(left)),
        Entry::HoldSet(hold) | Entry::HoldLifted(hold) => {
            (phrase, rows([("Reason", hold.reason.clone())]))
        }
        other => (phrase, every_field(known, other)),
    }
}

/// Where it came from, the patient as the import registered them, and every note with all that it says.
fn brought(known: &Known<'_>, imported: &RecordImported) -> Vec<Row> {
    let source = &imported.source;
    let of_file = format!(
        "{}, SHA-256 {}. Its notes are signed by nobody here.",
        wording::imports::source(source),
        source.sha256
    );
    let mut said = rows([("Imported from", of_file)]);
    if let Some(registered) = &imported.registered {
        said.extend(person(known, &registered.patient));
    }
    said.extend(imported.notes.iter().map(|note| {
        let words = wording::imports::words_of(note).into_iter();
        let words = words.map(|(heading, words)| format!("{heading}: {words}"));
        let row = format!("Row of the file: {}", note.row);
        let lines: Vec<String> = words.chain([row]).collect();
        let label = format!("Imported note, {}", wording::imports::dated(note));
        Row::new(label, lines.join("\n"))
    }));
    said
}

fn note(known: &Known<'_>, session: &Session, note: &SessionDraft) -> Vec<Row> {
    let episode = session.episode().and_then(|id| {
        let kept = known.episodes.iter().find(|kept| kept.id == id)?;
        Some(wording::episodes::in_short(known.catalogue, &kept.episode))
    });
    let needled_by = ("Therapist".to_owned(), known.signer(session.therapist));
    let text = wording::note::full_text(known.catalogue, note, &episode.unwrap_or_default());
    rows(std::iter::once(needled_by).chain(text))
}

/// Why, and each field as it was and as it is: the note as it stood before stands above it.
fn amended(
    known: &Known<'_>,
    amendment: &filiform_domain::amendment::Amendment,
    kept: &KeptEntry,
) -> (String, Vec<Row>) {
    let why = std::iter::once(("Why".to_owned(), amendment.why.clone()));
    match &amendment.what {
        Amended::Addendum(words) => {
            let said = ("Added".to_owned(), words.clone());
            ("Addendum".to_owned(), rows(why.chain([said])))
        }
        Amended::Correction(correction) => {
            let stood = stood_before(known, amendment.session, kept);
            let changes = stood.map_or_else(Vec::new, |stood| {
                wording::note::changed_fields(known.catalogue, stood, &correction.note)
            });
            let nothing = || "nothing".to_owned();
            let changes = changes.into_iter().map(|change| {
                let before = change.before.unwrap_or_else(nothing);
                let after = change.after.unwrap_or_else(nothing);
                (change.field, format!("was: {before}\nis: {after}"))
            });
            ("Correction".to_owned(), rows(why.chain(changes)))
        }
    }
}

/// The note as it stood before this amendment.
fn stood_before<'a>(
    known: &'a Known<'_>,
    session: SessionId,
    kept: &KeptEntry,
) -> Option<&'a SessionDraft> {
    let signed = known
        .signed
        .iter()
        .find(|signed| signed.session.id == session)?;
    let earlier = signed
        .amendments
        .iter()
        .take_while(|amendment| amendment.hash != kept.hash);
    let last = earlier.filter_map(|amendment| match &amendment.amendment.what {
        Amended::Correction(correction) => Some(&correction.note),
        Amended::Addendum(_) => None,
    });
    Some(last.last().unwrap_or(&signed.original.note))
}
