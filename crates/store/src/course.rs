//! A patient's course of care in a few numbers, for the top of their page.

use filiform_domain::ids::PatientId;
use filiform_domain::quantity::PainScore;
use filiform_domain::time::Instant;
use rusqlite::{OptionalExtension, Row};

use crate::ledger::instant;
use crate::{Store, StoreError};

/// How much care was given, and how it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CourseSummary {
    /// Signed visits.
    pub sessions: u32,
    /// The first visit at which pain before the needling was rated, with the rating.
    pub first_rating: Option<(Instant, PainScore)>,
}

impl Store {
    /// A patient's course of care; nothing but zeros for somebody unknown.
    ///
    /// # Errors
    /// What the disk says.
    pub fn course(&self, patient: PatientId) -> Result<CourseSummary, StoreError> {
        self.read(|connection| {
            let id = patient.0.as_bytes();
            let mut count = connection.prepare_cached(include_str!("course/sessions.sql"))?;
            let sessions = count.query_row([id], |row| row.get(0)).optional()?;
            let mut first = connection.prepare_cached(include_str!("course/first_rating.sql"))?;
            let first_rating = first.query_row([id], rating).optional()?;
            Ok(CourseSummary {
                sessions: sessions.unwrap_or_default(),
                first_rating: first_rating.flatten(),
            })
        })
    }

    /// How many patients are registered.
    ///
    /// # Errors
    /// What the disk says.
    pub fn patient_count(&self) -> Result<u32, StoreError> {
        self.read(|connection| {
            let mut count = connection.prepare_cached(include_str!("course/patients.sql"))?;
            Ok(count.query_row([], |row| row.get(0))?)
        })
    }
}

fn rating(row: &Row<'_>) -> rusqlite::Result<Option<(Instant, PainScore)>> {
    let started = instant(row, "started", "started_offset")?;
    Ok(PainScore::new(row.get("pain_before")?).map(|score| (started, score)))
}
