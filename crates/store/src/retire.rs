//! Destroying a record: its content goes, the chain stays, and the file holds no byte of it afterwards.
//!
//! The entry that says so, the deletion of every body, draft, row and search word, and a mark that the file is
//! to be cleaned up are one transaction. Then the index is merged, the file is written anew and its log
//! emptied. A process that ends in between finishes at the next opening.

use std::fmt;
use std::sync::PoisonError;

use filiform_domain::entry::{Entry, MAKE_NO_RECORD, OUTLIVE_A_RECORD};
use filiform_domain::ids::{PatientId, TherapistId};
use filiform_domain::retention::{
    Hold, MustStay, RecordDestroyed, RetentionRule, Standing, may_go,
};
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::audit::json;
use crate::ledger::{self, uuid};
use crate::patients::date;
use crate::store::Writer;
use crate::{Flow, Store, StoreError, sqlite};

/// Steps of a clean-up, for its progress.
const STEPS: u64 = 4;

const UNFIT: StoreError = StoreError::Damaged {
    what: "a row does not fit to the ledger",
};

/// A patient with what the retention rule looks at.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptStanding {
    /// Who.
    pub id: PatientId,
    /// The family name.
    pub family_name: String,
    /// The given name or names.
    pub given_name: String,
    /// What the rule looks at.
    pub standing: Standing,
}

impl fmt::Debug for KeptStanding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptStanding")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// How much a record holds that would go with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contents {
    /// Signed notes.
    pub notes: u64,
    /// Other entries but the registration and what outlives the record.
    pub others: u64,
    /// Drafts of anybody, those set aside too.
    pub drafts: u64,
    /// When the patient was registered, UTC in ms: an older backup holds nothing of them.
    pub registered_at: i64,
}

/// A legal hold that lies on a record.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptHold {
    /// What was recorded of it.
    pub hold: Hold,
    /// When.
    pub recorded_at: Instant,
    /// Who laid it on.
    pub author: TherapistId,
}

impl Store {
    /// The practice's retention rule; none when it has none.
    pub fn retention_rule(&self) -> Result<Option<RetentionRule>, StoreError> {
        self.read(rule)
    }

    /// What the rule looks at in one record.
    pub fn standing(&self, patient: PatientId) -> Result<Option<KeptStanding>, StoreError> {
        self.read(|connection| standing(connection, patient))
    }

    /// Everybody who was last seen, or else registered, before a moment (UTC in ms), the longest ago first. The
    /// rule decides who of them is due.
    pub fn not_seen_since(&self, utc_ms: i64) -> Result<Vec<KeptStanding>, StoreError> {
        let no_record = json(&MAKE_NO_RECORD)?;
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(include_str!("retire/not_seen_since.sql"))?;
            let rows = statement.query_map(params![utc_ms, no_record], KeptStanding::of_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How much a record holds.
    pub fn contents(&self, patient: PatientId) -> Result<Contents, StoreError> {
        let not_counted = json(&MAKE_NO_RECORD)?;
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("retire/contents.sql"))?;
            let found = statement.query_row(params![patient.0.as_bytes(), not_counted], |row| {
                Ok(Contents {
                    notes: ledger::unsigned(row, "notes")?,
                    others: ledger::unsigned(row, "others")?,
                    drafts: ledger::unsigned(row, "drafts")?,
                    registered_at: row
                        .get::<_, Option<i64>>("registered_at")?
                        .unwrap_or_default(),
                })
            });
            Ok(found?)
        })
    }

    /// The hold on a record.
    pub fn hold(&self, patient: PatientId) -> Result<Option<KeptHold>, StoreError> {
        self.read(|connection| hold(connection, patient))
    }

    /// Every record with a hold, the newest first: family name, given name, and the hold.
    pub fn holds(&self) -> Result<Vec<(String, String, KeptHold)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("retire/held.sql"))?;
            let rows = statement.query_map([], |row| {
                Ok((
                    row.get("family_name")?,
                    row.get("given_name")?,
                    ledger::Read::of_row(row)?,
                ))
            })?;
            rows.map(|row| row.map_err(StoreError::from))
                .map(|row| {
                    row.and_then(|(family, given, read)| Ok((family, given, kept_hold(&read)?)))
                })
                .collect()
        })
    }

    /// Whether a record was destroyed and bytes of it may still be in the file.
    pub fn clean_up_is_pending(&self) -> Result<bool, StoreError> {
        self.read(is_pending)
    }

    /// Takes the last bytes of destroyed records out of the file: merges the search index, writes the file anew,
    /// empties its log and removes copies that updates left beside it. `progress` is told the steps done and
    /// all of them. Nothing pending, nothing is done.
    ///
    /// # Errors
    /// [`Interrupted`](StoreError::Interrupted) when stopped, and what the disk says. It stays pending then, and is
    /// begun anew at the next call or opening.
    pub fn clean_up(&self, progress: &mut dyn FnMut(u64, u64) -> Flow) -> Result<(), StoreError> {
        let mut writer = self.writer();
        if !is_pending(&writer.connection)? {
            return Ok(());
        }
        // A reader in the middle of a page would keep the log from being emptied.
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.flush_prepared_statement_cache();
        writer.clean_up(progress)
    }
}

