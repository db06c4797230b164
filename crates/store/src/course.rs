//! A patient's course of care in a few numbers, for the top of their page.

use filiform_domain::ids::PatientId;
use filiform_domain::quantity::PainScore;
use filiform_domain::time::Instant;
use rusqlite::{OptionalExtension, Row, params};

use crate::history::filter::EpisodeDays;
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

    /// The first rating of pain before the needling: of an episode of care, or of the whole record. What names no
    /// episode belongs to the one in whose days it lies.
    ///
    /// # Errors
    /// What the disk says.
    pub fn first_rating(
        &self,
        patient: PatientId,
        episode: Option<EpisodeDays>,
    ) -> Result<Option<(Instant, PainScore)>, StoreError> {
        let Some(episode) = episode else {
            return Ok(self.course(patient)?.first_rating);
        };
        self.read(|connection| {
            let sql = include_str!("course/first_rating_in.sql");
            let asked = params![
                patient.0.as_bytes(),
                episode.id.0.as_bytes(),
                episode.first.to_string(),
                episode.last.map(|day| day.to_string()),
            ];
            let mut first = connection.prepare_cached(sql)?;
            Ok(first.query_row(asked, rating).optional()?.flatten())
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
