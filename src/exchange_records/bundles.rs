//! Where bundles go: one patient's into a file, everybody's into a folder with a file for each.

use std::path::{Path, PathBuf};

use filiform_exchange::Bundled;

use super::folder::NewFolder;
use super::out::{Left, unwritten};
use super::words::lines;
use crate::error::Error;
use crate::practice::write_new;

/// Bundles while they are written.
pub(super) enum Bundles {
    One {
        path: PathBuf,
        replace: bool,
        bytes: Vec<u8>,
    },
    Each(NewFolder),
}

impl Bundles {
    /// The file of one patient.
    pub(super) fn one(path: &Path, replace: bool) -> Result<Self, Error> {
        if path.exists() && !replace {
            return Err(Error::FileExists);
        }
        Ok(Self::One {
            path: path.to_owned(),
            replace,
            bytes: Vec::new(),
        })
    }

    /// A new folder, with what it is about.
    pub(super) fn each(path: &Path, about: &[String]) -> Result<Self, Error> {
        let mut folder = NewFolder::begin(path)?;
        folder
            .whole("about.txt", lines(about).as_bytes())
            .map_err(unwritten)?;
        Ok(Self::Each(folder))
    }

    /// Adds a patient's bundle under a `name` that names nobody.
    pub(super) fn add(&mut self, name: &str, bundled: Bundled) -> Result<(), Error> {
        match self {
            Self::One { bytes, .. } => {
                *bytes = bundled.bytes;
                Ok(())
            }
            Self::Each(folder) => folder
                .whole(&format!("{name}.json"), &bundled.bytes)
                .map_err(unwritten),
        }
    }

    pub(super) fn finish(self) -> Result<Left, Error> {
        match self {
            Self::One {
                path,
                replace,
                bytes,
            } => Ok(Left::file(write_new(&path, &bytes, replace)?)),
            Self::Each(folder) => Ok(Left::folder(folder.finish().map_err(unwritten)?)),
        }
    }
}
