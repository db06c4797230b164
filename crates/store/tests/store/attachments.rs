//! Attached files: in and out as they are, held by their signed sums, refused where they do not fit.

use filiform_domain::amendment::VoidReason;
use filiform_domain::attachment::content::{FileFormat, FileSeen};
use filiform_domain::attachment::{Attachment, AttachmentKind, AttachmentWithdrawn, FileKept};
use filiform_domain::entry::Entry;
use filiform_domain::ids::AttachmentId;
use filiform_store::{Flow, Happened, Store, StoreError, Write};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::support::*;

/// What is signed for these bytes: the `n`th file of patient `p`.
pub(crate) fn attachment(p: u128, n: u128, title: &str, bytes: &[u8]) -> Attachment {
    let seen = FileSeen {
        format: FileFormat::Pdf,
        bytes: u32::try_from(bytes.len()).unwrap(),
        dots: None,
    };
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    Attachment {
        id: AttachmentId(Uuid::from_u128(0xA77A_0000 + n)),
        patient: patient_id(p),
        kind: AttachmentKind::ReferralLetter,
        title: title.into(),
        date: at(0).date(),
        at: at(0),
        session: None,
        file: FileKept::new(seen, sum),
    }
}

pub(crate) fn attach(store: &Store, minutes: i64, of: &Attachment, bytes: &[u8]) {
    let kept = store.attach(&stamp(minutes), of.clone(), bytes.to_vec(), None);
    kept.unwrap();
}

pub(crate) fn withdrawn(of: &Attachment) -> Entry {
    Entry::AttachmentWithdrawn(Box::new(AttachmentWithdrawn {
        attachment: of.clone(),
        reason: VoidReason::EnteredInError,
        words: String::new(),
    }))
}

/// Bytes in which no piece is like another.
fn long(length: usize) -> Vec<u8> {
    (0..length)
        .map(|n| u8::try_from(n / 7 % 251).unwrap())
        .collect()
}

#[test]
fn a_file_of_any_length_comes_back_byte_for_byte() {
    const PIECE: usize = 256 << 10;
    let (_folder, store) = practice();
    register_ada(&store);
    for (n, length) in (1..).zip([1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17]) {
        let bytes = long(length);
        let of = attachment(1, n, "Letter", &bytes);
        attach(&store, 5, &of, &bytes);
        assert!(store.attached_bytes(&of).unwrap() == bytes, "{length}");
        let kept = store.attachment(of.id).unwrap().unwrap();
        assert!(kept.happened == Happened::Attachment(Box::new(of)));
    }
    assert_eq!(verify(&store).problems, []);
    let before = store.projections_snapshot().unwrap();
    store.rebuild(&mut |_, _| Flow::Continue).unwrap();
    assert!(store.projections_snapshot().unwrap() == before);
}

#[test]
fn bytes_that_nobody_signed_for_are_not_kept_and_neither_is_the_entry() {
    let (_folder, store) = practice();
    register_ada(&store);
    let of = attachment(1, 1, "Letter", b"what was signed");
    for other in [&b"what was sent  "[..], b"what was signed and more", b""] {
        let refused = store.attach(&stamp(5), of.clone(), other.to_vec(), None);
        assert!(matches!(refused, Err(StoreError::Damaged { .. })));
    }
    let bare = Write::one(Entry::AttachmentAdded(Box::new(of.clone())));
    assert!(
        store.transact(&stamp(5), bare).is_err(),
        "an entry without its bytes"
    );
    assert!(store.attachment(of.id).unwrap().is_none());
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_file_is_withdrawn_once_and_as_it_was() {
    let (_folder, store) = practice();
    register_ada(&store);
    let of = attachment(1, 1, "Letter", b"bytes");
    let refuse = |entry| store.transact(&stamp(6), Write::one(entry)).unwrap_err();
    assert_eq!(
        refuse(withdrawn(&of)),
        StoreError::AlreadyWritten,
        "not attached"
    );
    attach(&store, 5, &of, b"bytes");
    let other = Attachment {
        title: "Another".into(),
        ..of.clone()
    };
    assert_eq!(refuse(withdrawn(&other)), StoreError::AlreadyWritten);
    write(&store, 6, withdrawn(&of));
    assert_eq!(refuse(withdrawn(&of)), StoreError::AlreadyWritten, "twice");
    let kept = store.attachment(of.id).unwrap().unwrap();
    assert!(matches!(kept.happened, Happened::AttachmentWithdrawn(_)));
    assert_eq!(store.attached_bytes(&of).unwrap(), b"bytes");
    assert_eq!(verify(&store).problems, []);
}

#[test]
fn a_file_that_was_changed_beside_the_app_is_found_by_the_check_and_never_shown() {
    let (folder, store) = practice();
    register_ada(&store);
    let bytes = long(600_000);
    let of = attachment(1, 1, "Letter", &bytes);
    attach(&store, 5, &of, &bytes);
    store.close(at(6)).unwrap();
    let sound = files(&home(&folder));
    let another = "INSERT INTO attachment_piece SELECT patient, zeroblob(16), 0, x'00' FROM attachment_piece LIMIT 1";
    for harm in [
        "UPDATE attachment_piece SET bytes = zeroblob(262144) WHERE n = 1",
        "UPDATE attachment_piece SET n = 7 WHERE n = 1",
        "DELETE FROM attachment_piece WHERE n = 2",
        "DELETE FROM attachment_piece",
        "INSERT INTO attachment_piece SELECT patient, attachment, 3, x'00' FROM attachment_piece LIMIT 1",
        another,
        "INSERT INTO attachment_piece VALUES (zeroblob(16), zeroblob(16), 0, x'00')",
    ] {
        for (name, bytes) in &sound {
            std::fs::write(home(&folder).join(name), bytes).unwrap();
        }
        let connection = raw(&home(&folder));
        for trigger in ["replaced", "updated"] {
            let drop = format!("DROP TRIGGER attachment_is_never_{trigger}");
            connection.execute_batch(&drop).unwrap();
        }
        connection
            .execute_batch("DROP TRIGGER attachment_goes_only_when_destroyed")
            .unwrap();
        connection.execute_batch(harm).unwrap();
        drop(connection);
        let store = open(&home(&folder)).unwrap();
        assert_eq!(verify(&store).problems.len(), 1, "{harm}");
        let is_beside = harm == another || harm.contains("VALUES");
        assert_eq!(store.attached_bytes(&of).is_ok(), is_beside, "{harm}");
        store.close(at(7)).unwrap();
    }
}

#[test]
fn the_file_itself_refuses_to_replace_change_or_drop_an_attachment() {
    let (folder, store) = practice();
    register_ada(&store);
    attach(&store, 5, &attachment(1, 1, "Letter", b"bytes"), b"bytes");
    store.close(at(6)).unwrap();
    let connection = raw(&home(&folder));
    for harm in [
        "UPDATE attachment_piece SET bytes = x'00'",
        "DELETE FROM attachment_piece",
        "INSERT OR REPLACE INTO attachment_piece SELECT patient, attachment, n, x'00' FROM attachment_piece",
    ] {
        assert!(connection.execute_batch(harm).is_err(), "{harm}");
    }
}
