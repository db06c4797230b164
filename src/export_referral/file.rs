//! One file written whole or not at all, readable by its owner alone.

use std::io::Write;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tempfile::Builder;

use crate::error::Error;

/// A file that was written.
pub(super) struct Written {
    path: PathBuf,
}

impl Written {
    /// Removes the file again.
    pub(super) fn take_back(self) {
        // When it cannot be removed, the error that led here is the one to tell.
        let _ = std::fs::remove_file(self.path);
    }
}

/// SHA-256 of the bytes, as 64 hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Writes `bytes` beside `path`, syncs, and moves them into place. The folder is made when it is missing.
pub(super) fn write_new(path: &Path, bytes: &[u8], replace: bool) -> Result<Written, Error> {
    if path.exists() && !replace {
        return Err(Error::FileExists);
    }
    let folder = path.parent().ok_or(Error::FileNotWritten)?;
    // A folder that cannot be made is no file that exists, whatever the system calls it.
    std::fs::create_dir_all(folder).map_err(|_| Error::FileNotWritten)?;
    let written = || -> std::io::Result<()> {
        let mut file = Builder::new().prefix(".letter-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if replace {
            file.persist(path)?
        } else {
            file.persist_noclobber(path)?
        };
        Ok(())
    };
    match written() {
        Ok(()) => Ok(Written {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Error::FileExists),
        Err(_) => Err(Error::FileNotWritten),
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
    fn a_folder_that_is_a_file_is_a_clear_refusal() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("taken"), b"x").unwrap();
        assert_eq!(
            write_new(&folder.path().join("taken/letter.pdf"), b"x", false).err(),
            Some(Error::FileNotWritten)
        );
    }
}
