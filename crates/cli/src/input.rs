//! Files that are read, or standard input.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use filiform_domain::problem::Problem;
use filiform_exchange::{MOST_BYTES, Read, Unreadable};

use crate::failure::Failure;

/// The bytes of a file, or of standard input for `-`. No more are taken than can be a file of ours.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes_up_to(path, MOST_BYTES)
}

/// The same, of at most so many bytes and one: enough to be refused as too many.
pub(crate) fn bytes_up_to(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let reading = if path.as_os_str() == "-" {
        limited(io::stdin().lock(), most)
    } else {
        File::open(path).and_then(|file| limited(file, most))
    };
    reading.map_err(|error| Failure::FileNotRead(error.kind()))
}

/// A file of text, or standard input for `-`.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    if bytes.len() > MOST_BYTES {
        return Err(Failure::FileNotRead(io::ErrorKind::FileTooLarge));
    }
    String::from_utf8(bytes).map_err(|_| Failure::FileNotRead(io::ErrorKind::InvalidData))
}

/// One byte over the limit is enough to be refused.
fn limited(from: impl io::Read, most: usize) -> io::Result<Vec<u8>> {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The draft in a file, when neither the file nor the draft has a fault; else every fault of both.
pub(crate) fn whole<T>(
    read: Result<Read<T>, Unreadable>,
    faults_of: impl FnOnce(&T) -> Result<Vec<Problem>, Failure>,
) -> Result<T, Failure> {
    let read = read.map_err(|why| Failure::Input(vec![why.into()]))?;
    let of_draft = faults_of(read.draft())?;
    read.with(of_draft).map_err(Failure::Input)
}
