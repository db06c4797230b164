//! What can be done to the record without writing into it, as [`Access::action`](super::Access::action) says it.

/// The practice was unlocked, or a patient's record was looked at.
pub const OPENED: &str = "opened";
/// Patients or notes were searched. Counted once a minute at most; the words are never kept.
pub const SEARCHED: &str = "searched";
/// Something was printed.
pub const PRINTED: &str = "printed";
/// The recovery sheet was saved as a file.
pub const SHEET_SAVED: &str = "sheet-saved";
/// Something was asked for that the person may not do.
pub const REFUSED: &str = "refused";
/// A passphrase did not open the practice.
pub const UNLOCK_FAILED: &str = "unlock-failed";
/// The anchor was gone when the practice was opened: what is missing from the end shows no more by itself.
pub const ANCHOR_MISSING: &str = "anchor-missing";
/// Every action.
pub const ALL: [&str; 7] = [
    OPENED,
    SEARCHED,
    PRINTED,
    SHEET_SAVED,
    REFUSED,
    UNLOCK_FAILED,
    ANCHOR_MISSING,
];
