//! Backups and the way back from them: killed while they are made and while one takes the place of the practice, on
//! a disk that is full, only to be read, or gone. There is always the old file or the new one, and never half of one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use filiform::contract::{BackUp, BackupFolder, BackupLook, OpenBackup, Progress, Stage};
use filiform::{Error, Job, Stop, back_up, restore};
use filiform_domain::ids::PatientId;
use serde_json::Value;

use crate::child;
use crate::kills;
use crate::place::{self, Seat, note};
use crate::support::PASSPHRASE;
use crate::table::Row;

/// Where the backups of a place go.
pub(crate) fn stick(place: &Path) -> PathBuf {
    place.join("stick")
}

/// Makes one backup into the stick of a place; answers with its file.
pub(crate) fn back_up_into(seat: &Seat, place: &Path) -> Result<PathBuf, Error> {
    let into = BackupFolder {
        folder: stick(place).display().to_string(),
    };
    let job = Job::new(Stop::default(), &|_| {});
    back_up::back_up_into(&seat.filiform, into, &job).map(|made| PathBuf::from(made.file))
}

/// Puts a backup in the place of the practice.
pub(crate) fn restore_over(seat: &Seat, file: &Path) -> Result<(), Error> {
    let job = Job::new(Stop::default(), &|_| {});
    restore::restore_backup(&seat.filiform, asked(file, ""), &job).map(drop)
}

fn asked(file: &Path, into: &str) -> OpenBackup {
    OpenBackup {
        file: file.display().to_string(),
        passphrase: PASSPHRASE.into(),
        recovery_code: String::new(),
        into: into.to_owned(),
    }
}

/// Opens a backup where no practice is, and checks it whole.
fn look(file: &Path) -> Result<BackupLook, Error> {
    let nowhere = tempfile::tempdir().unwrap();
    let job = Job::new(Stop::default(), &|_| {});
    restore::look_at_backup(&Seat::at(nowhere.path()).filiform, asked(file, ""), &job)
}

/// The backups in a stick that carry a backup's name and are not whole.
pub(crate) fn halves(place: &Path) -> Vec<String> {
    let broken = |file: &PathBuf| look(file).err().map(|error| error.code());
    let files = backups(place).into_iter();
    files
        .filter_map(|file| Some(format!("{}: {}", file.display(), broken(&file)?)))
        .collect()
}

fn backups(place: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(stick(place)).into_iter().flatten();
    let files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    files
        .filter(|file| file.extension().is_some_and(|end| end == "tar"))
        .collect()
}

pub(crate) fn play(kills: usize) -> Vec<Row> {
    let kills = (kills / 5).max(5);
    vec![
        killed_backups(kills),
        killed_restores(kills),
        folder_that_goes(),
        small_disk(),
    ]
}

/// A child that backs up again and again is killed: every file that has a backup's name is whole.
fn killed_backups(kills: usize) -> Row {
    let home = tempfile::tempdir().unwrap();
    place::furnish(home.path(), 3);
    std::fs::create_dir(stick(home.path())).unwrap();
    let (mut begun, mut done, mut faults) = (0, 0, Vec::new());
    for kill in 1..=kills {
        let place = home.path().display().to_string();
        let said = kills::killed_within(
            child::command("back-up", &[&place]).spawn().unwrap(),
            LONGEST,
        );
        begun += count(&said, "backup", "begin");
        done += count(&said, "backup", "done");
        let seat = Seat::at(home.path());
        let mut found = halves(home.path());
        found.extend(refusals(&said));
        match seat.unlock(PASSPHRASE) {
            Ok(_) => found.extend(seat.problems()),
            Err(error) => found.push(format!("does not open: {}", error.code())),
        }
        drop(seat.lock());
        if count(&said, "backup", "done") > 0 && backups(home.path()).is_empty() {
            found.push("a backup that was acknowledged is gone".to_owned());
        }
        faults.extend(
            found
                .into_iter()
                .map(|fault| format!("kill {kill}: {fault}")),
        );
    }
    let figures = format!(
        "{kills} kills, {begun} begun, {done} acknowledged, half files {}",
        faults.len()
    );
    Row::new("kill -9 during a backup", figures, faults)
}

