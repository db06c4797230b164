//! Walking the ledger from its first entry: each must be sealed to the one before and signed by its author.

use std::collections::HashMap;

use filiform_domain::entry::{Entry, OUTLIVE_A_RECORD};
use filiform_domain::role::PracticeRole;
use rusqlite::Connection;
use uuid::Uuid;

use super::Verified;
use crate::ledger::{self, Read, Sealed, Tip};
use crate::projection::public_key;
use crate::{StoreError, vault};

/// How far each chain was walked, and whose signatures count.
pub(super) struct Chain {
    keys: HashMap<Uuid, [u8; 32]>,
    /// Who works here at this place of the chain, and whether as an owner.
    here: HashMap<Uuid, bool>,
    tips: HashMap<Uuid, Tip>,
    clock: u64,
    /// Whose record was destroyed, with the number of the entry that says so.
    destroyed: HashMap<Uuid, i64>,
}

impl Chain {
    /// The keys in the header are the root: whoever changes the file does not have them.
    pub(super) fn trusting(keys: HashMap<Uuid, [u8; 32]>) -> Self {
        Self {
            keys,
            here: HashMap::new(),
            tips: HashMap::new(),
            clock: 0,
            destroyed: HashMap::new(),
        }
    }

    pub(super) fn walk(
        mut self,
        connection: &Connection,
        found: &mut Verified,
        go_on: &mut dyn FnMut(u64) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.destroyed = super::readable(destroyed(connection))?.unwrap_or_default();
        let mut statement = connection.prepare(include_str!("all.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if found.entries.is_multiple_of(256) {
                go_on(found.entries)?;
            }
            let read = Read::of_row(row)?;
            let faults = found.problems.len();
            self.check_place(&read.row, found);
            self.check_seal(&read.row, found);
            self.check_body(&read, found)?;
            if found.good == found.entries && found.problems.len() == faults {
                found.good += 1;
                found.good_until = Some(read.row.recorded_at);
            }
            found.entries += 1;
        }
        Ok(())
    }

    /// The place in the chain: the next number, the hash of the entry before, a clock that has gone on.
    fn check_place(&mut self, row: &Sealed, found: &mut Verified) {
        let before = self
            .tips
            .get(&row.chain)
            .copied()
            .unwrap_or(Tip::start(row.chain));
        if row.seq != before.seq + 1 {
            found.problem(
                row.seq,
                "an entry is missing, or one too many, before this one",
            );
        }
        if row.prev_hash != before.hash {
            found.problem(row.seq, "this entry is not sealed to the one before it");
        }
        if row.clock <= self.clock {
            found.problem(row.seq, "this entry stands in the wrong order");
        }
        self.clock = self.clock.max(row.clock);
        self.tips.insert(row.chain, row.tip());
    }

    fn check_seal(&self, row: &Sealed, found: &mut Verified) {
        if row.computed_hash() != row.hash {
            found.problem(row.seq, "this entry was changed");
        }
        match self.keys.get(&row.author.0) {
            None => found.problem(row.seq, "nobody of this practice wrote this entry"),
            Some(key) if !vault::verify_signature(key, &row.hash, &row.sig) => {
                found.problem(row.seq, "the signature of this entry is not its author's");
            }
            Some(_) => {}
        }
    }

    fn check_body(&mut self, read: &Read, found: &mut Verified) -> Result<(), StoreError> {
        let row = &read.row;
        let gone = self.is_gone(row);
        let (Some(salt), Some(body)) = (&read.salt, &read.body) else {
            if !gone {
                found.problem(row.seq, "the content of this entry is missing");
            }
            return Ok(());
        };
        if gone {
            found.problem(
                row.seq,
                "this entry belongs to a destroyed record, and its content is still there",
            );
        }
        if ledger::body_digest(salt, body) != row.body_digest {
            found.problem(row.seq, "the content of this entry was changed");
            return Ok(());
        }
        match read.entry() {
            Ok(Some(entry)) => self.check_entry(&entry, row, found),
            Err(StoreError::Damaged { .. }) => {
                found.problem(row.seq, "the content of this entry cannot be read");
            }
            Err(error) => return Err(error),
            Ok(None) => {}
        }
        Ok(())
    }

    /// Whether the content of an entry went with the record of its subject: only what was written before the
    /// destruction, and not what outlives a record.
    fn is_gone(&self, row: &Sealed) -> bool {
        let later = self.destroyed.get(&row.subject);
        later.is_some_and(|destroyed| *destroyed > row.n)
            && !OUTLIVE_A_RECORD.contains(&row.kind.as_str())
    }

    fn check_entry(&mut self, entry: &Entry, row: &Sealed, found: &mut Verified) {
        if entry.subject() != row.subject {
            found.problem(
                row.seq,
                "this entry stands under another subject than its content",
            );
        }
        match entry {
            Entry::SessionSigned(session) => {
                found.sessions += 1;
                if session.therapist != row.author {
                    found.problem(row.seq, "somebody signed another's needling");
                }
            }
            Entry::TherapistAdded(added) => {
                let joined = public_key(added).unwrap_or_default();
                if *self.keys.entry(added.id.0).or_insert(joined) != joined {
                    found.problem(
                        row.seq,
                        "a therapist joined with another key than the header's",
                    );
                }
            }
            _ => {}
        }
        self.check_staff(entry, row, found);
    }

    /// Who works here is an owner's to say, and who left writes nothing any more.
    fn check_staff(&mut self, entry: &Entry, row: &Sealed, found: &mut Verified) {
        let author = row.author.0;
        let own = |id: Uuid, role: bool| id == author && !role;
        let (is_owners, change) = match entry {
            Entry::TherapistAdded(added) => (true, Some((added.id.0, Some(added.role.is_owner())))),
            Entry::TherapistChanged(changed) => {
                let role = changed.role.as_ref().map(PracticeRole::is_owner);
                let now = role.or(self.here.get(&changed.id.0).copied());
                (
                    !own(changed.id.0, role.is_some()),
                    Some((changed.id.0, now)),
                )
            }
            Entry::TherapistRemoved(left) => (true, Some((left.id.0, None))),
            _ => (false, None),
        };
        // Before the first therapist joins there is nobody to ask.
        let asked = !self.here.is_empty();
        match self.here.get(&author) {
            None if asked => {
                found.problem(row.seq, "somebody who does not work here wrote this entry");
            }
            Some(false) if is_owners => {
                found.problem(
                    row.seq,
                    "somebody who is not the owner changed who works here",
                );
            }
            _ => {}
        }
        match change {
            Some((id, Some(owner))) => drop(self.here.insert(id, owner)),
            Some((id, None)) => drop(self.here.remove(&id)),
            None => {}
        }
    }
}

fn destroyed(connection: &Connection) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut statement = connection.prepare(include_str!("destroyed.sql"))?;
    let rows = statement.query_map([], |row| Ok((ledger::uuid(row, "subject")?, row.get("n")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
