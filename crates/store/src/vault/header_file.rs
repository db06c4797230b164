//! The two copies of the header on disk.

use std::path::Path;

use super::anchor;
use super::files;
use super::header::{Header, ReadHeader, Unreadable};
use super::secret::DatabaseKey;
use crate::StoreError;

/// The header in force: the valid copy with the highest revision.
///
/// # Errors
/// [`StoreError::HeaderMissing`], [`HeaderNewerVersion`](StoreError::HeaderNewerVersion),
/// [`HeaderDamaged`](StoreError::HeaderDamaged), or
/// [`HeaderOfOtherPractice`](StoreError::HeaderOfOtherPractice) when the anchor names another practice.
pub(crate) fn read(folder: &Path) -> Result<ReadHeader, StoreError> {
    let copies = read_copies(folder)?;
    if copies.iter().all(Option::is_none) {
        return Err(StoreError::HeaderMissing);
    }
    if copies
        .iter()
        .flatten()
        .any(|copy| matches!(copy, Err(Unreadable::NewerVersion)))
    {
        return Err(StoreError::HeaderNewerVersion);
    }
    let valid: Vec<ReadHeader> = copies
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .collect();
    if valid.is_empty() {
        return Err(StoreError::HeaderDamaged);
    }
    let practice = anchor::practice_of(folder)?;
    valid
        .into_iter()
        .filter(|copy| practice.is_none_or(|practice| copy.header.practice == practice))
        .max_by_key(|copy| copy.header.revision)
        .ok_or(StoreError::HeaderOfOtherPractice)
}

/// Writes both copies, one after the other, so that one is whole at every moment.
pub(crate) fn write(folder: &Path, header: &Header, key: &DatabaseKey) -> Result<(), StoreError> {
    let bytes = header.to_bytes(key)?;
    for name in files::HEADERS {
        write_copy(folder, name, &bytes)?;
    }
    Ok(())
}

/// Puts a changed header in force. The first copy decides: once it reads as the new one the change holds, and
/// saying otherwise would leave the person with the wrong passphrase. A failed second copy is mended later.
pub(crate) fn put_in_force(
    folder: &Path,
    header: &Header,
    key: &DatabaseKey,
) -> Result<(), StoreError> {
    let bytes = header.to_bytes(key)?;
    let [first, second] = files::HEADERS;
    if let Err(error) = write_copy(folder, first, &bytes) {
        // It may have taken its name before the disk refused to make that last.
        let found = files::read_small(&folder.join(first))?;
        if found.as_deref() != Some(bytes.as_slice()) {
            return Err(error);
        }
    }
    drop(write_copy(folder, second, &bytes));
    Ok(())
}

fn write_copy(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    files::replace(folder, name, bytes)?;
    files::sync_folder(folder)
}

/// Whether both copies hold this header.
pub(crate) fn both_hold(folder: &Path, header: &Header) -> Result<bool, StoreError> {
    let copies = read_copies(folder)?;
    Ok(copies
        .iter()
        .all(|copy| matches!(copy, Some(Ok(read)) if read.header == *header)))
}

type Copy = Option<Result<ReadHeader, Unreadable>>;

fn read_copies(folder: &Path) -> Result<[Copy; 2], StoreError> {
    let [first, second] = files::header_paths(folder);
    let read = |path: &Path| -> Result<Copy, StoreError> {
        Ok(files::read_small(path)?.map(|bytes| ReadHeader::parse(&bytes)))
    };
    Ok([read(&first)?, read(&second)?])
}