/// A child that restores two backups in turn over the practice is killed: one of the two is in place, whole.
fn killed_restores(kills: usize) -> Row {
    let home = tempfile::tempdir().unwrap();
    let (patient, files) = two_backups(home.path());
    let (mut begun, mut done, mut faults) = (0, 0, Vec::new());
    let mut found_in_place = [0, 0];
    for kill in 1..=kills {
        let words = [home.path(), &files[0], &files[1]].map(|path| path.display().to_string());
        let mut started = child::command("restore", &words.each_ref().map(String::as_str));
        let said = kills::killed_within(started.spawn().unwrap(), LONGEST);
        begun += count(&said, "restore", "begin");
        done += count(&said, "restore", "done");
        let before = faults.len();
        match in_place(home.path(), patient) {
            Ok(sessions) if is_one_of(sessions, &said) => found_in_place[sessions - 1] += 1,
            Ok(sessions) => faults.push(format!(
                "kill {kill}: {sessions} sessions after {:?}",
                said.last()
            )),
            Err(fault) => faults.push(format!("kill {kill}: {fault}")),
        }
        let aside = put_away(home.path(), patient).into_iter();
        let all = aside.chain(refusals(&said));
        faults.extend(all.map(|fault| format!("kill {kill}: {fault}")));
        if faults.len() > before + 5 {
            break;
        }
    }
    let [one, two] = found_in_place;
    let figures = format!(
        "{kills} kills, {begun} begun, {done} acknowledged; in place and whole: the one {one}, the other {two}"
    );
    Row::new("kill -9 while a restore swaps", figures, faults)
}

/// The longest that a child works on after what it said, in microseconds.
const LONGEST: u64 = 120_000;

/// Nothing refuses a backup or a restore here.
fn refusals(said: &[Value]) -> Vec<String> {
    let refused = said.iter().filter(|line| line["say"] == "refused");
    refused.map(|line| format!("refused {line}")).collect()
}

fn count(said: &[Value], what: &str, say: &str) -> usize {
    let fits = |line: &&Value| line["what"] == what && line["say"] == say;
    said.iter().filter(fits).count()
}

/// A practice with one signed session and a backup of that, then a second session and a backup of both.
fn two_backups(home: &Path) -> (PatientId, [PathBuf; 2]) {
    let patient = place::furnish(home, 1);
    std::fs::create_dir(stick(home)).unwrap();
    let seat = Seat::at(home);
    seat.unlock(PASSPHRASE).unwrap();
    let keep = |name: &str| {
        let kept = home.join(name);
        std::fs::rename(back_up_into(&seat, home).unwrap(), &kept).unwrap();
        kept
    };
    let one = keep("one.tar");
    let kept = seat.keep(patient, &note("second")).unwrap();
    seat.sign(&kept).unwrap();
    let two = keep("two.tar");
    seat.lock().unwrap();
    (patient, [one, two])
}

/// How many signed sessions the practice in place has, when it is whole.
fn in_place(home: &Path, patient: PatientId) -> Result<usize, String> {
    let seat = Seat::at(home);
    seat.unlock(PASSPHRASE)
        .map_err(|error| format!("does not open: {}", error.code()))?;
    if let Some(problem) = seat.problems().into_iter().next() {
        return Err(problem);
    }
    let asked = filiform::contract::ReviewHistory {
        patient,
        filter: filiform::contract::TimelineFilter::default(),
        before: None,
        limit: 10,
    };
    let page = filiform::review_history::review_history(&seat.filiform, asked);
    let sessions = page
        .map_err(|error| error.code().to_owned())?
        .sessions
        .len();
    seat.lock().map_err(|error| error.code().to_owned())?;
    Ok(sessions)
}

/// What was acknowledged last is in place, or what was begun after it.
fn is_one_of(sessions: usize, said: &[Value]) -> bool {
    let of_restore = said.iter().rev().filter(|line| line["what"] == "restore");
    let of_last: Vec<&Value> = of_restore.take(2).collect();
    match of_last[..] {
        [last, ..] if last["say"] == "done" => last["sessions"] == sessions,
        _ => (1..=2).contains(&sessions),
    }
}

/// What was kept aside opens, too; then it is taken away, so that the next life has room.
fn put_away(home: &Path, patient: PatientId) -> Vec<String> {
    let entries = std::fs::read_dir(home).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let asides: Vec<String> = names
        .filter(|name| name.contains("before-restore"))
        .collect();
    let mut faults = Vec::new();
    for (n, aside) in asides.iter().enumerate() {
        if n == 0 {
            let checked = tempfile::tempdir().unwrap();
            std::fs::rename(home.join(aside), place::practice(checked.path())).unwrap_or_default();
            if place::practice(checked.path()).exists()
                && let Err(fault) = in_place(checked.path(), patient)
            {
                faults.push(format!("kept aside: {fault}"));
            }
        } else {
            std::fs::remove_dir_all(home.join(aside)).unwrap();
        }
    }
    faults
}

