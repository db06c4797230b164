//! Projections: every table but the ledger, as a pure fold of its entries in order.

pub(crate) mod amendment;
mod between;
pub(crate) mod caseload;
pub(crate) mod code;
mod episode;
mod imported;
pub(crate) mod not_held;
pub(crate) mod note;
mod patient;
pub(crate) mod rebuild;
mod retire;
mod safety;
pub(crate) mod said;
mod score;
pub(crate) mod session;
pub(crate) mod snapshot;
pub(crate) mod words;

use filiform_domain::attachment::Attachment;
use filiform_domain::entry::{
    DocumentExported, Entry, PracticeChanged, TherapistAdded, TherapistChanged, TherapistRemoved,
};
use filiform_domain::ids::PatientId;
use filiform_domain::picture::PictureChanged;
use filiform_domain::role::PracticeRole;
use rusqlite::{Connection, OptionalExtension, params};

use crate::StoreError;
use crate::ledger::Sealed;

/// Raised with every change to what the tables hold; the file is then folded anew at the next opening.
pub(crate) const VERSION: u32 = 14;

/// Makes all projection tables, empty, whatever was there.
pub(crate) fn make_tables(connection: &Connection) -> Result<(), StoreError> {
    connection.flush_prepared_statement_cache();
    connection.execute_batch(include_str!("projection/schema.sql"))?;
    Ok(connection.execute_batch(include_str!("projection/caseload/schema.sql"))?)
}

/// Applies one entry, in the transaction that appends it. Never refuses what a ledger can hold.
pub(crate) fn apply(
    connection: &Connection,
    entry: &Entry,
    row: &Sealed,
) -> Result<(), StoreError> {
    project(connection, entry, row)?;
    // Last, because an import registers the patient whose words they are.
    said::add(connection, entry, row)
}

