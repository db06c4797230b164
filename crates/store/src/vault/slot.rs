//! A therapist's slot in the header: the practice's keys, wrapped by passphrase and by recovery code.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hex;
use super::kdf::{KdfCost, passphrase_key};
use super::passphrase::Passphrase;
use super::recovery::RecoveryCode;
use super::secret::{DatabaseKey, Entropy, SigningKeyBox, random};
use super::wrap::{Content, Place, WrappedKey};
use crate::StoreError;

/// One therapist's way in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Whose slot it is.
    pub therapist: Uuid,
    /// The Ed25519 key that verifies this therapist's entries.
    #[serde(with = "hex")]
    pub public_key: [u8; 32],
    /// What one guess at the passphrase costs.
    pub cost: KdfCost,
    #[serde(with = "hex")]
    salt: [u8; 32],
    database_key: WrappedKey,
    signing_key: WrappedKey,
    recovery: RecoverySlot,
}

/// The same two keys under the recovery code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoverySlot {
    #[serde(with = "hex")]
    salt: [u8; 32],
    database_key: WrappedKey,
    signing_key: WrappedKey,
}

/// The two keys a slot gives out.
pub(crate) struct Keys {
    pub(crate) database: DatabaseKey,
    pub(crate) signing: SigningKeyBox,
}

impl Slot {
    /// A slot for one therapist, under a passphrase and a recovery code.
    pub(crate) fn new(
        practice: Uuid,
        therapist: Uuid,
        keys: &Keys,
        (passphrase, cost): (&Passphrase, KdfCost),
        code: &RecoveryCode,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let mut wrapping = Wrapping {
            practice,
            therapist,
            keys,
            entropy,
        };
        let (salt, database_key, signing_key) = wrapping.by_passphrase(passphrase, cost)?;
        let recovery = wrapping.by_recovery(code)?;
        let public_key = keys.signing.public();
        Ok(Self {
            therapist,
            public_key,
            cost,
            salt,
            database_key,
            signing_key,
            recovery,
        })
    }

    /// The keys, or `None` when the passphrase is not this slot's.
    pub(crate) fn open(
        &self,
        practice: Uuid,
        passphrase: &Passphrase,
    ) -> Result<Option<Keys>, StoreError> {
        let wrapping = passphrase_key(passphrase, &self.salt, self.cost)?;
        let sealed = [
            (&self.database_key, Content::DatabaseKeyByPassphrase),
            (&self.signing_key, Content::SigningKeyByPassphrase),
        ];
        Ok(self.unwrap_keys(practice, &wrapping, sealed))
    }

    /// The keys, or `None` when the code is not this slot's.
    pub(crate) fn open_with_recovery(&self, practice: Uuid, code: &RecoveryCode) -> Option<Keys> {
        let wrapping = code.wrapping_key(&self.recovery.salt);
        let sealed = [
            (&self.recovery.database_key, Content::DatabaseKeyByRecovery),
            (&self.recovery.signing_key, Content::SigningKeyByRecovery),
        ];
        self.unwrap_keys(practice, &wrapping, sealed)
    }

    /// The same slot under another passphrase; the recovery code stays.
    pub(crate) fn with_passphrase(
        &self,
        practice: Uuid,
        keys: &Keys,
        (passphrase, cost): (&Passphrase, KdfCost),
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let mut wrapping = Wrapping {
            practice,
            therapist: self.therapist,
            keys,
            entropy,
        };
        let (salt, database_key, signing_key) = wrapping.by_passphrase(passphrase, cost)?;
        Ok(Self {
            cost,
            salt,
            database_key,
            signing_key,
            ..self.clone()
        })
    }

    /// The same slot under another recovery code; the passphrase stays.
    pub(crate) fn with_recovery(
        &self,
        practice: Uuid,
        keys: &Keys,
        code: &RecoveryCode,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let mut wrapping = Wrapping {
            practice,
            therapist: self.therapist,
            keys,
            entropy,
        };
        Ok(Self {
            recovery: wrapping.by_recovery(code)?,
            ..self.clone()
        })
    }

