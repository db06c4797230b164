//! Verify the record, and rebuild its indexes.

use std::fs;
use std::path::{Path, PathBuf};

use filiform::Flow;
use filiform::export_referral::{export_letter, offer_letter};
use filiform::settings::practice_page;
use filiform::verify_record::{
    check_closed_record, check_export, check_fingerprint, rebuild, verify_record,
};
use filiform_domain::ids::PatientId;

use filiform::contract::{
    CheckExport, CheckFingerprint, ExportLetter, ExportVerdict, Nothing, Progress, RecordVerified,
    Stage, Unlock, WhichPatient,
};
use filiform::{Error, Job, Stop};
use serde_json::json;
use std::cell::{Cell, RefCell};

use crate::support::*;

fn verify(desk: &Desk) -> Result<RecordVerified, Error> {
    let job = Job::new(Stop::default(), &|_| {});
    verify_record(&desk.filiform, Nothing {}, &job)
}

#[test]
fn a_practice_at_work_verifies_and_rebuilding_changes_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for date in ["2026-11-03", "2026-11-10", "2026-11-05"] {
        desk.sign(patient, &note(date)).unwrap();
    }
    let verified = verify(&desk).unwrap();
    assert_eq!(
        (verified.patients, verified.sessions, verified.problems),
        (1, 3, Vec::new())
    );
    let [signer] = verified.signers.as_slice() else {
        panic!("one person signs here");
    };
    assert!(
        signer.starts_with("A. Rivera, PT, DPT: owner, key "),
        "{signer}"
    );
    let before = serde_json::to_value(desk.history(patient)).unwrap();
    rebuild(&desk.filiform, &mut |_, _| Flow::Continue).unwrap();
    assert_eq!(serde_json::to_value(desk.history(patient)).unwrap(), before);
    let verified = verify(&desk).unwrap();
    assert!(verified.problems.is_empty());
}

#[test]
fn a_stopped_rebuild_leaves_the_old_indexes() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    assert_eq!(
        rebuild(&desk.filiform, &mut |_, _| Flow::Stop)
            .unwrap_err()
            .code(),
        "interrupted"
    );
    assert_eq!(desk.history(patient).len(), 1);
}

#[test]
fn the_window_hears_how_far_a_check_is_and_gets_its_answer() {
    let desk = Desk::open();
    desk.sign(desk.register(ada()).id, &note("2026-11-03"))
        .unwrap();
    let heard = RefCell::new(Vec::new());
    let hear = |told: Progress| heard.borrow_mut().push(told);
    let answer = desk
        .filiform
        .run_job("verify_record", json!({}), 1, &hear)
        .unwrap();
    assert_eq!(
        (&answer["sessions"], &answer["problems"]),
        (&json!(1), &json!([]))
    );
    let heard = heard.into_inner();
    assert!(
        heard
            .iter()
            .all(|told| told.stage == Stage::Checking && told.done <= told.of)
    );
    assert!(heard.windows(2).all(|pair| pair[0].done <= pair[1].done) && !heard.is_empty());
}

#[test]
fn a_job_that_is_cancelled_stops_and_leaves_the_practice_open() {
    let desk = Desk::open();
    desk.register(ada());
    let cancel = |_| desk.filiform.cancel_job(5);
    let stopped = desk
        .filiform
        .run_job("verify_record", json!({}), 5, &cancel)
        .unwrap_err();
    assert_eq!(stopped.code, "interrupted");
    assert!(desk.filiform.is_open());
    desk.filiform.cancel_job(5);
    assert!(verify(&desk).unwrap().problems.is_empty());
}

#[test]
fn a_lock_stops_a_job_and_waits_for_nobody() {
    let desk = Desk::open();
    desk.register(ada());
    let locking = Cell::new(false);
    std::thread::scope(|threads| {
        let lock_now = |_| {
            if !locking.replace(true) {
                threads.spawn(|| desk.lock());
                // The job goes on only once the lock waits for it: it must be the lock that stops it.
                while !desk.filiform.is_closing() {
                    std::thread::yield_now();
                }
            }
        };
        let refused = desk
            .filiform
            .run_job("verify_record", json!({}), 9, &lock_now)
            .unwrap_err();
        assert_eq!(refused.code, "interrupted");
    });
    assert!(!desk.filiform.is_open());
    let refused = desk
        .filiform
        .run_job("verify_record", json!({}), 9, &|_| {});
    assert_eq!(refused.unwrap_err().code, "locked");
}

#[test]
fn a_job_nobody_knows_and_words_nobody_can_read_are_refused() {
    let desk = Desk::open();
    let refuse = |name: &str, args| desk.filiform.run_job(name, args, 1, &|_| {}).unwrap_err();
    assert_eq!(refuse("erase", json!({})).code, "unknown-command");
    assert_eq!(
        refuse("verify_record", json!("Okafor")).code,
        "unreadable-command"
    );
}

