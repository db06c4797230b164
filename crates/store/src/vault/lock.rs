//! One process per practice: an operating system lock that dies with its holder.

use std::fmt;
use std::fs::{File, TryLockError};
use std::path::Path;

use super::files;
use crate::StoreError;

/// Held for as long as the practice is open. Dropping it lets the next one in.
pub struct PracticeLock(File);

impl PracticeLock {
    /// See [`take`](Self::take); for whoever moves the whole folder.
    pub(crate) fn of(folder: &Path) -> Result<Self, StoreError> {
        Self::take(folder)
    }

    /// Takes the practice for this process.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another handle, in this process or another, has it.
    pub(crate) fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(files::LOCK);
        let file = files::private()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

impl Drop for PracticeLock {
    fn drop(&mut self) {
        // Closing the file lets go too; a child process may still hold a duplicate of the handle, though.
        drop(self.0.unlock());
    }
}

impl fmt::Debug for PracticeLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PracticeLock")
    }
}
