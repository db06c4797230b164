//! Asking long work to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::StoreError;

/// After so many steps of its machine, SQLite looks whether it should stop: some hundred times a second.
const OPERATIONS: i32 = 10_000;

/// A wish that long work stops, shared by who works and who wishes.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the work to stop. It cannot be taken back.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether both are one and the same wish.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Stops here when somebody asked.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`].
    pub fn check(&self) -> Result<(), StoreError> {
        if self.is_asked() {
            Err(StoreError::Interrupted)
        } else {
            Ok(())
        }
    }

    /// Lets this also stop a long statement of a connection that belongs to the job alone.
    pub(crate) fn watch(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let stop = self.clone();
        Ok(connection.progress_handler(OPERATIONS, Some(move || stop.is_asked()))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_that_would_run_for_hours_is_stopped() {
        let mut connection = Connection::open_in_memory().unwrap();
        let stop = Stop::default();
        stop.watch(&mut connection).unwrap();
        let asking = stop.clone();
        let asked = std::thread::spawn(move || asking.ask());
        let endless = include_str!("stop/endless.sql");
        let stopped = connection.query_row(endless, [], |row| row.get::<_, i64>(0));
        asked.join().unwrap();
        assert_eq!(
            stopped.map_err(StoreError::from).unwrap_err(),
            StoreError::Interrupted
        );
        assert_eq!(stop.check(), Err(StoreError::Interrupted));
    }
}