    fn unwrap_keys(
        &self,
        practice: Uuid,
        wrapping: &[u8; 32],
        [(database, in_database), (signing, in_signing)]: [(&WrappedKey, Content); 2],
    ) -> Option<Keys> {
        let at = |content| Place {
            practice,
            therapist: self.therapist,
            content,
        };
        let database = DatabaseKey::from_secret(database.open(wrapping, at(in_database))?);
        let signing = SigningKeyBox::from_seed(&*signing.open(wrapping, at(in_signing))?);
        (signing.public() == self.public_key).then_some(Keys { database, signing })
    }
}

/// Guesses that run side by side: each takes the memory and the time of one Argon2id run.
const SIDE_BY_SIDE: usize = 4;

/// The slot that the passphrase opens, with its keys. Which one is not known before, so that a wrong
/// passphrase costs as many Argon2id runs as there are slots, four of them at a time.
pub(crate) fn open_one_of(
    slots: &[Slot],
    practice: Uuid,
    passphrase: &Passphrase,
) -> Result<Option<(Uuid, Keys)>, StoreError> {
    for some in slots.chunks(SIDE_BY_SIDE) {
        let tried = std::thread::scope(|scope| {
            let started: Vec<_> = some
                .iter()
                .map(|slot| {
                    let attempt = move || Ok((slot.therapist, slot.open(practice, passphrase)?));
                    std::thread::Builder::new().spawn_scoped(scope, attempt)
                })
                .collect();
            let ended = started.into_iter().map(|thread| match thread {
                Ok(thread) => thread.join().unwrap_or(Err(StoreError::OutOfMemory)),
                Err(_) => Err(StoreError::OutOfMemory),
            });
            ended.collect::<Result<Vec<_>, StoreError>>()
        })?;
        let opened = tried
            .into_iter()
            .find_map(|(therapist, keys)| Some((therapist, keys?)));
        if opened.is_some() {
            return Ok(opened);
        }
    }
    Ok(None)
}

/// The passphrase alone says who it is, so no two people can have the same one. The words do not say that
/// somebody has it.
pub(crate) fn require_unshared<'a>(
    others: impl Iterator<Item = &'a Slot>,
    practice: Uuid,
    passphrase: &Passphrase,
) -> Result<(), StoreError> {
    let others: Vec<Slot> = others.cloned().collect();
    match open_one_of(&others, practice, passphrase)? {
        None => Ok(()),
        Some(_) => Err(StoreError::WeakPassphrase {
            hint: "Choose other words.".into(),
        }),
    }
}

/// Wraps one therapist's keys.
struct Wrapping<'a> {
    practice: Uuid,
    therapist: Uuid,
    keys: &'a Keys,
    entropy: &'a dyn Entropy,
}

impl Wrapping<'_> {
    fn by_passphrase(
        &mut self,
        passphrase: &Passphrase,
        cost: KdfCost,
    ) -> Result<([u8; 32], WrappedKey, WrappedKey), StoreError> {
        let salt = random(self.entropy)?;
        let wrapping = passphrase_key(passphrase, &salt, cost)?;
        let [database, signing] = self.seal(
            &wrapping,
            Content::DatabaseKeyByPassphrase,
            Content::SigningKeyByPassphrase,
        )?;
        Ok((salt, database, signing))
    }

    fn by_recovery(&mut self, code: &RecoveryCode) -> Result<RecoverySlot, StoreError> {
        let salt = random(self.entropy)?;
        let wrapping = code.wrapping_key(&salt);
        let [database_key, signing_key] = self.seal(
            &wrapping,
            Content::DatabaseKeyByRecovery,
            Content::SigningKeyByRecovery,
        )?;
        Ok(RecoverySlot {
            salt,
            database_key,
            signing_key,
        })
    }

    fn seal(
        &self,
        wrapping: &[u8; 32],
        database: Content,
        signing: Content,
    ) -> Result<[WrappedKey; 2], StoreError> {
        let at = |content| Place {
            practice: self.practice,
            therapist: self.therapist,
            content,
        };
        Ok([
            WrappedKey::seal(
                self.keys.database.bytes(),
                wrapping,
                at(database),
                self.entropy,
            )?,
            WrappedKey::seal(
                self.keys.signing.seed(),
                wrapping,
                at(signing),
                self.entropy,
            )?,
        ])
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot")
            .field("therapist", &self.therapist)
            .field("cost", &self.cost)
            .finish_non_exhaustive()
    }
}