/// A letter of the first patient, and its file.
fn letter(desk: &Desk, patient: PatientId) -> PathBuf {
    let offer = offer_letter(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    let asked = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    let letter = export_letter(&desk.filiform, asked).ok().unwrap();
    PathBuf::from(letter.path)
}

fn desk_with_visit() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-03")).unwrap();
    (desk, patient)
}

fn verdict(desk: &Desk, file: &Path) -> ExportVerdict {
    let path = file.display().to_string();
    let checked = check_export(&desk.filiform, CheckExport { path }).unwrap();
    assert!(!checked.headline.is_empty() && checked.words.ends_with('.'));
    checked.verdict
}

/// The files of a locked practice.
fn files(desk: &Desk) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(&desk.folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn a_letter_is_known_again_and_a_changed_one_is_told_apart() {
    let (desk, patient) = desk_with_visit();
    let file = letter(&desk, patient);
    assert_eq!(verdict(&desk, &file), ExportVerdict::AsExported);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(verdict(&desk, &file), ExportVerdict::Changed);
    fs::write(&file, "a letter of somebody else's").unwrap();
    assert_eq!(verdict(&desk, &file), ExportVerdict::Unknown);
    let path = desk.letters.join("none.pdf").display().to_string();
    let missing = check_export(&desk.filiform, CheckExport { path });
    assert_eq!(missing.unwrap_err(), Error::FileNotRead);
}

#[test]
fn a_letter_shows_that_the_whole_folder_was_rolled_back() {
    let (desk, patient) = desk_with_visit();
    desk.lock();
    let old = files(&desk);
    desk.unlock(PASSPHRASE).unwrap();
    desk.sign(patient, &note("2026-11-10")).unwrap();
    let file = letter(&desk, patient);
    desk.lock();
    for (path, bytes) in old {
        fs::write(path, bytes).unwrap();
    }
    desk.unlock(PASSPHRASE).unwrap();
    assert!(
        verify(&desk).unwrap().problems.is_empty(),
        "an older state is a sound one"
    );
    assert_eq!(verdict(&desk, &file), ExportVerdict::Ahead);
    for date in ["2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07"] {
        desk.sign(patient, &note(date)).unwrap();
    }
    assert_eq!(
        verdict(&desk, &file),
        ExportVerdict::Rewritten,
        "writing on does not hide it"
    );
}

#[test]
fn a_letter_of_another_practice_is_of_another_practice() {
    let (one, patient) = desk_with_visit();
    let file = letter(&one, patient);
    let other = Desk::empty();
    // The numbers of a test are the same in every run; one draw makes this a practice of its own.
    other.draw();
    other.create().unwrap();
    assert_eq!(verdict(&other, &file), ExportVerdict::Unknown);
}

#[test]
fn a_fingerprint_from_paper_is_found_or_not() {
    let (desk, _) = desk_with_visit();
    let page = practice_page(&desk.filiform, Nothing {}).ok().unwrap();
    let check = |text: &str| {
        let text = text.to_owned();
        check_fingerprint(&desk.filiform, CheckFingerprint { text })
    };
    for text in [&page.fingerprint, &page.fingerprint[..19]] {
        assert_eq!(check(text).unwrap().verdict, ExportVerdict::OnChain);
    }
    let unknown = check("0000 0000 0000 0000").unwrap();
    assert_eq!(unknown.verdict, ExportVerdict::Unknown);
    assert_eq!(faults(check("7f3a")), [fault("text", "fingerprint")]);
}

#[test]
fn a_sound_record_says_so_in_one_sentence() {
    let (desk, _) = desk_with_visit();
    let found = verify(&desk).unwrap();
    let sentence = format!("All {} entries are as they were signed.", found.entries);
    assert_eq!((found.headline, found.good), (sentence, String::new()));
    assert!(found.todo.is_empty());
}

#[test]
fn a_practice_that_does_not_open_says_what_is_still_good() {
    let (desk, _) = desk_with_visit();
    desk.lock();
    let database = desk.folder.join("practice.db");
    let whole = fs::read(&database).unwrap();
    let check = |passphrase: &str| {
        let passphrase = passphrase.to_owned();
        let job = Job::new(Stop::default(), &|_| {});
        check_closed_record(&desk.filiform, Unlock { passphrase }, &job)
    };
    let mut readable = 0;
    for page in (0..whole.len()).step_by(4096).skip(1) {
        let mut bytes = whole.clone();
        bytes[page + 100] ^= 1;
        fs::write(&database, &bytes).unwrap();
        assert_eq!(desk.unlock(PASSPHRASE).unwrap_err().code(), "damaged");
        let found = check(PASSPHRASE).unwrap();
        assert!(!found.problems.is_empty(), "page at {page}");
        readable += usize::from(found.good.starts_with("Still good: all "));
        assert!(found.todo.iter().any(|step| step.contains("newest backup")));
        assert!(fs::read(&database).unwrap() == bytes, "it is left as it is");
    }
    assert!(
        readable > 0,
        "most pages hold no entry, and the entries are still good"
    );
    assert_eq!(
        check(OTHER_PASSPHRASE).unwrap_err().code(),
        "wrong-passphrase"
    );
}
