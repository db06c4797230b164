//! Tests of opening a file of an older version, with a step that does not exist yet.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};

use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::role::PracticeRole;

use std::path::Path;

use super::*;
use crate::migrate::{Migration, OURS};
use crate::vault::{self, KdfCost, NewVault, Passphrase};
use crate::{ErrorKind, KeptDraft, Stop};

const PASSPHRASE: &str = "seven sober herons wade at dusk";
const NOW: Instant = Instant {
    utc_ms: 1_795_348_800_000,
    offset_minutes: -300,
};
const ME: TherapistId = TherapistId(Uuid::from_u128(1));
const NEXT: Migration = Migration {
    name: "next",
    sql: "ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey';",
};
const BROKEN: Migration = Migration {
    name: "broken",
    sql: "DROP TABLE draft; CREATE TABLE;",
};

/// The steps of this app and one that does not exist yet.
fn ours_and(step: Migration) -> Migrations {
    Migrations(Vec::leak([OURS.0, &[step]].concat()))
}

/// What the copy before that step is called.
fn copy_before_it() -> String {
    format!("practice.db.before-v{}", OURS.newest() + 1)
}

struct Counting(AtomicU8);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }
}

fn entropy() -> Arc<dyn Entropy> {
    Arc::new(Counting(AtomicU8::new(1)))
}

/// A practice of version 1 with a draft and what its folder is.
fn filled() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::TempDir::new().unwrap();
    let home = folder.path().join("practice");
    let passphrase = Passphrase::from(PASSPHRASE);
    let new = NewVault {
        practice: Uuid::from_u128(2),
        therapist: ME.0,
        passphrase,
        cost: KdfCost::for_tests(),
    };
    let unlocked = vault::create(&home, &new, &*entropy()).unwrap().opened;
    let practice = PracticeChanged {
        id: PracticeId(new.practice),
        practice: Practice::default(),
    };
    let public_key = data_encoding::HEXLOWER.encode(&unlocked.signer.public());
    let therapist = TherapistAdded {
        id: ME,
        therapist: Therapist::default(),
        public_key,
        role: PracticeRole::Owner,
    };
    let stamp = Stamp {
        now: NOW,
        author: ME,
    };
    let store = Store::create(unlocked, entropy(), stamp, practice, therapist).unwrap();
    store.keep_draft(&draft()).unwrap();
    store.close(NOW).unwrap();
    (folder, home)
}

fn draft() -> KeptDraft {
    KeptDraft {
        id: filiform_domain::ids::DraftId(Uuid::from_u128(3)),
        kind: "session".into(),
        patient: None,
        author: ME,
        rev: 0,
        body: "{}".into(),
        caret: None,
        kept_at: NOW,
    }
}

fn open_in(home: &Path, steps: Migrations) -> Result<Store, StoreError> {
    let unlocked = vault::unlock(home, &Passphrase::from(PASSPHRASE), NOW.utc_ms)?;
    open_with(unlocked, entropy(), NOW, steps)
}

#[test]
fn an_older_file_is_copied_then_brought_forward_with_its_data() {
    let (_folder, home) = filled();
    let old = std::fs::read(home.join("practice.db")).unwrap();
    let store = open_in(&home, ours_and(NEXT)).unwrap();
    assert!(store.draft(draft().id).unwrap().unwrap() == KeptDraft { rev: 1, ..draft() });
    let colour: String = store
        .writer()
        .connection
        .query_row("SELECT colour FROM draft", [], |row| row.get(0))
        .unwrap();
    assert_eq!(colour, "grey");
    assert_eq!(
        store
            .verify(&Stop::default(), &mut |_, _| Flow::Continue)
            .unwrap()
            .problems,
        []
    );
    drop(store);
    let copy = home.join(copy_before_it());
    assert_eq!(std::fs::metadata(&copy).unwrap().len(), old.len() as u64);
    std::fs::copy(&copy, home.join("practice.db")).unwrap();
    assert!(
        open_in(&home, OURS).is_ok(),
        "the copy is a practice that the older app opens"
    );
}

#[test]
fn a_step_that_fails_leaves_the_older_file_in_use() {
    let (_folder, home) = filled();
    let refused = open_in(&home, ours_and(BROKEN)).unwrap_err();
    assert_ne!(refused.kind(), ErrorKind::LockedOrWrongKey, "{refused}");
    let store = open_in(&home, OURS).unwrap();
    assert!(store.draft(draft().id).unwrap().is_some());
}

#[test]
fn a_file_that_went_forward_is_refused_by_the_older_app() {
    let (_folder, home) = filled();
    drop(open_in(&home, ours_and(NEXT)).unwrap());
    assert_eq!(
        open_in(&home, OURS).unwrap_err(),
        StoreError::NewerSchema {
            file: OURS.newest() + 1,
            app: OURS.newest()
        }
    );
    assert!(open_in(&home, ours_and(NEXT)).is_ok());
}

#[test]
fn a_file_from_before_the_desk_gets_one_and_keeps_everything_else() {
    let (_folder, home) = filled();
    let store = open_in(&home, OURS).unwrap();
    let before = store
        .verify(&Stop::default(), &mut |_, _| Flow::Continue)
        .unwrap();
    // As the version before it left it.
    store
        .writer()
        .connection
        .execute_batch(
            "DROP TABLE draft_handed; DROP TABLE desk; DELETE FROM migration WHERE version > 2; PRAGMA user_version = 2",
        )
        .unwrap();
    store.close(NOW).unwrap();
    let store = open_in(&home, Migrations(&OURS.0[..3])).unwrap();
    assert!(store.draft(draft().id).unwrap().unwrap() == KeptDraft { rev: 1, ..draft() });
    let after = store
        .verify(&Stop::default(), &mut |_, _| Flow::Continue)
        .unwrap();
    assert_eq!((after.problems, before.problems), (vec![], vec![]));
    assert!(after.entries >= 2, "the first entries are there");
    assert_eq!(
        store.desk().unwrap().times,
        filiform_domain::locking::LockTimes::default()
    );
    store.keep_place(Some("here")).unwrap();
    assert_eq!(store.desk().unwrap().place.as_deref(), Some("here"));
}
