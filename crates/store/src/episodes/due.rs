//! What of all open episodes needs attention, from partial indexes: no episode is read that needs none.

use std::collections::BTreeSet;
use std::fmt;

use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::time::CalendarDate;
use rusqlite::{Connection, Row, ToSql};

use super::day;
use crate::StoreError;
use crate::ledger::uuid;

/// From when on something counts as due.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WhatIsDue {
    /// Authorisations and certifications that end on this day or before.
    pub ending_by: CalendarDate,
    /// Authorisations with so many visits left, or fewer.
    pub visits_left: u32,
    /// Re-assessments due on this day or before.
    pub reassess_by: CalendarDate,
    /// Measures are due when the last one was scored on this day or before.
    pub scored_by: CalendarDate,
    /// Measures are due from so many visits on since the last score.
    pub visits_since_score: u32,
}

/// What sort of attention is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttentionKind {
    /// A plan of care was sent and its signature is awaited.
    Plan,
    /// The authorisation ends soon or has ended.
    Expiry,
    /// Few of the authorised visits are left, or none.
    Visits,
    /// The certification ends soon or has ended.
    Certification,
    /// A re-assessment is due.
    Reassessment,
    /// Outcome measures are due.
    Score,
}

/// An open episode that needs attention.
#[derive(Clone, PartialEq, Eq)]
pub struct Attention {
    /// Why.
    pub kind: AttentionKind,
    /// The episode.
    pub episode: EpisodeId,
    /// Whose.
    pub patient: PatientId,
    /// The patient's family name.
    pub family_name: String,
    /// The patient's given name or names.
    pub given_name: String,
    /// Visits that were held.
    pub held: u32,
    /// Visits that are authorised.
    pub authorised: Option<u32>,
    /// The day it began.
    pub opened_on: Option<CalendarDate>,
    /// Visits held since the last score, or since it began.
    pub since_score: u32,
    /// The day it is about: sent on, ends on, due on, last scored on. None for visits, and while nothing is scored.
    pub day: Option<CalendarDate>,
    /// The day by which the signature is wanted.
    pub signature_due: Option<CalendarDate>,
    /// Who the plan of care was sent to.
    pub sent_to: Option<String>,
}

impl fmt::Debug for Attention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attention")
            .field("kind", &self.kind)
            .field("episode", &self.episode)
            .finish_non_exhaustive()
    }
}

/// A statement for each kind, each over the range of its own index.
pub(super) fn attention(
    connection: &Connection,
    due: &WhatIsDue,
    each: u32,
) -> Result<Vec<Attention>, StoreError> {
    let (ending, reassess) = (due.ending_by.to_string(), due.reassess_by.to_string());
    let mut found = Vec::new();
    let mut take = |kind, statement, values: &[&dyn ToSql]| -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(statement)?;
        let rows = statement.query_map(values, |row| of_row(row, kind))?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    };
    take(AttentionKind::Plan, include_str!("plans.sql"), &[&each])?;
    let expiries = include_str!("expiries.sql");
    take(AttentionKind::Expiry, expiries, &[&each, &ending])?;
    let left = include_str!("visits_left.sql");
    take(AttentionKind::Visits, left, &[&each, &due.visits_left])?;
    let certifications = include_str!("certifications.sql");
    take(
        AttentionKind::Certification,
        certifications,
        &[&each, &ending],
    )?;
    let reassessments = include_str!("reassessments.sql");
    take(
        AttentionKind::Reassessment,
        reassessments,
        &[&each, &reassess],
    )?;
    let (scored, since) = (due.scored_by.to_string(), due.visits_since_score);
    let by_day = include_str!("scores_by_day.sql");
    take(AttentionKind::Score, by_day, &[&each, &scored])?;
    let by_visits = include_str!("scores_by_visits.sql");
    take(AttentionKind::Score, by_visits, &[&each, &since])?;
    Ok(once_each(found))
}

/// What two statements both found is said once.
fn once_each(found: Vec<Attention>) -> Vec<Attention> {
    let mut seen = BTreeSet::new();
    let mut is_first =
        |line: &Attention| line.kind != AttentionKind::Score || seen.insert(line.episode);
    found.into_iter().filter(|line| is_first(line)).collect()
}

fn of_row(row: &Row<'_>, kind: AttentionKind) -> rusqlite::Result<Attention> {
    Ok(Attention {
        kind,
        episode: EpisodeId(uuid(row, "episode_id")?),
        patient: PatientId(uuid(row, "patient_id")?),
        family_name: row.get("family_name")?,
        given_name: row.get("given_name")?,
        held: row.get("held")?,
        authorised: row.get("authorised")?,
        opened_on: day(row, "opened_on")?,
        since_score: row.get("since_score")?,
        day: day(row, "day")?,
        signature_due: day(row, "signature_due")?,
        sent_to: row.get("plan_sent_to")?,
    })
}
