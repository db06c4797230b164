//! From a passphrase or a recovery code to the key that wraps the others.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::passphrase::Passphrase;
use super::secret::Secret32;
use crate::StoreError;

/// What one guess costs: Argon2id's parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfCost {
    /// Memory in KiB, at least 8 a lane and at most 1 GiB.
    pub memory_kib: u32,
    /// Passes over that memory, 1 to 256.
    pub passes: u32,
    /// Lanes, 1 to 16.
    pub lanes: u32,
}

impl KdfCost {
    /// 64 MiB, three passes: the least that protects a real practice.
    pub const STANDARD: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    const MOST_MEMORY_KIB: u32 = 1024 * 1024;
    const MOST_PASSES: u32 = 256;
    const MOST_LANES: u32 = 16;
    /// Memory times passes, in KiB: sixteen passes over 1 GiB, some ten seconds.
    const MOST_WORK_KIB: u64 = 16 * 1024 * 1024;
    const WANTED: Duration = Duration::from_millis(500);
    const MOST_TUNED_PASSES: u32 = 64;

    /// The smallest cost Argon2id allows. It protects nothing: only tests may use it.
    pub const fn for_tests() -> Self {
        Self {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        }
    }

    /// [`STANDARD`](Self::STANDARD) with more passes, until one guess takes about half a second here.
    /// `measure` runs [`spend`](Self::spend) with the cost it is given and says how long that took.
    #[must_use]
    pub fn tuned(measure: impl Fn(Self) -> Duration) -> Self {
        let took = measure(Self::STANDARD).as_micros().max(1);
        let wanted = Self::WANTED.as_micros() * u128::from(Self::STANDARD.passes);
        let passes = u32::try_from((wanted + took / 2) / took).unwrap_or(Self::MOST_TUNED_PASSES);
        Self {
            passes: passes.clamp(Self::STANDARD.passes, Self::MOST_TUNED_PASSES),
            ..Self::STANDARD
        }
    }

    /// The cost of a PIN, which opens a cover and no file: at most 19 MiB and two passes, which is felt by nobody.
    #[must_use]
    pub fn for_pin(self) -> Self {
        Self {
            memory_kib: self.memory_kib.min(19 * 1024),
            passes: self.passes.min(2),
            lanes: 1,
        }
    }

    /// Pays this cost once, for nothing, so that it can be timed.
    pub fn spend(self) -> Result<(), StoreError> {
        passphrase_key(&Passphrase::from("a"), &[0; 32], self).map(drop)
    }

    /// Whether the cost is inside the bounds. A hostile header must not take gigabytes or hours.
    pub(crate) fn is_reasonable(self) -> bool {
        let Self {
            memory_kib,
            passes,
            lanes,
        } = self;
        (1..=Self::MOST_LANES).contains(&lanes)
            && (1..=Self::MOST_PASSES).contains(&passes)
            && (8 * lanes..=Self::MOST_MEMORY_KIB).contains(&memory_kib)
            && u64::from(memory_kib) * u64::from(passes) <= Self::MOST_WORK_KIB
    }
}

/// Argon2id of a passphrase.
///
/// # Errors
/// [`StoreError::CostOutOfBounds`], or [`StoreError::OutOfMemory`] when the memory cannot be had.
pub(crate) fn passphrase_key(
    passphrase: &Passphrase,
    salt: &[u8],
    cost: KdfCost,
) -> Result<Secret32, StoreError> {
    if !cost.is_reasonable() {
        return Err(StoreError::CostOutOfBounds);
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
        .map_err(|_| StoreError::CostOutOfBounds)?;
    // The working memory is ours, so that a shortage is an error and the end of it is a wipe.
    let mut memory = Zeroizing::new(Vec::new());
    memory
        .try_reserve_exact(params.block_count())
        .map_err(|_| StoreError::OutOfMemory)?;
    memory.resize(params.block_count(), Block::default());
    let mut key = Secret32::blank();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(
            passphrase.bytes(),
            salt,
            key.as_mut_slice(),
            memory.as_mut_slice(),
        )
        .map_err(|_| StoreError::CostOutOfBounds)?;
    Ok(key)
}

/// HKDF-SHA256 of a secret that is random enough not to need stretching.
pub(crate) fn derived_key(secret: &[u8], salt: &[u8], purpose: &[u8]) -> Secret32 {
    let mut key = Secret32::blank();
    let expanded = Hkdf::<Sha256>::new(Some(salt), secret).expand(purpose, key.as_mut_slice());
    debug_assert!(expanded.is_ok(), "32 bytes are always within HKDF's limit");
    key
}

/// HMAC-SHA256, which is what HKDF's extract step computes.
pub(crate) fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    Hkdf::<Sha256>::extract(Some(key), message).0.into()
}

/// Compares two MACs in constant time.
pub(crate) fn same_mac(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.iter().zip(other).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_that_would_eat_the_machine_is_refused_before_anything_is_allocated() {
        let costs = [
            (u32::MAX, 1, 1),
            (1024 * 1024 + 1, 1, 1),
            (1024 * 1024, 17, 1),
            (8, 257, 1),
            (8, u32::MAX, 1),
            (u32::MAX, u32::MAX, u32::MAX),
            (64, 1, 17),
            (64, 0, 1),
            (64, 1, 0),
            (15, 1, 2),
        ];
        for (memory_kib, passes, lanes) in costs {
            let cost = KdfCost {
                memory_kib,
                passes,
                lanes,
            };
            assert_eq!(cost.spend(), Err(StoreError::CostOutOfBounds), "{cost:?}");
        }
    }

    #[test]
    fn tuning_aims_at_half_a_second_and_never_goes_below_the_standard() {
        let tuned_for = |millis| KdfCost::tuned(|_| Duration::from_millis(millis)).passes;
        assert_eq!(tuned_for(150), 10, "50 ms a pass");
        assert_eq!(tuned_for(500), 3);
        assert_eq!(tuned_for(5000), 3, "a slow machine keeps the least");
        assert_eq!(
            tuned_for(0),
            64,
            "a broken clock does not lock the therapist out"
        );
        assert!(KdfCost::tuned(|_| Duration::ZERO).is_reasonable());
    }

    #[test]
    fn argon2id_answers_as_the_reference_implementation_does() {
        let cost = KdfCost {
            memory_kib: 256,
            passes: 2,
            lanes: 1,
        };
        let key = passphrase_key(&"password".into(), b"somesalt", cost).unwrap();
        let expected = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe";
        assert_eq!(data_encoding::HEXLOWER.encode(key.as_slice()), expected);
    }

    #[test]
    fn hmac_answers_as_rfc_4231_does() {
        let mut key = [0; 32];
        for byte in key.iter_mut().take(4).zip(b"Jefe") {
            *byte.0 = *byte.1;
        }
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let found = hmac(&key, b"what do ya want for nothing?");
        assert_eq!(
            data_encoding::HEXLOWER.encode(&found),
            expected,
            "HMAC pads a short key with zeros"
        );
        assert!(same_mac(&found, &found));
        assert!(!same_mac(&found, &key));
    }
}
