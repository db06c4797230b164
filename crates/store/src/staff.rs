//! Who works in the practice: a slot in the header and an entry in the ledger, which must not part.

use data_encoding::HEXLOWER;
use filiform_domain::entry::{Entry, TherapistAdded, TherapistRemoved};
use filiform_domain::ids::TherapistId;
use filiform_domain::picture::PictureOf;
use filiform_domain::practice::Therapist;
use filiform_domain::role::PracticeRole;
use rusqlite::Connection;

use crate::practice::roles;
use crate::store::Writer;
use crate::vault::{KdfCost, Passphrase, RecoveryCode};
use crate::{Stamp, Store, StoreError, Write};

/// Somebody who joins: who they are, and the passphrase that they typed themselves.
pub struct Newcomer {
    /// Their identity.
    pub id: TherapistId,
    /// Their details.
    pub therapist: Therapist,
    /// What they will be in the practice.
    pub role: PracticeRole,
    /// Their own passphrase.
    pub passphrase: Passphrase,
    /// What one guess at it costs.
    pub cost: KdfCost,
}

impl Store {
    /// Gives somebody a slot of their own and writes down that they joined. Answers with their recovery code.
    ///
    /// The slot comes first. Should the entry fail, the slot is taken back; should the computer fail in
    /// between, the next opening takes it back.
    ///
    /// # Errors
    /// [`NotTheOwner`](StoreError::NotTheOwner), [`WeakPassphrase`](StoreError::WeakPassphrase),
    /// [`TooManyTherapists`](StoreError::TooManyTherapists), and what the disk says. Nobody joined then.
    pub fn add_therapist(
        &self,
        stamp: &Stamp,
        newcomer: Newcomer,
    ) -> Result<RecoveryCode, StoreError> {
        if !self.role(self.me)?.is_some_and(|role| role.is_owner()) {
            return Err(StoreError::NotTheOwner);
        }
        let Newcomer {
            id,
            therapist,
            role,
            passphrase,
            cost,
        } = newcomer;
        let added = {
            let mut writer = self.writer();
            let entropy = &*self.entropy;
            writer
                .unlocked
                .add_slot(id.0, (&passphrase, cost), entropy)?
        };
        let entry = Entry::TherapistAdded(TherapistAdded {
            id,
            therapist,
            public_key: HEXLOWER.encode(&added.public_key),
            role,
        });
        let written = self.transact(stamp, Write::one(entry));
        let mut writer = self.writer();
        if let Err(error) = written {
            writer.unlocked.keep_slots(|therapist| therapist != id.0)?;
            writer.keep_header_revision()?;
            return Err(error);
        }
        writer.keep_header_revision()?;
        Ok(added.recovery)
    }

    /// Writes down that somebody left and takes their slot away. What they signed stays, and verifies.
    ///
    /// The entry comes first: from then on they cannot work here, and the next opening would take the slot
    /// away too.
    ///
    /// # Errors
    /// [`NotTheOwner`](StoreError::NotTheOwner), [`LastOwner`](StoreError::LastOwner),
    /// [`UnknownTherapist`](StoreError::UnknownTherapist), and what the disk says.
    pub fn remove_therapist(&self, stamp: &Stamp, id: TherapistId) -> Result<(), StoreError> {
        let entry = Entry::TherapistRemoved(TherapistRemoved { id });
        self.transact(stamp, Write::one(entry))?;
        let mut writer = self.writer();
        writer.unlocked.keep_slots(|therapist| therapist != id.0)?;
        writer.keep_header_revision()
    }
}

impl Writer {
    /// Refuses somebody who does not work here any more, and takes away the slots of those who do not.
    pub(crate) fn hold_slots_to_the_ledger(&mut self) -> Result<(), StoreError> {
        let here = roles(&self.connection)?;
        let works_here = |therapist| here.iter().any(|(id, _)| id.0 == therapist);
        if !works_here(self.unlocked.therapist) {
            return Err(StoreError::NotInPractice);
        }
        self.unlocked.keep_slots(works_here)
    }
}

/// Whether this may be written by `author`: who works here is the owner's to say, one's own details are
/// one's own, and one owner stays.
pub(crate) fn admit(
    connection: &Connection,
    entry: &Entry,
    author: TherapistId,
) -> Result<(), StoreError> {
    let here = roles(connection)?;
    let role = |id: TherapistId| here.iter().find(|(other, _)| *other == id);
    let by_owner = role(author).is_some_and(|(_, role)| role.is_owner());
    let another_owner = |than: TherapistId| {
        let mut others = here.iter().filter(|(id, _)| *id != than);
        others.any(|(_, role)| role.is_owner())
    };
    match entry {
        Entry::TherapistAdded(_) if here.is_empty() || by_owner => Ok(()),
        Entry::KeyChanged(_) if by_owner => Ok(()),
        // Nobody keeps a signature for somebody else, not even the owner.
        Entry::PictureChanged(change) => match change.of {
            PictureOf::Signature(therapist) if therapist == author => Ok(()),
            PictureOf::Logo(_) if by_owner => Ok(()),
            _ => Err(StoreError::NotTheOwner),
        },
        Entry::TherapistChanged(change) => match (role(change.id), &change.role) {
            (None, _) => Err(StoreError::UnknownTherapist),
            (Some(_), None) if change.id == author || by_owner => Ok(()),
            (Some(_), Some(to)) if by_owner => {
                let stays = to.is_owner() || another_owner(change.id);
                stays.then_some(()).ok_or(StoreError::LastOwner)
            }
            _ => Err(StoreError::NotTheOwner),
        },
        Entry::TherapistRemoved(left) if by_owner => match role(left.id) {
            None => Err(StoreError::UnknownTherapist),
            Some(_) if left.id == author || !another_owner(left.id) => Err(StoreError::LastOwner),
            Some(_) => Ok(()),
        },
        _ => Err(StoreError::NotTheOwner),
    }
}
