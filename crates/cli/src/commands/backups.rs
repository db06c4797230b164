//! `backup` and `restore`.

use std::path::Path;

use filiform::contract::{BackupFolder, OpenBackup, RecordCount};
use filiform::{Job, back_up, restore as restoring};
use serde_json::json;

use crate::arguments::{Arguments, Backup, Restore};
use crate::failure::Failure;
use crate::output::Output;
use crate::{passphrase, practice, progress};

/// Writes a backup into a folder and checks it.
pub(super) fn backup(
    arguments: &Arguments,
    output: &Output,
    asked: &Backup,
) -> Result<(), Failure> {
    let made = practice::with_open(arguments, output, |filiform| {
        let into = BackupFolder {
            folder: whole(&asked.folder)?,
        };
        let back_up = |job: &Job<'_>| back_up::back_up_into(filiform, into, job);
        Ok(progress::show("Backing up", back_up)?)
    })?;
    let answer = json!({ "file": made.file, "entry": made.seq, "hash": made.hash });
    output.answer(&answer, || {
        vec![
            format!("Verified: {}", made.file),
            format!("Its last entry is number {}, {}.", made.seq, made.hash),
        ]
    });
    Ok(())
}

/// Puts a backup in the place of the practice, or only looks at it.
pub(super) fn restore(
    arguments: &Arguments,
    output: &Output,
    asked: &Restore,
) -> Result<(), Failure> {
    let filiform = match &asked.into {
        Some(folder) => practice::at(folder.clone()),
        None => practice::closed(arguments)?,
    };
    let (passphrase, recovery_code) = if asked.recovery {
        let code = passphrase::recovery_code()?.to_string();
        (passphrase::new(arguments, output)?, code)
    } else {
        (passphrase::given(arguments, output)?, String::new())
    };
    let open = OpenBackup {
        file: whole(&asked.file)?,
        passphrase: passphrase.to_string(),
        recovery_code,
        into: String::new(),
    };
    if asked.look {
        let look = |job: &Job<'_>| restoring::look_at_backup(&filiform, open, job);
        let found = progress::show("Checking the backup", look)?;
        output.answer(&json!(found), || {
            let mut lines = vec![format!("Made {}: {}.", found.made, counted(&found.holds))];
            if let Some(here) = found.here.filter(|here| here.known) {
                lines.push(format!("Missing after a restore: {}.", counted(&here.lost)));
            }
            lines
        });
        return Ok(());
    }
    let restore = |job: &Job<'_>| restoring::restore_backup(&filiform, open, job);
    let done = progress::show("Restoring", restore)?;
    output.answer(&json!(done), || {
        let aside = done.kept_aside.iter();
        let mut lines = vec![format!("The practice is restored in {}.", done.folder)];
        lines.extend(aside.map(|folder| format!("What was there before is kept in {folder}.")));
        lines
    });
    Ok(())
}

fn counted(count: &RecordCount) -> String {
    format!(
        "{} patients, {} sessions, {} other entries",
        count.patients, count.sessions, count.others
    )
}

/// The whole path, as a workflow takes it.
fn whole(path: &Path) -> Result<String, Failure> {
    let path = std::path::absolute(path).map_err(|error| Failure::FileNotRead(error.kind()))?;
    Ok(path.display().to_string())
}
