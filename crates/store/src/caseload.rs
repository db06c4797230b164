//! The practice as a whole, from totals that are kept as entries come: what was done in a month, what went wrong in
//! a span of them, which episodes of care ended and how.

use filiform_domain::change::Reading;
use filiform_domain::episode::DischargeReason;
use filiform_domain::event::Severity;
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::month::Month;
use filiform_domain::time::Instant;
use rusqlite::{CachedStatement, Connection, Params, Row, params};

use crate::ledger::{instant, uuid};
use crate::projection::code::Code;
use crate::{Store, StoreError};

/// Totals of one month, and of a span of months.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct CaseloadTotals {
    /// Visits of the month, by therapist.
    pub visits: Vec<VisitTotal>,
    /// Billing codes of the month, by therapist and code.
    pub codes: Vec<CodeTotal>,
    /// Held visits of the month without a billing code, newest first.
    pub unbilled: Vec<UnbilledVisit>,
    /// Visits that were held in the span.
    pub held: u32,
    /// Adverse events of the span, by kind and severity.
    pub events: Vec<EventTotal>,
    /// Episodes of care that ended in the span, by condition, reason and change in pain.
    pub episodes: Vec<EpisodeTotal>,
    /// Drafts that wait for a signature, by author and kind.
    pub drafts: Vec<DraftTotal>,
}

/// Visits of a therapist in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitTotal {
    /// Who signed.
    pub therapist: TherapistId,
    /// Visits that were held.
    pub held: u32,
    /// Visits that were cancelled or missed.
    pub not_held: u32,
    /// Held visits without a billing code.
    pub unbilled: u32,
}

/// A billing code of a therapist in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTotal {
    /// Who signed.
    pub therapist: TherapistId,
    /// The code.
    pub code: String,
    /// How often it stands in a note.
    pub lines: u32,
    /// Its units together; a line without units counts as one.
    pub units: u32,
}

/// A held visit without a billing code.
#[derive(Clone, PartialEq, Eq)]
pub struct UnbilledVisit {
    /// The visit.
    pub session: SessionId,
    /// Whose.
    pub patient: PatientId,
    /// The patient's family name.
    pub family_name: String,
    /// The patient's given name or names.
    pub given_name: String,
    /// When it began.
    pub started: Instant,
}

/// Adverse events of one kind and severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTotal {
    /// The kind, by id.
    pub kind: String,
    /// How severe; none when no note says so.
    pub severity: Option<Severity>,
    /// How many.
    pub events: u32,
}

/// Episodes of care that ended alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpisodeTotal {
    /// The main condition, by id; none when it is in words alone.
    pub condition: Option<String>,
    /// Why care ended.
    pub reason: DischargeReason,
    /// The change in pain now before the visits, from the first to the last rating.
    pub reading: Reading,
    /// How many episodes.
    pub episodes: u32,
    /// Their visits that were held.
    pub held: u32,
    /// Their visits that were not held.
    pub not_held: u32,
    /// Their goals.
    pub goals: u32,
    /// Goals that were met.
    pub goals_met: u32,
    /// Episodes without a goal.
    pub goalless: u32,
}

/// Drafts of one author that wait for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTotal {
    /// Who writes them.
    pub author: TherapistId,
    /// What they become.
    pub kind: String,
    /// How many.
    pub drafts: u32,
    /// When the oldest was last kept.
    pub oldest: Instant,
}

impl Store {
    /// The totals of `month`, and of the months from `first` to it, both included. At most `unbilled` visits
    /// without a code are listed.
    ///
    /// # Errors
    /// What the disk says.
    pub fn caseload(
        &self,
        (first, month): (Month, Month),
        unbilled: u32,
    ) -> Result<CaseloadTotals, StoreError> {
        let (first, month) = (first.to_string(), month.to_string());
        self.read(|connection| {
            let span = [&first, &month];
            Ok(CaseloadTotals {
                visits: all(
                    connection,
                    include_str!("caseload/visits.sql"),
                    [&month],
                    visit,
                )?,
                codes: all(
                    connection,
                    include_str!("caseload/codes.sql"),
                    [&month],
                    code,
                )?,
                unbilled: all(
                    connection,
                    include_str!("caseload/unbilled.sql"),
                    params![&month, unbilled],
                    unbilled_visit,
                )?,
                held: statement(connection, include_str!("caseload/held.sql"))?
                    .query_row(span, |row| row.get("held"))?,
                events: all(connection, include_str!("caseload/events.sql"), span, event)?,
                episodes: all(
                    connection,
                    include_str!("caseload/episodes.sql"),
                    span,
                    episode,
                )?,
                drafts: all(connection, include_str!("caseload/drafts.sql"), [], draft)?,
            })
        })
    }
}

fn statement<'a>(connection: &'a Connection, sql: &str) -> Result<CachedStatement<'a>, StoreError> {
    Ok(connection.prepare_cached(sql)?)
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    of_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = statement(connection, sql)?;
    let rows = statement.query_map(values, of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn visit(row: &Row<'_>) -> rusqlite::Result<VisitTotal> {
    Ok(VisitTotal {
        therapist: TherapistId(uuid(row, "author")?),
        held: row.get("held")?,
        not_held: row.get("not_held")?,
        unbilled: row.get("unbilled")?,
    })
}

fn code(row: &Row<'_>) -> rusqlite::Result<CodeTotal> {
    Ok(CodeTotal {
        therapist: TherapistId(uuid(row, "author")?),
        code: row.get("code")?,
        lines: row.get("lines")?,
        units: row.get("units")?,
    })
}

fn unbilled_visit(row: &Row<'_>) -> rusqlite::Result<UnbilledVisit> {
    Ok(UnbilledVisit {
        session: SessionId(uuid(row, "id")?),
        patient: PatientId(uuid(row, "patient_id")?),
        family_name: row.get("family_name")?,
        given_name: row.get("given_name")?,
        started: instant(row, "started", "started_offset")?,
    })
}

fn event(row: &Row<'_>) -> rusqlite::Result<EventTotal> {
    let severity: String = row.get("severity")?;
    let known = [Severity::Mild, Severity::Significant, Severity::Serious];
    Ok(EventTotal {
        kind: row.get("kind")?,
        severity: known.into_iter().find(|known| known.words() == severity),
        events: row.get("events")?,
    })
}

fn episode(row: &Row<'_>) -> rusqlite::Result<EpisodeTotal> {
    let condition: String = row.get("condition")?;
    let (reason, reading): (Code<DischargeReason>, Code<Reading>) =
        (row.get("reason")?, row.get("reading")?);
    Ok(EpisodeTotal {
        condition: (!condition.is_empty()).then_some(condition),
        reason: reason.0,
        reading: reading.0,
        episodes: row.get("episodes")?,
        held: row.get("held")?,
        not_held: row.get("not_held")?,
        goals: row.get("goals")?,
        goals_met: row.get("goals_met")?,
        goalless: row.get("goalless")?,
    })
}

fn draft(row: &Row<'_>) -> rusqlite::Result<DraftTotal> {
    Ok(DraftTotal {
        author: TherapistId(uuid(row, "author")?),
        kind: row.get("kind")?,
        drafts: row.get("drafts")?,
        oldest: instant(row, "kept_at", "kept_offset")?,
    })
}
