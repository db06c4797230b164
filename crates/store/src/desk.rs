//! What a therapist's desk remembers: the times of cover and lock, the PIN's verifier, where work stood.
//!
//! It is no part of the record: nobody signs it, and it is written over. It is encrypted like everything else.

use std::fmt;

use filiform_domain::locking::LockTimes;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::vault::{KdfCost, Passphrase, PinVerifier};
use crate::{Stamp, Store, StoreError};

/// The desk of the therapist who is working.
#[derive(Clone, Default)]
pub struct Desk {
    /// When the screen is covered and locked.
    pub times: LockTimes,
    /// What checks the PIN; none when none is set.
    pub pin: Option<PinVerifier>,
    /// Where work stood at the last lock, in the window's own words.
    pub place: Option<String>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// My desk; the usual times and nothing else while nothing was kept.
    pub fn desk(&self) -> Result<Desk, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("desk/one.sql"))?;
            let found = statement.query_row([self.me.0.as_bytes()], desk_of_row);
            Ok(found.optional()?.unwrap_or_default())
        })
    }

    /// Keeps the times of cover and lock.
    pub fn keep_lock_times(&self, times: LockTimes) -> Result<(), StoreError> {
        let usual = LockTimes::default();
        let values = params![
            self.me.0.as_bytes(),
            times.cover_minutes,
            times.lock_minutes.or(usual.lock_minutes)
        ];
        self.on_the_desk(include_str!("desk/put_times.sql"), values)
    }

    /// Sets a PIN, or removes it. An unlocked screen alone is not enough for either.
    ///
    /// # Errors
    /// [`WrongPassphrase`](StoreError::WrongPassphrase) and [`Wait`](StoreError::Wait).
    pub fn change_pin(
        &self,
        passphrase: &Passphrase,
        pin: Option<(&Passphrase, KdfCost)>,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        self.writer()
            .unlocked
            .confirm_passphrase(passphrase, stamp.now.utc_ms)?;
        let pin = pin
            .map(|(pin, cost)| PinVerifier::new(pin, cost, &*self.entropy))
            .transpose()?;
        let cost = pin.as_ref().map(|pin| pin.cost);
        let values = params![
            self.me.0.as_bytes(),
            cost.map(|cost| cost.memory_kib),
            cost.map(|cost| cost.passes),
            cost.map(|cost| cost.lanes),
            pin.as_ref().map(|pin| pin.salt),
            pin.as_ref().map(|pin| pin.hash),
        ];
        self.on_the_desk(include_str!("desk/put_pin.sql"), values)
    }

    /// Keeps where work stands, until the next unlock takes it.
    pub fn keep_place(&self, place: Option<&str>) -> Result<(), StoreError> {
        let values = params![self.me.0.as_bytes(), place];
        self.on_the_desk(include_str!("desk/put_place.sql"), values)
    }

    /// Changes one thing on my desk, which is there afterwards.
    fn on_the_desk(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer.connection.transaction()?;
        begin(&transaction, self)?;
        transaction.prepare_cached(sql)?.execute(values)?;
        Ok(transaction.commit()?)
    }
}

fn begin(connection: &Connection, store: &Store) -> Result<(), StoreError> {
    let usual = LockTimes::default();
    connection
        .prepare_cached(include_str!("desk/begin.sql"))?
        .execute(params![
            store.me.0.as_bytes(),
            usual.cover_minutes,
            usual.lock_minutes
        ])?;
    Ok(())
}

fn desk_of_row(row: &Row<'_>) -> rusqlite::Result<Desk> {
    let hash: Option<[u8; 32]> = row.get("pin_hash")?;
    let pin = hash.map(|hash| {
        Ok::<_, rusqlite::Error>(PinVerifier {
            cost: KdfCost {
                memory_kib: row.get("pin_memory_kib")?,
                passes: row.get("pin_passes")?,
                lanes: row.get("pin_lanes")?,
            },
            salt: row.get("pin_salt")?,
            hash,
        })
    });
    Ok(Desk {
        times: LockTimes {
            cover_minutes: row.get("cover_minutes")?,
            lock_minutes: row.get("lock_minutes")?,
        },
        pin: pin.transpose()?,
        place: row.get("place")?,
    })
}
