//! What the disk says becomes words that a person can act on.

use super::*;

#[test]
fn the_disks_troubles_become_words_a_person_can_act_on() {
    let cases = [
        (io::ErrorKind::ReadOnlyFilesystem, "read-only"),
        (io::ErrorKind::PermissionDenied, "read-only"),
        (io::ErrorKind::StorageFull, "disk-full"),
        (io::ErrorKind::QuotaExceeded, "disk-full"),
        (io::ErrorKind::NotADirectory, "not-a-folder"),
        (io::ErrorKind::TimedOut, "io"),
    ];
    for (kind, code) in cases {
        assert_eq!(StoreError::from(kind).code(), code, "{kind}");
    }
}

#[test]
fn a_second_window_counts_as_locked_and_a_lost_tail_as_damaged() {
    assert_eq!(StoreError::InUse.kind(), ErrorKind::LockedOrWrongKey);
    assert_eq!(StoreError::AnchorAhead.kind(), ErrorKind::Damaged);
    assert_eq!(StoreError::DiskFull.kind(), ErrorKind::Io);
    assert_eq!(StoreError::AlreadyExists.kind(), ErrorKind::Refused);
}
