//! The PIN that opens the cover: only what checks it is kept, and only inside the encrypted file.
//!
//! It protects a screen that is unlocked anyway, so that its cost may be small: whoever could guess at the
//! verifier has read the whole file already.

use std::fmt;

use super::kdf::{KdfCost, passphrase_key, same_mac};
use super::passphrase::Passphrase;
use super::secret::{Entropy, random};
use crate::StoreError;

/// What checks a PIN.
#[derive(Clone, PartialEq, Eq)]
pub struct PinVerifier {
    pub(crate) cost: KdfCost,
    pub(crate) salt: [u8; 16],
    pub(crate) hash: [u8; 32],
}

impl PinVerifier {
    /// Makes the verifier of a new PIN.
    ///
    /// # Errors
    /// See [`KdfCost`]: a cost out of bounds, or no memory for it.
    pub fn new(pin: &Passphrase, cost: KdfCost, entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let salt = random(entropy)?;
        let hash = *passphrase_key(pin, &salt, cost)?;
        Ok(Self { cost, salt, hash })
    }

    /// Whether this is the PIN.
    ///
    /// # Errors
    /// As for [`PinVerifier::new`].
    pub fn fits(&self, pin: &Passphrase) -> Result<bool, StoreError> {
        let hash = passphrase_key(pin, &self.salt, self.cost)?;
        Ok(same_mac(&hash, &self.hash))
    }
}

impl fmt::Debug for PinVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinVerifier(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;

    impl Entropy for Sevens {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
            bytes.fill(7);
            Ok(())
        }
    }

    #[test]
    fn only_the_pin_itself_fits() {
        let verifier = PinVerifier::new(&"4071".into(), KdfCost::for_tests(), &Sevens).unwrap();
        assert_eq!(verifier.fits(&"4071".into()), Ok(true));
        for other in ["4072", "407", "40710", " 4071", ""] {
            assert_eq!(verifier.fits(&other.into()), Ok(false), "{other:?}");
        }
        assert_eq!(format!("{verifier:?}"), "PinVerifier(hidden)");
    }

    #[test]
    fn a_pin_costs_no_more_than_its_share_of_a_passphrase() {
        let cost = KdfCost {
            passes: 40,
            ..KdfCost::STANDARD
        };
        assert_eq!(
            (cost.for_pin().memory_kib, cost.for_pin().passes),
            (19 * 1024, 2)
        );
        assert_eq!(KdfCost::for_tests().for_pin(), KdfCost::for_tests());
    }
}
