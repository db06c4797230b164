//! The anchor against torn writes, forgeries and a ledger that lost its tail.

use super::*;

const PRACTICE: Uuid = Uuid::from_u128(1);
const CHAIN: Uuid = Uuid::from_u128(2);

fn signer() -> SigningKeyBox {
    SigningKeyBox::from_seed(&[3; 32])
}

fn head(seq: u8) -> Head {
    Head {
        chain: CHAIN,
        seq: seq.into(),
        hash: [seq; 32],
        header_revision: 1,
    }
}

fn reopen(folder: &Path) -> AnchorFile {
    AnchorFile::open(folder, PRACTICE, &[signer().public()]).unwrap()
}

/// An anchor on which entries 1 to `last` were written.
fn written(folder: &Path, last: u8) -> AnchorFile {
    let mut anchor = AnchorFile::create(folder, PRACTICE).unwrap();
    for seq in 1..=last {
        anchor.write(head(seq), &signer()).unwrap();
    }
    anchor.sync().unwrap();
    anchor
}

fn change(folder: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let path = folder.join(files::ANCHOR);
    let mut bytes = std::fs::read(&path).unwrap();
    change(&mut bytes);
    std::fs::write(&path, bytes).unwrap();
}

/// The ledger as it should be: the hash of entry n is n, 32 times.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a look-up in the database can fail"
)]
fn honest(seq: u64) -> Result<Option<[u8; 32]>, StoreError> {
    Ok(Some([u8::try_from(seq).unwrap(); 32]))
}

#[test]
fn the_newest_head_is_read_back_and_the_file_does_not_grow() {
    let folder = tempfile::tempdir().unwrap();
    for last in 1..=5 {
        drop(written(folder.path(), 0));
        std::fs::remove_file(folder.path().join(files::ANCHOR)).unwrap();
        drop(written(folder.path(), last));
        assert_eq!(reopen(folder.path()).newest(), Some(head(last)));
        std::fs::remove_file(folder.path().join(files::ANCHOR)).unwrap();
    }
    drop(written(folder.path(), 200));
    assert_eq!(
        std::fs::metadata(folder.path().join(files::ANCHOR))
            .unwrap()
            .len(),
        3 * BLOCK as u64
    );
}

#[test]
fn writing_goes_on_after_the_newest_slot_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(written(folder.path(), 3));
    let mut again = reopen(folder.path());
    again.write(head(4), &signer()).unwrap();
    assert_eq!(reopen(folder.path()).newest(), Some(head(4)));
}

#[test]
fn a_slot_torn_anywhere_falls_back_to_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    drop(written(folder.path(), 4));
    // The fourth head is in the first slot.
    let newest = BLOCK;
    for offset in 0..BLOCK {
        change(folder.path(), |bytes| bytes[newest + offset] ^= 1);
        assert_eq!(
            reopen(folder.path()).newest(),
            Some(head(3)),
            "byte {offset}"
        );
        change(folder.path(), |bytes| bytes[newest + offset] ^= 1);
    }
    assert_eq!(reopen(folder.path()).newest(), Some(head(4)));
}

#[test]
fn a_head_signed_by_a_stranger_or_for_another_practice_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut anchor = AnchorFile::create(folder.path(), PRACTICE).unwrap();
    anchor
        .write(head(9), &SigningKeyBox::from_seed(&[4; 32]))
        .unwrap();
    assert_eq!(reopen(folder.path()).newest(), None);
    anchor.write(head(9), &signer()).unwrap();
    let elsewhere = AnchorFile::open(folder.path(), CHAIN, &[signer().public()]).unwrap();
    assert_eq!(elsewhere.newest(), None);
}

#[test]
fn an_anchor_behind_or_level_with_the_ledger_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = written(folder.path(), 3);
    assert_eq!(
        anchor.compare(CHAIN, Some(3), honest),
        Ok(AnchorFinding::Same)
    );
    assert_eq!(
        anchor.compare(CHAIN, Some(7), honest),
        Ok(AnchorFinding::Behind)
    );
}

#[test]
fn a_ledger_that_ends_before_the_anchor_has_lost_entries() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = written(folder.path(), 3);
    assert_eq!(
        anchor.compare(CHAIN, Some(2), honest),
        Err(StoreError::AnchorAhead)
    );
    assert_eq!(
        anchor.compare(CHAIN, None, honest),
        Err(StoreError::AnchorAhead)
    );
}

#[test]
fn a_ledger_that_tells_another_story_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = written(folder.path(), 3);
    for head_seq in [3, 7] {
        let found = anchor.compare(CHAIN, Some(head_seq), |_| Ok(Some([0; 32])));
        assert_eq!(found.unwrap_err().code(), "damaged", "head {head_seq}");
    }
    assert_eq!(
        anchor
            .compare(PRACTICE, Some(3), honest)
            .unwrap_err()
            .code(),
        "damaged"
    );
    assert_eq!(
        anchor
            .compare(CHAIN, Some(3), |_| Ok(None))
            .unwrap_err()
            .code(),
        "damaged"
    );
}

#[test]
fn a_missing_or_unreadable_anchor_is_reported_and_made_anew_by_the_next_write() {
    let folder = tempfile::tempdir().unwrap();
    drop(written(folder.path(), 3));
    for ruin in [Vec::new(), vec![0xFF; 100], vec![0; 5000]] {
        change(folder.path(), |bytes| *bytes = ruin);
        assert_eq!(
            reopen(folder.path()).compare(CHAIN, Some(3), honest),
            Ok(AnchorFinding::Missing)
        );
    }
    std::fs::remove_file(folder.path().join(files::ANCHOR)).unwrap();
    let mut anchor = reopen(folder.path());
    assert_eq!(
        anchor.compare(CHAIN, Some(3), honest),
        Ok(AnchorFinding::Missing)
    );
    assert!(
        !folder.path().join(files::ANCHOR).exists(),
        "reading makes nothing"
    );
    anchor.write(head(4), &signer()).unwrap();
    assert_eq!(reopen(folder.path()).newest(), Some(head(4)));
    assert_eq!(practice_of(folder.path()), Ok(Some(PRACTICE)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_called_that() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join(files::ANCHOR)).unwrap();
    let made = AnchorFile::create(folder.path(), PRACTICE);
    assert_eq!(made.unwrap_err(), StoreError::DiskFull);
}
