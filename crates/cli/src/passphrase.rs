//! Where the passphrase comes from: a file, the environment, or a person. Never the command line.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use zeroize::Zeroizing;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Output;

/// The variable that may hold the passphrase.
const VARIABLE: &str = "FILIFORM_PASSPHRASE";
/// The most bytes of a passphrase file that are read.
const MOST_BYTES: u64 = 4096;
/// The variable that may hold the recovery code.
const CODE_VARIABLE: &str = "FILIFORM_RECOVERY_CODE";
/// What is said when there is nobody to ask.
const NOBODY: &str = "There is no passphrase: set FILIFORM_PASSPHRASE, give --passphrase-file, or run this in a terminal.";

/// The passphrase that opens a practice.
pub(crate) fn given(arguments: &Arguments, output: &Output) -> Result<Zeroizing<String>, Failure> {
    match unasked(arguments, output)? {
        Some(passphrase) => Ok(passphrase),
        None => prompt("Passphrase: "),
    }
}

/// The passphrase for a new practice: a person types it twice, because a slip would lock the practice.
pub(crate) fn new(arguments: &Arguments, output: &Output) -> Result<Zeroizing<String>, Failure> {
    if let Some(passphrase) = unasked(arguments, output)? {
        return Ok(passphrase);
    }
    let first = prompt("New passphrase: ")?;
    let again = prompt("The same again: ")?;
    if first == again {
        Ok(first)
    } else {
        Err(Failure::Usage(
            "The two passphrases differ. Nothing was made.",
        ))
    }
}

/// The recovery code, from the environment or from a person.
pub(crate) fn recovery_code() -> Result<Zeroizing<String>, Failure> {
    match std::env::var(CODE_VARIABLE) {
        Ok(code) => Ok(Zeroizing::new(code)),
        Err(_) => prompt("Recovery code: "),
    }
}

/// The passphrase of somebody who joins: they type it twice, or a file holds it.
pub(crate) fn of_another(
    file: Option<&Path>,
    output: &Output,
) -> Result<Zeroizing<String>, Failure> {
    if let Some(path) = file {
        return of_file(path, output);
    }
    let first = prompt("Their new passphrase: ")?;
    if first == prompt("The same again: ")? {
        Ok(first)
    } else {
        Err(Failure::Usage(
            "The two passphrases differ. Nobody was added.",
        ))
    }
}

/// The passphrase of an archive: somebody types it twice, or a file holds it.
pub(crate) fn of_archive(
    file: Option<&Path>,
    output: &Output,
) -> Result<Zeroizing<String>, Failure> {
    if let Some(path) = file {
        return of_file(path, output);
    }
    let first = prompt("Passphrase of the archive: ")?;
    if first == prompt("The same again: ")? {
        Ok(first)
    } else {
        Err(Failure::Usage(
            "The two passphrases differ. Nothing was exported.",
        ))
    }
}

/// The code that the owner handed over: from a file, or typed.
pub(crate) fn one_time_code(
    file: Option<&Path>,
    output: &Output,
) -> Result<Zeroizing<String>, Failure> {
    match file {
        Some(path) => of_file(path, output),
        None => prompt("One-time code: "),
    }
}

fn unasked(arguments: &Arguments, output: &Output) -> Result<Option<Zeroizing<String>>, Failure> {
    if let Some(path) = &arguments.passphrase_file {
        return of_file(path, output).map(Some);
    }
    match std::env::var(VARIABLE) {
        Ok(passphrase) => Ok(Some(Zeroizing::new(passphrase))),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::Usage("FILIFORM_PASSPHRASE is not text in UTF-8."))
        }
    }
}

fn of_file(path: &Path, output: &Output) -> Result<Zeroizing<String>, Failure> {
    let not_read = |error: std::io::Error| Failure::FileNotRead(error.kind());
    let file = File::open(path).map_err(not_read)?;
    if others_may_read(&file) {
        output.warning(
            "Other users of this computer may read the passphrase file. Run chmod 600 on it.",
        );
    }
    let mut text = Zeroizing::new(String::new());
    file.take(MOST_BYTES)
        .read_to_string(&mut text)
        .map_err(not_read)?;
    Ok(Zeroizing::new(
        text.lines().next().unwrap_or_default().to_owned(),
    ))
}

#[cfg(unix)]
fn others_may_read(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_: &File) -> bool {
    false
}

fn prompt(words: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(words)
        .map(Zeroizing::new)
        .map_err(|_| Failure::Usage(NOBODY))
}
