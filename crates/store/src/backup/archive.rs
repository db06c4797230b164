//! The tar: written in one order, and read with the suspicion that a file from a stick deserves.
//!
//! No name in a tar is ever used as a path. Exactly three plain files are expected, in order, each not longer
//! than it may be; a link, an extension or anything else is no backup.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use super::manifest::{Manifest, Member};
use super::{DATABASE, HEADER, MANIFEST};
use crate::vault::private_file;
use crate::{Flow, StoreError};

/// Longest manifest and header that are read.
const LONGEST: u64 = 256 * 1024;
/// Bytes between two looks at whether to go on.
const CHUNK: usize = 1024 * 1024;

/// Told the bytes done and all of them.
pub(super) type Step<'a> = &'a mut dyn FnMut(u64, u64) -> Flow;

/// Length and SHA-256 of a file.
pub(super) fn measure(path: &Path, step: Step<'_>) -> Result<Member, StoreError> {
    let mut file = File::open(path)?;
    let all = file.metadata()?.len();
    pour(&mut file, &mut io::sink(), all, step)
}

/// Writes the three files. The file that holds the tar is synced when this returns.
pub(super) fn pack(
    into: File,
    manifest: &Manifest,
    header: &[u8],
    database: &Path,
    step: Step<'_>,
) -> Result<(), StoreError> {
    let seconds = u64::try_from(manifest.made.utc_ms / 1000).unwrap_or(0);
    let mut tar = Builder::new(BufWriter::with_capacity(CHUNK, into));
    let said = manifest.to_bytes()?;
    tar.append(
        &named(MANIFEST, said.len() as u64, seconds)?,
        said.as_slice(),
    )?;
    tar.append(&named(HEADER, header.len() as u64, seconds)?, header)?;
    let all = manifest.database.bytes;
    let mut watched = Watched {
        inner: File::open(database)?,
        done: 0,
        all,
        step,
        stopped: false,
    };
    let appended = tar.append(&named(DATABASE, all, seconds)?, &mut watched);
    if watched.stopped {
        return Err(StoreError::Interrupted);
    }
    appended?;
    let file = tar.into_inner()?.into_inner().map_err(io::Error::from)?;
    Ok(file.sync_all()?)
}

fn named(name: &str, bytes: u64, seconds: u64) -> Result<Header, StoreError> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(seconds);
    header.set_cksum();
    Ok(header)
}

/// A reader that looks whether to go on.
struct Watched<'a> {
    inner: File,
    done: u64,
    all: u64,
    step: Step<'a>,
    stopped: bool,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if (self.step)(self.done, self.all) == Flow::Stop {
            self.stopped = true;
            return Err(io::ErrorKind::Other.into());
        }
        let read = self.inner.read(buffer)?;
        self.done += read as u64;
        Ok(read)
    }
}

/// What was in a tar: the manifest, and the header's bytes. The database stands in the folder by then.
pub(super) struct Contents {
    pub(super) manifest: Manifest,
    pub(super) header: Vec<u8>,
}

/// Reads a tar whole, puts its database into `folder` and holds both files against the manifest's sums.
///
/// # Errors
/// [`NotABackup`](StoreError::NotABackup) for a foreign file, [`NewerBackup`](StoreError::NewerBackup),
/// [`BackupDamaged`](StoreError::BackupDamaged) for one that ends early or whose sums differ, and what the
/// disk says.
pub(super) fn unpack(path: &Path, folder: &Path, step: Step<'_>) -> Result<Contents, StoreError> {
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(StoreError::NotABackup);
    }
    if step(0, found.len()) == Flow::Stop {
        return Err(StoreError::Interrupted);
    }
    let file = File::open(path)?;
    let mut archive = Archive::new(BufReader::with_capacity(CHUNK, file));
    // Raw: a long name or another extension is a strange entry here, and never read into memory.
    let mut entries = archive.entries().map_err(unreadable)?.raw(true);
    let mut next = |name: &str| {
        let entry = entries.next().ok_or(StoreError::BackupDamaged)?;
        let entry = entry.map_err(unreadable)?;
        let plain = entry.header().entry_type() == EntryType::Regular;
        if !plain || *entry.path_bytes() != *name.as_bytes() {
            return Err(StoreError::NotABackup);
        }
        // Longer than the file it is in: the rest was cut off.
        if entry.size() > found.len() {
            return Err(StoreError::BackupDamaged);
        }
        Ok(entry)
    };
    let first = next(MANIFEST).map_err(|_| StoreError::NotABackup)?;
    let manifest = Manifest::parse(&short(first)?)?;
    let header = short(next(HEADER)?)?;
    let mut database = next(DATABASE)?;
    let mut into = private_file()
        .write(true)
        .create_new(true)
        .open(folder.join(DATABASE))?;
    let poured = pour(&mut database, &mut into, manifest.database.bytes, step)?;
    let whole = poured == manifest.database && is(&header, &manifest.header);
    if !whole || entries.next().is_some() {
        return Err(StoreError::BackupDamaged);
    }
    into.sync_all()?;
    Ok(Contents { manifest, header })
}

fn short(entry: impl Read) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let read = entry.take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(StoreError::NotABackup);
    }
    Ok(bytes)
}

fn is(bytes: &[u8], member: &Member) -> bool {
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    bytes.len() as u64 == member.bytes && sum == member.sha256
}

/// Copies everything, at most one byte more than there should be, and answers what it was.
fn pour(
    from: &mut dyn Read,
    to: &mut dyn Write,
    all: u64,
    step: Step<'_>,
) -> Result<Member, StoreError> {
    let (mut sum, mut done) = (Sha256::new(), 0_u64);
    let mut chunk = vec![0; CHUNK];
    while done <= all {
        if step(done, all) == Flow::Stop {
            return Err(StoreError::Interrupted);
        }
        let read = from.read(&mut chunk).map_err(unreadable)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        sum.update(bytes);
        to.write_all(bytes)?;
        done += read as u64;
    }
    Ok(Member {
        bytes: done,
        sha256: data_encoding::HEXLOWER.encode(&sum.finalize()),
    })
}

/// A disk that fails says so in its own words; everything else that cannot be read is damage.
fn unreadable(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::Other
            if error.raw_os_error().is_none() =>
        {
            StoreError::BackupDamaged
        }
        _ => error.into(),
    }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