impl Writer {
    fn clean_up(&mut self, progress: &mut dyn FnMut(u64, u64) -> Flow) -> Result<(), StoreError> {
        let mut go_on = |done| match progress(done, STEPS) {
            Flow::Continue => Ok(()),
            Flow::Stop => Err(StoreError::Interrupted),
        };
        self.connection.flush_prepared_statement_cache();
        go_on(0)?;
        self.connection
            .execute_batch(include_str!("retire/optimize.sql"))?;
        go_on(1)?;
        self.connection
            .execute_batch(include_str!("retire/vacuum.sql"))?;
        go_on(2)?;
        sqlite::checkpoint(&self.connection)?;
        go_on(3)?;
        self.remove_copies()?;
        self.connection
            .execute_batch(include_str!("retire/end_clean_up.sql"))?;
        Ok(())
    }

    /// Copies of the file from before an update hold what the file held then.
    pub(crate) fn remove_copies(&self) -> Result<(), StoreError> {
        let database = self.unlocked.database_path();
        let Some(folder) = database.parent() else {
            return Ok(());
        };
        for found in std::fs::read_dir(folder)? {
            let found = found?;
            let name = found.file_name();
            if name.to_string_lossy().starts_with("practice.db.before-v") {
                std::fs::remove_file(found.path())?;
            }
        }
        Ok(())
    }
}

/// Refuses a destruction that the rule does not allow today, whoever asks for it.
pub(crate) fn admit(
    connection: &Connection,
    content: &RecordDestroyed,
    today: CalendarDate,
) -> Result<(), StoreError> {
    let kept = standing(connection, content.patient)?.ok_or(StoreError::UnknownPatient)?;
    let rule = rule(connection)?;
    match may_go(content.ground, rule, &kept.standing, today) {
        Ok(due) if due.map(|due| due.on) == content.due => Ok(()),
        Ok(_) => Err(StoreError::MustStay(MustStay::NoRule)),
        Err(why) => Err(StoreError::MustStay(why)),
    }
}

/// Deletes every body, attached file and draft of a patient, and marks the file for cleaning up. The rows of the projections
/// go with the entry itself.
pub(crate) fn take_away(connection: &Connection, patient: PatientId) -> Result<(), StoreError> {
    let outlive = json(&OUTLIVE_A_RECORD)?;
    connection
        .prepare_cached(include_str!("retire/delete_bodies.sql"))?
        .execute(params![patient.0.as_bytes(), outlive])?;
    connection
        .prepare_cached(include_str!("retire/delete_attachments.sql"))?
        .execute([patient.0.as_bytes()])?;
    connection
        .prepare_cached(include_str!("retire/delete_drafts.sql"))?
        .execute([patient.0.as_bytes()])?;
    connection
        .prepare_cached(include_str!("retire/begin_clean_up.sql"))?
        .execute([])?;
    Ok(())
}

/// Whether the record of a patient was destroyed.
pub(crate) fn is_destroyed(
    connection: &Connection,
    patient: PatientId,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("retire/is_destroyed.sql"))?;
    Ok(statement.query_row([patient.0.as_bytes()], |row| row.get(0))?)
}

pub(crate) fn is_pending(connection: &Connection) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("retire/is_pending.sql"))?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

pub(crate) fn rule(connection: &Connection) -> Result<Option<RetentionRule>, StoreError> {
    let mut newest = connection.prepare_cached(include_str!("retire/rule.sql"))?;
    let entry = newest.query_row([], |row| row.get("entry")).optional()?;
    let Some(entry) = entry else {
        return Ok(None);
    };
    match ledger::at(connection, entry)?.entry()? {
        Some(Entry::RetentionSet(set)) => Ok(set.rule),
        _ => Err(UNFIT),
    }
}

pub(crate) fn hold(
    connection: &Connection,
    patient: PatientId,
) -> Result<Option<KeptHold>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("retire/hold_of.sql"))?;
    let entry = statement
        .query_row([patient.0.as_bytes()], |row| row.get("entry"))
        .optional()?;
    entry
        .map(|entry| kept_hold(&ledger::at(connection, entry)?))
        .transpose()
}

fn kept_hold(read: &ledger::Read) -> Result<KeptHold, StoreError> {
    match read.entry()? {
        Some(Entry::HoldSet(hold)) => Ok(KeptHold {
            hold,
            recorded_at: read.row.recorded_at,
            author: read.row.author,
        }),
        _ => Err(UNFIT),
    }
}

fn standing(
    connection: &Connection,
    patient: PatientId,
) -> Result<Option<KeptStanding>, StoreError> {
    let no_record = json(&MAKE_NO_RECORD)?;
    let mut statement = connection.prepare_cached(include_str!("retire/standing.sql"))?;
    Ok(statement
        .query_row(
            params![patient.0.as_bytes(), no_record],
            KeptStanding::of_row,
        )
        .optional()?)
}

impl KeptStanding {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let day = |at, offset| -> rusqlite::Result<Option<CalendarDate>> {
            let at: (Option<i64>, Option<i16>) = (row.get(at)?, row.get(offset)?);
            let moment = at.0.zip(at.1).map(|(utc_ms, offset_minutes)| Instant {
                utc_ms,
                offset_minutes,
            });
            Ok(moment.map(Instant::date))
        };
        let birth_date = date(row, "birth_date")?;
        Ok(Self {
            id: PatientId(uuid(row, "id")?),
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            standing: Standing {
                birth_date,
                first_visit: day("first_started", "first_offset")?,
                last_visit: day("last_started", "last_offset")?,
                last_entry: ledger::instant(row, "newest_at", "newest_offset")?.date(),
                held: row.get("held")?,
                anything_signed: row.get("anything_signed")?,
            },
        })
    }
}
