//! One entry between the visits, by what it is.

use filiform_domain::ids::{
    ContactId, DocumentId, EntryId, ImportedNoteId, NotHeldId, ReportedEventId, ScoreId,
};

use super::{Happened, KeptBetween, one};
use crate::{Store, StoreError};

impl Store {
    /// One document that left the practice.
    ///
    /// # Errors
    /// What the disk says.
    pub fn document_step(&self, id: DocumentId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Document(_))))
    }

    /// One contact.
    ///
    /// # Errors
    /// What the disk says.
    pub fn contact(&self, id: ContactId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Contact(_))))
    }

    /// One score, standing or taken back. One that was corrected is found by the score that corrects it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn score(&self, id: ScoreId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        let is_score = |kept: &KeptBetween| {
            matches!(kept.happened, Happened::Score(_) | Happened::TakenBack(_))
        };
        Ok(found.filter(is_score))
    }

    /// Where an episode of care began or ended, by the entry that says so.
    ///
    /// # Errors
    /// What the disk says.
    pub fn episode_step(&self, entry: EntryId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, entry.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Episode(_))))
    }

    /// One visit that was not held, as the front desk recorded it, also when that was taken back.
    ///
    /// # Errors
    /// What the disk says.
    pub fn not_held(&self, id: NotHeldId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        let is_one = |kept: &KeptBetween| {
            matches!(
                kept.happened,
                Happened::NotHeld(_) | Happened::NotHeldTakenBack(_)
            )
        };
        Ok(found.filter(is_one))
    }

    /// One note that was imported.
    ///
    /// # Errors
    /// What the disk says.
    pub fn imported_note(&self, id: ImportedNoteId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Imported(_))))
    }

    /// One event that was heard of later.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reported_event(&self, id: ReportedEventId) -> Result<Option<KeptBetween>, StoreError> {
        let found = self.read(|connection| one(connection, id.0))?;
        Ok(found.filter(|kept| matches!(kept.happened, Happened::Event(_))))
    }
}
