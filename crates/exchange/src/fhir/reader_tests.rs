//! Promises of the reader: what was signed comes back whole, what was changed is seen, and nothing else gets in.

use bolero::check;
use ed25519_dalek::{Signer, SigningKey};
use filiform_domain::amendment::{VoidReason, Voiding};
use filiform_domain::entry::PracticeChanged;
use filiform_domain::ids::PracticeId;
use filiform_domain::practice::Practice;
use proptest::prelude::*;

use super::*;
use crate::testing::{self, record_of, staff};

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn header(kept: &Kept, patient: Uuid) -> Header {
    let seal = &kept.seal;
    Header {
        id: kept.id,
        chain: seal.chain,
        place: seal.seq,
        clock: seal.clock,
        author: kept.author,
        recorded: kept.recorded_at,
        kind: kept.entry.kind(),
        subject: patient,
        version: seal.schema_version,
        digest: seal.body_digest,
        before: seal.previous,
    }
}

/// The record as if it had been signed: each entry sealed to the one before.
fn signed(mut record: Record) -> Record {
    let (patient, mut before) = (record.patient.0, [0; 32]);
    for kept in &mut record.entries {
        kept.seal.body = serde_json::to_vec(&json(&kept.entry)["body"]).unwrap();
        let sum = Sha256::new_with_prefix(kept.seal.salt).chain_update(&kept.seal.body);
        kept.seal.body_digest = sum.finalize().into();
        kept.seal.previous = before;
        kept.hash = header(kept, patient).hash();
        kept.signature = key().sign(&kept.hash).to_bytes();
        before = kept.hash;
    }
    record
}

fn written(record: &Record) -> Vec<u8> {
    let mut staff = staff();
    for signer in staff.values_mut() {
        signer.public_key = data_encoding::HEXLOWER.encode(key().verifying_key().as_bytes());
    }
    let practice = PracticeChanged {
        id: PracticeId(Uuid::from_u128(9)),
        practice: Practice {
            name: "Harbour Street".to_owned(),
            ..Practice::default()
        },
    };
    let bundled = bundle(record, &staff, &practice, Catalogue::shipped()).unwrap();
    bundled.bytes
}

fn plain() -> Record {
    signed(record_of(testing::entries(&mut |word| format!("~{word}"))))
}

fn read(bytes: &[u8]) -> Brought {
    read_bundle(bytes).ok().unwrap()
}

fn refusal(bytes: &[u8]) -> Option<NotTaken> {
    read_bundle(bytes).err()
}

#[test]
fn every_signed_entry_comes_back_with_its_id_its_author_and_its_bytes() {
    let record = plain();
    let brought = read(&written(&record));
    assert_eq!(brought.patient, record.patient);
    assert_eq!(brought.practice.0, Uuid::from_u128(9));
    assert_eq!(brought.practice_name, "Harbour Street");
    let clinical = record
        .entries
        .iter()
        .filter(|kept| is_clinical(&record, kept));
    let clinical: Vec<_> = clinical.collect();
    assert_eq!(brought.entries.len(), clinical.len());
    for (came, kept) in brought.entries.iter().zip(clinical) {
        assert!(
            came.header == header(kept, record.patient.0),
            "{}",
            kept.entry.kind()
        );
        assert!(came.signature == kept.signature && came.hash == kept.hash);
        let (salt, body) = came.body.as_ref().unwrap();
        assert!(*salt == kept.seal.salt && *body == kept.seal.body);
        assert_eq!(brought.signers[&kept.author].0, "A. Rivera");
    }
}

#[test]
fn a_withheld_note_comes_back_as_signed_and_without_a_word() {
    let mut record = plain();
    let session = record.visits()[0].signed.id;
    let mut last = record.entries[0].clone();
    last.id = filiform_domain::ids::EntryId(Uuid::from_u128(1));
    last.seal.clock = 900;
    last.entry = Entry::SessionVoided(Voiding {
        session,
        patient: record.patient,
        based_on: 2,
        reason: VoidReason::WrongPatient,
        words: "~void".to_owned(),
    });
    record.entries.push(last);
    let brought = read(&written(&signed(record)));
    let without = brought.entries.iter().filter(|entry| entry.body.is_none());
    let kinds: Vec<_> = without.map(|entry| entry.header.kind).collect();
    let (signed, amended, voided) = ("session-signed", "session-amended", "session-voided");
    assert_eq!(kinds, [signed, amended, amended, voided]);
}

