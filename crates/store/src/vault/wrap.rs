//! Wrapping one key with another: XChaCha20-Poly1305, bound to the place where it belongs.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hex;
use super::secret::{Entropy, Secret32, random};
use crate::StoreError;

/// A 32-byte key under another key. Safe to store in the open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrappedKey {
    #[serde(with = "hex")]
    nonce: [u8; 24],
    #[serde(with = "hex")]
    sealed: [u8; 32],
    #[serde(with = "hex")]
    tag: [u8; 16],
}

/// What a wrapped key is for and whose it is. It cannot be moved to another place and still open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) practice: Uuid,
    pub(crate) therapist: Uuid,
    pub(crate) content: Content,
}

/// Which key is wrapped, and under what.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    DatabaseKeyByPassphrase = 1,
    SigningKeyByPassphrase = 2,
    DatabaseKeyByRecovery = 3,
    SigningKeyByRecovery = 4,
    DatabaseKeyByOneTimeCode = 5,
}

impl Place {
    fn bytes(self) -> Vec<u8> {
        let mut bytes = b"filiform wrapped key v1\0".to_vec();
        bytes.extend_from_slice(self.practice.as_bytes());
        bytes.extend_from_slice(self.therapist.as_bytes());
        bytes.push(self.content as u8);
        bytes
    }
}

impl WrappedKey {
    /// Wraps `key` under `wrapping` for one place.
    pub(crate) fn seal(
        key: &[u8; 32],
        wrapping: &[u8; 32],
        place: Place,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let nonce = random(entropy)?;
        let mut sealed = *key;
        let tag = XChaCha20Poly1305::new(wrapping.into())
            .encrypt_inout_detached(
                (&nonce).into(),
                &place.bytes(),
                sealed.as_mut_slice().into(),
            )
            .map_err(|_| StoreError::Damaged {
                what: "key wrapping",
            })?;
        Ok(Self {
            nonce,
            sealed,
            tag: tag.into(),
        })
    }

    /// The key, or `None` when `wrapping` or the place is wrong or a bit has changed.
    pub(crate) fn open(&self, wrapping: &[u8; 32], place: Place) -> Option<Secret32> {
        let mut key = Secret32::blank();
        key.copy_from_slice(&self.sealed);
        let buffer = key.as_mut_slice().into();
        XChaCha20Poly1305::new(wrapping.into())
            .decrypt_inout_detached(
                (&self.nonce).into(),
                &place.bytes(),
                buffer,
                (&self.tag).into(),
            )
            .ok()?;
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
            bytes.iter_mut().zip(0..).for_each(|(byte, n)| *byte = n);
            Ok(())
        }
    }

    fn place(practice: u128, therapist: u128, content: Content) -> Place {
        Place {
            practice: Uuid::from_u128(practice),
            therapist: Uuid::from_u128(therapist),
            content,
        }
    }

    #[test]
    fn a_wrapped_key_opens_only_where_it_belongs() {
        let here = place(1, 2, Content::DatabaseKeyByPassphrase);
        let wrapped = WrappedKey::seal(&[9; 32], &[1; 32], here, &Counting).unwrap();
        assert_eq!(wrapped.open(&[1; 32], here).unwrap().as_slice(), [9; 32]);
        assert!(wrapped.open(&[2; 32], here).is_none(), "another key");
        for elsewhere in [
            place(3, 2, Content::DatabaseKeyByPassphrase),
            place(1, 3, Content::DatabaseKeyByPassphrase),
            place(1, 2, Content::DatabaseKeyByRecovery),
        ] {
            assert!(wrapped.open(&[1; 32], elsewhere).is_none(), "{elsewhere:?}");
        }
    }

    #[test]
    fn one_changed_bit_is_noticed() {
        let here = place(1, 2, Content::SigningKeyByRecovery);
        let wrapped = WrappedKey::seal(&[9; 32], &[1; 32], here, &Counting).unwrap();
        let mut other = wrapped.clone();
        other.sealed[31] ^= 1;
        assert!(other.open(&[1; 32], here).is_none());
        let mut other = wrapped;
        other.tag[0] ^= 0x80;
        assert!(other.open(&[1; 32], here).is_none());
    }
}
