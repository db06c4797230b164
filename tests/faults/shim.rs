//! The disk that fails on demand: `shim.c`, built with the C compiler that SQLCipher needs too.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) const ENOSPC: i32 = 28;
pub(crate) const EIO: i32 = 5;
pub(crate) const EROFS: i32 = 30;

/// The built library.
pub(crate) struct Shim(PathBuf);

/// Which calls are refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusing {
    /// The first call that is refused, from 1; 0 for none.
    pub(crate) at: usize,
    pub(crate) errno: i32,
    /// Whether all that follow are refused too.
    pub(crate) stays: bool,
}

impl Shim {
    /// Builds the library, afresh in each run.
    pub(crate) fn build(folder: &Path) -> Self {
        let library = folder.join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl");
        assert!(cc.status().unwrap().success(), "shim.c does not compile");
        Self(library)
    }

    /// Puts the child's disk into the hands of the shim.
    pub(crate) fn put_under(&self, command: &mut Command) {
        command.env("LD_PRELOAD", &self.0);
    }
}

/// In the child: from now on calls on files under `place` are refused so.
pub(crate) fn arm(place: &Path, refusing: Refusing) -> io::Result<()> {
    let Refusing { at, errno, stays } = refusing;
    let stays = u8::from(stays);
    let order = format!(
        "/filiform-fault/arm/{at}/{errno}/{stays}{}",
        place.display()
    );
    fs::File::open(order).map(drop)
}

/// In the child: refuses nothing more. Answers with the calls that were made, and the first that was refused.
pub(crate) fn disarm() -> io::Result<(usize, String)> {
    let text = fs::read_to_string("/filiform-fault/report")?;
    let (count, name) = text.trim().split_once(' ').unwrap_or(("0", "none"));
    Ok((count.parse().unwrap_or(0), name.to_owned()))
}
