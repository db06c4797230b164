//! One file written whole or not at all, readable by its owner alone.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use filiform_domain::time::CalendarDate;
use sha2::{Digest, Sha256};
use tempfile::Builder;

use crate::error::Error;

/// A file that was written.
pub(crate) struct Written {
    path: PathBuf,
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    pub(crate) sha256: String,
}

impl Written {
    /// Removes the file again.
    pub(crate) fn take_back(self) {
        // When it cannot be removed, the error that led here is the one to tell.
        let _ = std::fs::remove_file(self.path);
    }
}

/// A file name that is not taken and names nobody: "letter 2026-11-22.pdf", "letter 2026-11-22 (2).pdf".
pub(crate) fn free_path(
    folder: &Path,
    (what, ending): (&str, &str),
    today: CalendarDate,
) -> PathBuf {
    let first = folder.join(format!("{what} {today}.{ending}"));
    let more = (2..1000).map(|n| folder.join(format!("{what} {today} ({n}).{ending}")));
    std::iter::once(first.clone())
        .chain(more)
        .find(|path| !path.exists())
        .unwrap_or(first)
}

/// Writes `bytes` beside `path`, syncs, and moves them into place. The folder is made when it is missing.
pub(crate) fn write_new(path: &Path, bytes: &[u8], replace: bool) -> Result<Written, Error> {
    let all = |to: &mut dyn Write| Ok(to.write_all(bytes)?);
    write_in_parts(path, replace, all).map(|(written, ())| written)
}

/// The same for what is too long to be held at once: `fill` writes it piece by piece.
///
/// # Errors
/// [`Error::FileExists`], [`Error::FileNotWritten`], and what `fill` refuses. No file is left then.
pub(crate) fn write_in_parts<T>(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, Filling>,
) -> Result<(Written, T), Error> {
    if path.exists() && !replace {
        return Err(Error::FileExists);
    }
    let folder = path.parent().ok_or(Error::FileNotWritten)?;
    // A folder that cannot be made is no file that exists, whatever the system calls it.
    std::fs::create_dir_all(folder).map_err(|_| Error::FileNotWritten)?;
    let written = || -> Result<(String, T), Filling> {
        let file = Builder::new().prefix(".filiform-").tempfile_in(folder)?;
        let mut hashing = Hashing::of(BufWriter::new(file));
        let filled = fill(&mut hashing)?;
        let (to, sha256) = hashing.end();
        let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        if replace {
            file.persist(path).map_err(|error| error.error)?
        } else {
            file.persist_noclobber(path).map_err(|error| error.error)?
        };
        Ok((sha256, filled))
    };
    match written() {
        Ok((sha256, filled)) => Ok((
            Written {
                path: path.to_owned(),
                sha256,
            },
            filled,
        )),
        Err(Filling::Refused(error)) => Err(error),
        Err(Filling::Io(error)) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::FileExists)
        }
        Err(Filling::Io(_)) => Err(Error::FileNotWritten),
    }
}

/// Why a file was not filled.
pub(crate) enum Filling {
    /// The disk.
    Io(io::Error),
    /// What was to be written.
    Refused(Error),
}

impl From<io::Error> for Filling {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl<E: Into<Error>> From<Refused<E>> for Filling {
    fn from(Refused(error): Refused<E>) -> Self {
        Self::Refused(error.into())
    }
}

/// An error of what was to be written, on its way through [`Filling`].
pub(crate) struct Refused<E>(pub(crate) E);

/// Sums up what passes through.
pub(crate) struct Hashing<W> {
    to: W,
    sum: Sha256,
}

impl<W> Hashing<W> {
    pub(crate) fn of(to: W) -> Self {
        Self {
            to,
            sum: Sha256::new(),
        }
    }

    /// What was written to, and the sum of it as 64 hexadecimal digits.
    pub(crate) fn end(self) -> (W, String) {
        (self.to, HEXLOWER.encode(&self.sum.finalize()))
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_never_overwrites_a_file_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new folder/letter.pdf");
        write_new(&path, b"one", false).ok().unwrap();
        assert_eq!(
            write_new(&path, b"two", false).err(),
            Some(Error::FileExists)
        );
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_new(&path, b"two", true).ok().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn what_is_refused_half_way_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let half = |to: &mut dyn Write| -> Result<(), Filling> {
            to.write_all(b"half")?;
            Err(Refused(Error::Locked).into())
        };
        assert_eq!(
            write_in_parts(&path, false, half).err(),
            Some(Error::Locked)
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_sum_is_that_of_the_bytes_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let written = write_new(&path, b"abc", false).ok().unwrap();
        assert_eq!(
            written.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_folder_that_is_a_file_is_a_clear_refusal() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("taken"), b"x").unwrap();
        assert_eq!(
            write_new(&folder.path().join("taken/letter.pdf"), b"x", false).err(),
            Some(Error::FileNotWritten)
        );
    }
}