/// The folder is pulled while a backup is written into it: the others get theirs, and nothing of it is left.
fn folder_that_goes() -> Row {
    let home = tempfile::tempdir().unwrap();
    place::furnish(home.path(), 1);
    let gone = home.path().join("gone");
    for folder in [&gone, &stick(home.path())] {
        std::fs::create_dir(folder).unwrap();
    }
    let seat = Seat::at(home.path());
    seat.unlock(PASSPHRASE).unwrap();
    for folder in [&gone, &stick(home.path())] {
        let folder = BackupFolder {
            folder: folder.display().to_string(),
        };
        back_up::add_backup_folder(&seat.filiform, folder).unwrap();
    }
    let pull = |told: Progress| {
        if told.stage == Stage::Writing && gone.exists() {
            std::fs::remove_dir_all(&gone).unwrap();
        }
    };
    let job = Job::new(Stop::default(), &pull);
    let done = back_up::back_up(&seat.filiform, BackUp { only_if_due: false }, &job);
    let mut faults = halves(home.path());
    match done {
        Ok(done) if (done.made, done.failed) == (1, 1) => {
            if done.page.folders[0].trouble.is_empty() {
                faults.push("nothing is said of the folder that went".to_owned());
            }
        }
        other => faults.push(format!("{:?}", other.map(|done| (done.made, done.failed)))),
    }
    faults.extend(seat.problems());
    let figures =
        "1 of 2 folders pulled while it was written: said so, the other has its backup".to_owned();
    Row::new("a folder that goes", figures, faults)
}

/// A small disk of its own, where one can be mounted: too full for a backup, then for a restore, then read-only.
fn small_disk() -> Row {
    const WHAT: &str = "a small disk";
    let home = tempfile::tempdir().unwrap();
    place::furnish(home.path(), 1);
    std::fs::create_dir(stick(home.path())).unwrap();
    let Some(disk) = Mounted::at(&stick(home.path())) else {
        let figures =
            "not played: nothing can be mounted here (the disk that refuses stands in)".to_owned();
        return Row::new(WHAT, figures, Vec::new());
    };
    let mut faults = Vec::new();
    let seat = Seat::at(home.path());
    seat.unlock(PASSPHRASE).unwrap();
    let mut expect = |what: &str, code: &str, met: Result<(), Error>| {
        let met = met.err().map(|error| error.code());
        if met != Some(code) {
            faults.push(format!("{what}: {met:?} instead of {code}"));
        }
    };
    expect(
        "full",
        "disk-full",
        back_up_into(&seat, home.path()).map(drop),
    );
    let big = home.path().join("big");
    std::fs::create_dir_all(stick(&big)).unwrap();
    let file = back_up_into(&seat, &big).unwrap();
    let twin = stick(home.path()).join("twin");
    let job = Job::new(Stop::default(), &|_| {});
    let beside = restore::restore_backup(
        &seat.filiform,
        asked(&file, &twin.display().to_string()),
        &job,
    );
    expect("restore on a full disk", "disk-full", beside.map(drop));
    disk.read_only();
    expect(
        "read-only",
        "read-only",
        back_up_into(&seat, home.path()).map(drop),
    );
    let left = std::fs::read_dir(stick(home.path())).unwrap().count();
    if left > 0 {
        faults.push(format!("{left} files are left on the small disk"));
    }
    faults.extend(seat.problems());
    let figures =
        "128 KiB: backup, restore and read-only refused in words, nothing left, practice whole"
            .to_owned();
    Row::new(WHAT, figures, faults)
}

/// A disk in memory, unmounted at the end.
struct Mounted(PathBuf);

impl Mounted {
    fn at(folder: &Path) -> Option<Self> {
        run(
            &["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs"],
            folder,
        )
        .then(|| Self(folder.to_owned()))
    }

    fn read_only(&self) {
        run(&["mount", "-o", "remount,ro"], &self.0);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        for _ in 0..50 {
            if run(&["umount"], &self.0) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn run(words: &[&str], folder: &Path) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(folder);
    command.output().is_ok_and(|ran| ran.status.success())
}