#[test]
fn an_entry_that_was_changed_after_it_was_signed_is_named() {
    let text = String::from_utf8(written(&plain())).unwrap();
    let (_, rest) = text.split_once("\"url\": \"clock\",\n").unwrap();
    let (line, _) = rest.split_once('\n').unwrap();
    let changed = text.replacen(line, &line.replace(": \"", ": \"9"), 1);
    assert_ne!(changed, text);
    assert!(matches!(
        refusal(changed.as_bytes()),
        Some(NotTaken::Changed { .. })
    ));
    let author = "\"who\": {\n            \"reference\": \"urn:uuid:";
    let other = text.replace(author, &format!("{author}f"));
    if other != text {
        assert!(matches!(
            refusal(other.as_bytes()),
            Some(NotTaken::Incomplete { .. })
        ));
    }
    let unsigned = text.replace("\"url\": \"hash\"", "\"url\": \"hush\"");
    assert!(matches!(
        refusal(unsigned.as_bytes()),
        Some(NotTaken::Incomplete { .. })
    ));
}

#[test]
fn what_is_no_bundle_of_ours_is_refused_with_the_reason() {
    let text = String::from_utf8(written(&plain())).unwrap();
    let own = text.replace("StructureDefinition/entry\"", "StructureDefinition/other\"");
    assert_eq!(refusal(own.as_bytes()), Some(NotTaken::OfAnotherSystem));
    let document = text.replacen("\"collection\"", "\"document\"", 1);
    assert_eq!(refusal(document.as_bytes()), Some(NotTaken::NotABundle));
    for other in ["{}", "[]", "{\"resourceType\": \"Patient\"}"] {
        assert_eq!(
            refusal(other.as_bytes()),
            Some(NotTaken::NotABundle),
            "{other}"
        );
    }
    let twice = "{\"resourceType\": \"Bundle\", \"resourceType\": \"Bundle\"}";
    for broken in ["", "{", "\u{0}", twice] {
        let why = refusal(broken.as_bytes());
        assert!(
            matches!(why, Some(NotTaken::NotJson { .. })),
            "{broken}: {why:?}"
        );
    }
}

#[test]
fn a_bundle_that_is_too_deep_or_too_large_is_refused_before_it_is_read() {
    let deep = "{\"entry\":".repeat(10_000);
    assert_eq!(refusal(deep.as_bytes()), Some(NotTaken::TooDeep));
    let lists = "[".repeat(10_000);
    assert_eq!(refusal(lists.as_bytes()), Some(NotTaken::TooDeep));
    let large = vec![b' '; MOST_BUNDLE_BYTES + 1];
    assert_eq!(refusal(&large), Some(NotTaken::TooLarge));
}

#[test]
fn any_bytes_are_read_or_refused() {
    check!().for_each(|bytes: &[u8]| {
        let _ = read_bundle(bytes);
    });
}

#[test]
fn no_change_of_a_byte_gets_in_as_something_else() {
    let whole = written(&plain());
    let expected = read(&whole);
    check!()
        .with_type::<(u32, u8)>()
        .with_iterations(60)
        .for_each(|(at, byte)| {
            let mut bytes = whole.clone();
            let at = *at as usize % bytes.len();
            bytes[at] = *byte;
            if let Ok(brought) = read_bundle(&bytes) {
                assert!(brought.entries.len() <= expected.entries.len());
                for entry in &brought.entries {
                    assert!(expected.entries.contains(entry), "byte {at} became {byte}");
                }
            }
        });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_record_comes_back(anybody in testing::anybody()) {
        let record = signed(record_of(anybody.0));
        let brought = read(&written(&record));
        let clinical = record.entries.iter().filter(|kept| is_clinical(&record, kept));
        prop_assert_eq!(brought.entries.len(), clinical.count());
    }
}
