//! What was acknowledged survives a kill, and a second process stays out. With real processes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::support::*;
use filiform_store::{KeptDraft, StoreError, vault};

/// Tells this test binary, started by itself, that it is the child and where its practice is.
const CHILD: &str = "FILIFORM_STORE_TEST_CHILD";

/// The child's part: keeps a draft and signs a session in turn, and says so after each, until it is killed.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let store = open(&folder).unwrap();
    let mut rev = 0;
    for n in 0_u32.. {
        rev = store
            .keep_draft(&KeptDraft {
                rev,
                body: format!("{{\"n\":{n}}}"),
                ..draft(1)
            })
            .unwrap();
        acknowledge(&format!("draft {n}"));
        write(&store, 1001, signed(session(1, n.into(), i64::from(n))));
        acknowledge(&format!("session {n}"));
    }
}

#[expect(clippy::print_stdout, reason = "the parent process reads it")]
fn acknowledge(what: &str) {
    println!("acknowledged {what}");
}

fn start_child(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "durability::child_that_writes_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads the child's acknowledgements until there are `enough`, kills it, and returns all that were made.
fn kill_after(mut child: Child, enough: usize) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let mut seen: Vec<String> = Vec::new();
    while seen.len() < enough {
        let line = lines.next().unwrap();
        seen.extend(line.split("acknowledged ").nth(1).map(str::to_owned));
    }
    child.kill().unwrap();
    seen.extend(lines.filter_map(|line| line.split("acknowledged ").nth(1).map(str::to_owned)));
    child.wait().unwrap();
    seen
}

#[test]
fn everything_acknowledged_is_there_after_a_kill() {
    let (folder, store) = practice();
    register_ada(&store);
    store.close(at(2)).unwrap();
    for enough in [3, 24, 61] {
        let acknowledged = kill_after(start_child(&home(&folder)), enough);
        let store = open(&home(&folder)).unwrap();
        let last = |word: &str| {
            acknowledged
                .iter()
                .filter_map(|line| line.strip_prefix(word))
                .next_back()
                .map(str::to_owned)
        };
        let drafted: u32 = last("draft ").unwrap().parse().unwrap();
        let kept: serde_json::Value =
            serde_json::from_str(&store.draft(draft(1).id).unwrap().unwrap().body).unwrap();
        assert!(
            kept["n"].as_u64().unwrap() >= drafted.into(),
            "the draft is the last one acknowledged, or newer"
        );
        let signed: u32 = last("session ").unwrap().parse().unwrap();
        let sessions = store
            .history(patient_id(1), None, 10_000)
            .unwrap()
            .sessions
            .len();
        assert!(
            sessions > signed as usize,
            "every acknowledged session is there"
        );
        assert_eq!(verify(&store).problems, []);
        drop(store);
        // The next child starts from the beginning again.
        reset(&home(&folder));
    }
}

fn reset(folder: &Path) {
    std::fs::remove_dir_all(folder).unwrap();
    let store = create_in(folder);
    register_ada(&store);
    store.close(at(2)).unwrap();
}

#[test]
fn a_second_process_is_kept_out_until_the_first_is_gone() {
    let (folder, store) = practice();
    register_ada(&store);
    store.close(at(2)).unwrap();
    let mut child = start_child(&home(&folder));
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line.contains("acknowledged")));
    let second = vault::unlock(
        &home(&folder),
        &vault::Passphrase::from(PASSPHRASE),
        at(1000).utc_ms,
    );
    assert_eq!(second.unwrap_err(), StoreError::InUse);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(verify(&open(&home(&folder)).unwrap()).problems, []);
}
