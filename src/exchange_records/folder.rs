//! A folder of files that appears whole or not at all, readable by its owner alone.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tempfile::{Builder, TempDir};

use crate::error::Error;
use crate::practice::{Filling, Hashing};

/// The list of the files and their sums, as `sha256sum -c` reads it.
pub(super) const SUMS: &str = "SHA256SUMS";

/// A folder while it is filled. Dropped before it is finished, it is gone.
pub(super) struct NewFolder {
    to: PathBuf,
    made: TempDir,
    files: Vec<(String, Hashing<BufWriter<File>>)>,
    /// Files that are whole already, as lines of the list.
    sums: String,
}

/// A folder that was written.
pub(super) struct WrittenFolder {
    path: PathBuf,
    /// SHA-256 of its list of sums, as 64 hexadecimal digits.
    pub(super) sha256: String,
}

impl WrittenFolder {
    /// Removes the folder again.
    pub(super) fn take_back(self) {
        // When it cannot be removed, the error that led here is the one to tell.
        let _ = std::fs::remove_dir_all(self.path);
    }
}

impl NewFolder {
    /// Begins a folder beside where it will be.
    pub(super) fn begin(to: &Path) -> Result<Self, Error> {
        if to.exists() {
            return Err(Error::FileExists);
        }
        let above = to.parent().ok_or(Error::FileNotWritten)?;
        std::fs::create_dir_all(above).map_err(|_| Error::FileNotWritten)?;
        let made = Builder::new().prefix(".filiform-").tempdir_in(above);
        Ok(Self {
            to: to.to_owned(),
            made: made.map_err(|_| Error::FileNotWritten)?,
            files: Vec::new(),
            sums: String::new(),
        })
    }

    /// Begins a file in it, and answers its number.
    pub(super) fn file(&mut self, name: &str) -> Result<usize, Filling> {
        let file = File::create_new(self.made.path().join(name))?;
        self.files
            .push((name.to_owned(), Hashing::of(BufWriter::new(file))));
        Ok(self.files.len() - 1)
    }

    /// Adds bytes to a file.
    pub(super) fn add(&mut self, file: usize, bytes: &[u8]) -> Result<(), Filling> {
        if let Some((_, file)) = self.files.get_mut(file) {
            file.write_all(bytes)?;
        }
        Ok(())
    }

    /// Writes a file that is there at once, `name` with `/` between its folders. It stays open no longer than that, so that there can be any number.
    pub(super) fn whole(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling> {
        let path = self.made.path().join(name);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        let sha256 = HEXLOWER.encode(&Sha256::digest(bytes));
        self.sums.extend([&sha256, "  ", name, "\n"]);
        Ok(())
    }

    /// Writes the list of sums, syncs everything and moves the folder into place.
    pub(super) fn finish(self) -> Result<WrittenFolder, Filling> {
        let mut sums = self.sums;
        for (name, file) in self.files {
            let (to, sha256) = file.end();
            to.into_inner()
                .map_err(IntoInnerError::into_error)?
                .sync_all()?;
            sums.extend([&sha256, "  ", &name, "\n"]);
        }
        let mut list = File::create_new(self.made.path().join(SUMS))?;
        list.write_all(sums.as_bytes())?;
        list.sync_all()?;
        let path = self.to;
        std::fs::rename(self.made.path(), &path)?;
        // It is no folder of the moment any more.
        let _ = self.made.keep();
        Ok(WrittenFolder {
            path,
            sha256: HEXLOWER.encode(&Sha256::digest(sums.as_bytes())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_folder_that_is_not_finished_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = NewFolder::begin(&place.path().join("out")).ok().unwrap();
        let file = folder.file("a.csv").ok().unwrap();
        assert!(folder.add(file, b"half").is_ok());
        assert_eq!(count(place.path()), 1, "it is begun beside its place");
        drop(folder);
        assert_eq!(count(place.path()), 0);
    }

    #[test]
    fn a_finished_folder_holds_the_sums_of_its_files_and_replaces_nothing() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out");
        let mut folder = NewFolder::begin(&path).ok().unwrap();
        let file = folder.file("a.csv").ok().unwrap();
        assert!(folder.add(file, b"abc").is_ok());
        assert!(folder.whole("b.json", b"abc").is_ok());
        let written = folder.finish().ok().unwrap();
        let sums = std::fs::read(path.join(SUMS)).unwrap();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums, format!("{abc}  b.json\n{abc}  a.csv\n").into_bytes());
        assert_eq!(written.sha256, HEXLOWER.encode(&Sha256::digest(&sums)));
        assert_eq!(NewFolder::begin(&path).err(), Some(Error::FileExists));
        written.take_back();
        assert_eq!(count(place.path()), 0);
    }
}
