//! The header against hostile bytes, and who it lets in.

use proptest::prelude::*;

use super::*;
use crate::vault::kdf::KdfCost;
use crate::vault::recovery::RecoveryCode;
use crate::vault::secret::{Entropy, SigningKeyBox};
use crate::vault::slot::Keys;

/// Bytes that never repeat: a counter through SHA-256.
struct Drawn(std::sync::atomic::AtomicU64);

impl Entropy for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        for chunk in bytes.chunks_mut(32) {
            let n = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let drawn = Sha256::digest(n.to_le_bytes());
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
        Ok(())
    }
}

const PRACTICE: Uuid = Uuid::from_u128(1);
const ADA: Uuid = Uuid::from_u128(2);

struct Sample {
    header: Header,
    keys: Keys,
    code: RecoveryCode,
    drawn: Drawn,
}

fn sample() -> Sample {
    let drawn = Drawn(0.into());
    let code = RecoveryCode::generate(&drawn).unwrap();
    let keys = Keys {
        database: DatabaseKey::generate(&drawn).unwrap(),
        signing: SigningKeyBox::generate(&drawn).unwrap(),
    };
    let by = (&"lantern".into(), KdfCost::for_tests());
    let slot = Slot::new(PRACTICE, ADA, &keys, by, &code, &drawn).unwrap();
    Sample {
        header: Header {
            practice: PRACTICE,
            revision: 7,
            slots: vec![slot],
            former: Vec::new(),
            returning: Vec::new(),
        },
        keys,
        code,
        drawn,
    }
}

/// A header file with any opening line and body, its checksum right and its MAC nonsense.
fn framed(opening: &str, body: &str) -> Vec<u8> {
    let covered = format!("{opening}\n{body}\n");
    let sum = data_encoding::HEXLOWER.encode(&checksum(covered.as_bytes()));
    format!("{covered}sha256 {sum}\nhmac {}\n", "00".repeat(32)).into_bytes()
}

#[test]
fn a_header_reads_back_and_proves_who_wrote_it() {
    let Sample {
        header,
        keys,
        drawn,
        ..
    } = sample();
    let read = ReadHeader::parse(&header.to_bytes(&keys.database).unwrap())
        .ok()
        .unwrap();
    assert!(read.header == header);
    assert!(read.is_genuine(&keys.database));
    assert!(!read.is_genuine(&DatabaseKey::generate(&drawn).unwrap()));
}

#[test]
fn passphrase_and_recovery_code_give_out_the_same_two_keys() {
    let Sample {
        header, keys, code, ..
    } = sample();
    let slot = &header.slots[0];
    let by_passphrase = slot.open(PRACTICE, &"lantern".into()).unwrap().unwrap();
    let by_recovery = slot.open_with_recovery(PRACTICE, &code).unwrap();
    for opened in [by_passphrase, by_recovery] {
        assert_eq!(opened.database.bytes(), keys.database.bytes());
        assert_eq!(opened.signing.seed(), keys.signing.seed());
    }
}

#[test]
fn a_slot_moved_to_another_practice_or_therapist_stays_shut() {
    let Sample { header, code, .. } = sample();
    let mut slot = header.slots[0].clone();
    assert!(slot.open(ADA, &"lantern".into()).unwrap().is_none());
    slot.therapist = PRACTICE;
    assert!(slot.open(PRACTICE, &"lantern".into()).unwrap().is_none());
    assert!(slot.open_with_recovery(PRACTICE, &code).is_none());
}

#[test]
fn a_swapped_public_key_is_noticed_before_it_can_vouch_for_anything() {
    let Sample { header, .. } = sample();
    let mut slot = header.slots[0].clone();
    slot.public_key = SigningKeyBox::from_seed(&[1; 32]).public();
    assert!(slot.open(PRACTICE, &"lantern".into()).unwrap().is_none());
}

#[test]
fn every_single_flipped_bit_is_damage() {
    let Sample { header, keys, .. } = sample();
    let bytes = header.to_bytes(&keys.database).unwrap();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            let genuine =
                ReadHeader::parse(&flipped).is_ok_and(|read| read.is_genuine(&keys.database));
            assert!(!genuine, "byte {place} bit {bit}");
        }
    }
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    let unreadable = |bytes: &[u8]| ReadHeader::parse(bytes).err().unwrap();
    assert_eq!(
        unreadable(&framed("filiform header 4", "whatever")),
        Unreadable::NewerVersion
    );
    assert_eq!(
        unreadable(&framed("filiform header 0", "{}")),
        Unreadable::Damaged
    );
    assert_eq!(
        unreadable(&framed("filiform header x", "{}")),
        Unreadable::Damaged
    );
    let mut torn = framed("filiform header 4", "whatever");
    torn.truncate(40);
    assert_eq!(unreadable(&torn), Unreadable::Damaged);
}

#[test]
fn a_hostile_header_takes_neither_memory_nor_time() {
    let Sample {
        mut header, keys, ..
    } = sample();
    header.slots[0].cost.memory_kib = u32::MAX;
    assert!(ReadHeader::parse(&header.to_bytes(&keys.database).unwrap()).is_err());
    let Sample {
        mut header, keys, ..
    } = sample();
    header.slots = vec![header.slots[0].clone(); MOST_SLOTS + 1];
    assert!(ReadHeader::parse(&header.to_bytes(&keys.database).unwrap()).is_err());
    header.slots.clear();
    assert!(ReadHeader::parse(&header.to_bytes(&keys.database).unwrap()).is_err());
}

#[test]
fn the_file_holds_no_key_in_the_clear() {
    let Sample {
        header, keys, code, ..
    } = sample();
    let text = String::from_utf8(header.to_bytes(&keys.database).unwrap()).unwrap();
    let hex = |bytes: &[u8; 32]| data_encoding::HEXLOWER.encode(bytes);
    for secret in [
        hex(keys.database.bytes()),
        hex(keys.signing.seed()),
        "lantern".to_owned(),
    ] {
        assert!(!text.contains(&secret));
        assert!(!format!("{header:?}").contains(&secret));
    }
    assert!(!text.contains(code.to_sheet().as_str()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(ReadHeader::parse(&bytes).is_err());
    }

    #[test]
    fn any_body_in_a_whole_frame_is_read_or_refused_never_a_panic(version in 0_u32..3, body in "[^\n]*") {
        let bytes = framed(&format!("filiform header {version}"), &body);
        prop_assert!(ReadHeader::parse(&bytes).is_err());
    }

    #[test]
    fn a_header_with_a_piece_cut_out_is_damage(start in 0_usize..2000, length in 1_usize..400) {
        let Sample { header, keys, .. } = sample();
        let mut bytes = header.to_bytes(&keys.database).unwrap();
        prop_assume!(start < bytes.len());
        bytes.drain(start..(start + length).min(bytes.len()));
        prop_assert!(ReadHeader::parse(&bytes).is_err());
    }
}
