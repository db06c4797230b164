//! The practice that a command works on: opened, worked on, locked again whatever happens.

use std::path::PathBuf;

use filiform::contract::{FindPatients, Nothing, Unlock};
use filiform::{Filiform, Instant, find_patient, lock, unlock};
use filiform_domain::ids::PatientId;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::passphrase;

/// The most patients that are listed when a filter finds several.
pub(crate) const MOST_CANDIDATES: usize = 20;

/// The application on the folder of `--vault`, with nothing open.
pub(crate) fn closed(arguments: &Arguments) -> Result<Filiform, Failure> {
    let folder = arguments.vault.clone().ok_or(Failure::Usage(
        "Name the folder of the practice: --vault DIR.",
    ))?;
    Ok(at(folder))
}

/// The application on a folder, with nothing open.
pub(crate) fn at(folder: PathBuf) -> Filiform {
    Filiform::new(filiform_computer::host(folder.clone(), folder))
}

/// The present moment on this computer.
pub(crate) fn now() -> Instant {
    filiform_computer::host(PathBuf::new(), PathBuf::new())
        .clock
        .now()
}

/// Unlocks the practice, works, and locks it.
pub(crate) fn with_open<T>(
    arguments: &Arguments,
    output: &Output,
    work: impl FnOnce(&Filiform) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let filiform = closed(arguments)?;
    let passphrase = passphrase::given(arguments, output)?.to_string();
    unlock::unlock(&filiform, Unlock { passphrase })?;
    ended(&filiform, work(&filiform))
}

/// The same for work that asks for the passphrase once more.
pub(crate) fn with_open_by<T>(
    arguments: &Arguments,
    output: &Output,
    work: impl FnOnce(&Filiform, &str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let filiform = closed(arguments)?;
    let own = passphrase::given(arguments, output)?;
    let passphrase = own.to_string();
    unlock::unlock(&filiform, Unlock { passphrase })?;
    ended(&filiform, work(&filiform, &own))
}

/// Locks the practice. What was done counts only when it is safe on the disk.
pub(crate) fn ended<T>(filiform: &Filiform, done: Result<T, Failure>) -> Result<T, Failure> {
    let locked = lock::lock(filiform, Nothing {});
    let done = done?;
    locked?;
    Ok(done)
}

/// The one patient that an id names or a filter finds.
pub(crate) fn patient(filiform: &Filiform, named: &str) -> Result<PatientId, Failure> {
    if let Ok(id) = named.parse::<PatientId>() {
        return Ok(id);
    }
    // An empty filter lists everybody, which nobody means here.
    if named.trim().is_empty() {
        return Err(Failure::NoPatient);
    }
    let limit = u32::try_from(MOST_CANDIDATES + 1).unwrap_or(u32::MAX);
    let asked = FindPatients {
        query: named.to_owned(),
        limit,
    };
    let found = find_patient::find_patients(filiform, asked)?.patients;
    match found.as_slice() {
        [] => Err(Failure::NoPatient),
        [one] => Ok(one.id),
        _ => Err(Failure::SeveralPatients(found)),
    }
}
