//! Somebody who was away when the file's key was changed.
//!
//! Only their passphrase gives out their signing key, and nobody else has it; so what they had before is kept, and
//! the new key of the file lies beside it under a code that the owner hands to them. It takes both to come back.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hex;
use super::recovery::RecoveryCode;
use super::secret::{DatabaseKey, Entropy, random};
use super::slot::{Keys, Slot};
use super::wrap::{Content, Place, WrappedKey};
use crate::StoreError;

/// What somebody needs to come back: their own passphrase, and a one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Returning {
    /// Their way in until the change. The database key in it opens only copies from before.
    pub(crate) slot: Slot,
    #[serde(with = "hex")]
    salt: [u8; 32],
    database_key: WrappedKey,
}

impl Returning {
    /// Lays the file's key under a code for somebody.
    pub(crate) fn new(
        practice: Uuid,
        slot: &Slot,
        key: &DatabaseKey,
        code: &RecoveryCode,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let salt = random(entropy)?;
        let place = place(practice, slot.therapist);
        let database_key =
            WrappedKey::seal(key.bytes(), &code.wrapping_key(&salt), place, entropy)?;
        Ok(Self {
            slot: slot.clone(),
            salt,
            database_key,
        })
    }

    /// The keys of today, from those that their passphrase gave out and the code; `None` for another code.
    pub(crate) fn with_code(
        &self,
        practice: Uuid,
        before: Keys,
        code: &RecoveryCode,
    ) -> Option<Keys> {
        let place = place(practice, self.slot.therapist);
        let key = self
            .database_key
            .open(&code.wrapping_key(&self.salt), place)?;
        Some(Keys {
            database: DatabaseKey::from_secret(key),
            signing: before.signing,
        })
    }
}

fn place(practice: Uuid, therapist: Uuid) -> Place {
    Place {
        practice,
        therapist,
        content: Content::DatabaseKeyByOneTimeCode,
    }
}

impl fmt::Debug for Returning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Returning")
            .field("therapist", &self.slot.therapist)
            .finish_non_exhaustive()
    }
}