fn project(connection: &Connection, entry: &Entry, row: &Sealed) -> Result<(), StoreError> {
    match entry {
        Entry::PracticeChanged(content) => apply_practice(connection, content, row),
        Entry::TherapistAdded(content) => apply_therapist(connection, content, row),
        Entry::TherapistChanged(content) => apply_therapist_change(connection, content, row),
        Entry::TherapistRemoved(content) => apply_therapist_removal(connection, content, row),
        Entry::PatientRegistered(content) => patient::register(connection, content, row),
        Entry::PatientChanged(content) => patient::change(connection, content, row),
        Entry::SessionSigned(content) => session::add(connection, content, row),
        Entry::SessionAmended(content) => amendment::amend(connection, content, row),
        Entry::SessionVoided(content) => amendment::void(connection, content, row),
        Entry::ScreeningAnswered(content) => safety::answer(connection, content, row),
        Entry::ConsentGiven(content) => safety::give(connection, content, row),
        Entry::ConsentWithdrawn(content) => safety::withdraw(connection, content, row),
        Entry::ScreeningPolicySet(content) => safety::decide(connection, content, row),
        Entry::EpisodeOpened(content) => {
            episode::open(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::EpisodeChanged(content) | Entry::EpisodeClosed(content) => {
            episode::change(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::MeasureScored(content) => {
            score::add(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::ScoreTakenBack(content) => score::take_back(connection, content, row),
        Entry::EventReported(content) => {
            caseload::add_reported(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::ContactLogged(_) | Entry::AttachmentAdded(_) => between::add(connection, entry, row),
        Entry::VisitNotHeld(content) => {
            not_held::add(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::NotHeldTakenBack(content) => not_held::take_back(connection, content, row),
        Entry::AttachmentWithdrawn(content) => {
            let Attachment { id, patient, .. } = &content.attachment;
            between::take_back(connection, (*patient, id.0), row)
        }
        Entry::DocumentExported(content) => {
            apply_document(connection, content, row)?;
            between::add(connection, entry, row)
        }
        Entry::RetentionSet(content) => retire::set_rule(connection, content, row),
        Entry::HoldSet(content) => retire::hold(connection, content, row),
        Entry::HoldLifted(content) => retire::lift(connection, content),
        Entry::RecordDestroyed(content) => retire::forget(connection, content, row),
        Entry::RecordImported(content) => imported::add(connection, content, row),
        Entry::ImportUndone(content) => imported::undo(connection, content),
        Entry::PictureChanged(content) => apply_picture(connection, content, row),
        Entry::KeyChanged(_)
        | Entry::AuditExported(_)
        | Entry::BackupMade(_)
        | Entry::Restored(_)
        | Entry::Access(_) => Ok(()),
    }
}

fn apply_practice(
    connection: &Connection,
    content: &PracticeChanged,
    row: &Sealed,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("projection/put_practice.sql"))?;
    statement.execute(params![content.id.0.as_bytes(), row.n])?;
    Ok(())
}

fn apply_picture(
    connection: &Connection,
    content: &PictureChanged,
    row: &Sealed,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(include_str!("projection/put_picture.sql"))?;
    let there = content.picture.is_some();
    statement.execute(params![content.of.owner().as_bytes(), row.n, there])?;
    Ok(())
}

fn apply_therapist(
    connection: &Connection,
    content: &TherapistAdded,
    row: &Sealed,
) -> Result<(), StoreError> {
    let key: [u8; 32] = public_key(content)?;
    let mut statement = connection.prepare_cached(include_str!("projection/add_therapist.sql"))?;
    statement.execute(params![
        content.id.0.as_bytes(),
        key,
        row.n,
        role_text(&content.role)?,
        row.recorded_at.utc_ms,
        row.recorded_at.offset_minutes
    ])?;
    Ok(())
}

fn apply_therapist_change(
    connection: &Connection,
    content: &TherapistChanged,
    row: &Sealed,
) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached(include_str!("projection/change_therapist.sql"))?;
    let role = content.role.as_ref().map(role_text).transpose()?;
    statement.execute(params![content.id.0.as_bytes(), row.n, role])?;
    Ok(())
}

fn apply_therapist_removal(
    connection: &Connection,
    content: &TherapistRemoved,
    row: &Sealed,
) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached(include_str!("projection/remove_therapist.sql"))?;
    statement.execute(params![
        content.id.0.as_bytes(),
        row.recorded_at.utc_ms,
        row.recorded_at.offset_minutes
    ])?;
    Ok(())
}

/// A role as its column holds it: the JSON of the entry.
fn role_text(role: &PracticeRole) -> Result<String, StoreError> {
    serde_json::to_string(role).map_err(|_| UNREADABLE_ROLE)
}

/// The role again.
pub(crate) fn role_of(text: &str) -> Result<PracticeRole, StoreError> {
    serde_json::from_str(text).map_err(|_| UNREADABLE_ROLE)
}

const UNREADABLE_ROLE: StoreError = StoreError::Damaged {
    what: "a therapist's role cannot be read",
};

fn apply_document(
    connection: &Connection,
    content: &DocumentExported,
    row: &Sealed,
) -> Result<(), StoreError> {
    let patient = patient_key(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    let mut statement = connection.prepare_cached(include_str!("projection/add_document.sql"))?;
    statement.execute(params![patient, row.n, content.id.0.as_bytes()])?;
    connection
        .prepare_cached(include_str!("projection/add_letter_name.sql"))?
        .execute([patient, row.n])?;
    let mut add = connection.prepare_cached(include_str!("projection/add_letter_word.sql"))?;
    for word in words::of_letter(content) {
        add.execute(params![patient, row.n, word])?;
    }
    Ok(())
}

/// The key that a therapist joined with.
pub(crate) fn public_key(content: &TherapistAdded) -> Result<[u8; 32], StoreError> {
    let bytes = data_encoding::HEXLOWER
        .decode(content.public_key.as_bytes())
        .unwrap_or_default();
    bytes.try_into().map_err(|_| StoreError::Damaged {
        what: "a therapist's key cannot be read",
    })
}

/// The local key of a patient.
pub(crate) fn patient_key(
    connection: &Connection,
    patient: PatientId,
) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("projection/patient_key.sql"))?;
    Ok(statement
        .query_row([patient.0.as_bytes()], |row| row.get(0))
        .optional()?)
}
