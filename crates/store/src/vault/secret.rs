//! The secrets of a practice and where their randomness comes from.
//!
//! Every type here wipes itself when dropped, and its `Debug` shows nothing of it.

use std::fmt;
use std::ops::{Deref, DerefMut};

use ed25519_dalek::{Signer, SigningKey};
use zeroize::Zeroizing;

use crate::StoreError;

/// Random bytes fit for keys. The outermost layer passes the operating system's generator in.
pub trait Entropy: Send + Sync {
    /// Fills the whole slice, or fails with [`StoreError::NoRandomness`].
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError>;
}

/// `N` fresh random bytes which are not secret (a salt, a nonce).
pub(crate) fn random<const N: usize>(entropy: &dyn Entropy) -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

/// 32 bytes on the heap that move without leaving copies behind and are wiped at the end.
pub(crate) struct Secret32(Box<Zeroizing<[u8; 32]>>);

impl Secret32 {
    /// All zero, to be filled in place.
    pub(crate) fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }
}

impl Deref for Secret32 {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl DerefMut for Secret32 {
    fn deref_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

/// The random key that SQLCipher opens the database with.
pub struct DatabaseKey(Secret32);

impl DatabaseKey {
    /// Draws a new key.
    pub(crate) fn generate(entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let mut bytes = Secret32::blank();
        entropy.fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// Takes a key that was just unwrapped.
    pub(crate) fn from_secret(bytes: Secret32) -> Self {
        Self(bytes)
    }

    /// The same key once more, for another slot.
    pub(crate) fn copy_of(other: &Self) -> Self {
        let mut bytes = Secret32::blank();
        bytes.copy_from_slice(other.bytes());
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first statement on every connection: `PRAGMA key = "x'…'"`.
    pub fn raw_key_pragma(&self) -> Zeroizing<String> {
        const OPENING: &str = "PRAGMA key = \"x'";
        let mut sql = Zeroizing::new(String::with_capacity(OPENING.len() + 64 + 3));
        sql.push_str(OPENING);
        data_encoding::HEXLOWER.encode_append(self.bytes(), &mut sql);
        sql.push_str("'\";");
        sql
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(hidden)")
    }
}

/// A therapist's Ed25519 key, with which every entry is signed.
///
/// It lives in one place on the heap, because a moved [`SigningKey`] would leave copies on the stack.
pub struct SigningKeyBox(Box<SigningKey>);

impl SigningKeyBox {
    /// Draws a new key.
    pub(crate) fn generate(entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let mut seed = Secret32::blank();
        entropy.fill(seed.as_mut_slice())?;
        Ok(Self::from_seed(&seed))
    }

    /// Rebuilds the key from its 32-byte seed.
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Box::new(SigningKey::from_bytes(seed)))
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The 32-byte public key: it verifies what [`sign`](Self::sign) made and is no secret.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The 64-byte signature of a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKeyBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeyBox(hidden)")
    }
}

/// Whether `signature` is `public`'s signature of `message`. Strict: weak keys and malleable forms fail.
pub fn verify_signature(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    ed25519_dalek::VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_statement_is_the_raw_hex_form_sqlcipher_expects() {
        let key = DatabaseKey::from_secret(Secret32(Box::new(Zeroizing::new([0xAB; 32]))));
        let expected = format!("PRAGMA key = \"x'{}'\";", "ab".repeat(32));
        assert_eq!(key.raw_key_pragma().as_str(), expected);
        assert_eq!(
            key.raw_key_pragma().capacity(),
            expected.len(),
            "growing would leave a copy"
        );
    }

    #[test]
    fn a_signature_holds_for_its_message_and_key_only() {
        let key = SigningKeyBox::from_seed(&[7; 32]);
        let signature = key.sign(b"entry");
        assert!(verify_signature(&key.public(), b"entry", &signature));
        assert!(!verify_signature(&key.public(), b"Entry", &signature));
        assert!(!verify_signature(
            &SigningKeyBox::from_seed(&[8; 32]).public(),
            b"entry",
            &signature
        ));
        assert!(
            !verify_signature(&[0; 32], b"entry", &signature),
            "a weak public key proves nothing"
        );
    }
}
