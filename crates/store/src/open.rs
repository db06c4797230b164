//! Making a practice file, and opening one.

use std::sync::{Arc, Mutex};

use filiform_domain::entry::{self, Access, Entry, PracticeChanged, TherapistAdded};
use filiform_domain::ids::{PracticeId, TherapistId};
use filiform_domain::time::Instant;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::access::AccessQueue;
use crate::inspect::{self, About, Findings};
use crate::ledger::{self, Tip};
use crate::migrate::{self, Migrations, Need};
use crate::projection::{self, rebuild};
use crate::store::Writer;
use crate::vault::{AnchorFinding, Entropy, Unlocked};
use crate::{Flow, Stamp, Store, StoreError, Write, sqlite, vault};

impl Store {
    /// Makes the file of a new practice, with its first two entries: the practice and its first therapist.
    ///
    /// # Errors
    /// [`StoreError::NotTheSigner`] when practice, therapist or public key are not those of the vault, and
    /// what the disk says. No database is left behind then.
    pub fn create(
        unlocked: Unlocked,
        entropy: Arc<dyn Entropy>,
        stamp: Stamp,
        practice: PracticeChanged,
        therapist: TherapistAdded,
    ) -> Result<Self, StoreError> {
        let is_ours = practice.id.0 == unlocked.practice
            && therapist.id.0 == unlocked.therapist
            && projection::public_key(&therapist)? == unlocked.signer.public();
        if !is_ours {
            return Err(StoreError::NotTheSigner);
        }
        let folder = unlocked.folder.clone();
        let database = unlocked.database_path();
        if database.exists() {
            return Err(StoreError::AlreadyExists);
        }
        let first = vec![
            Entry::PracticeChanged(practice),
            Entry::TherapistAdded(therapist),
        ];
        let made = make(
            unlocked,
            entropy,
            stamp,
            Write {
                entries: first,
                finish_draft: None,
            },
        );
        made.inspect_err(|_| vault::clear_made(&folder))
    }

    /// Opens a practice file. Whatever is refused is left as it is, to the byte.
    ///
    /// # Errors
    /// [`Damaged`](StoreError::Damaged), [`AnchorAhead`](StoreError::AnchorAhead),
    /// [`NewerSchema`](StoreError::NewerSchema), [`HeaderOlder`](StoreError::HeaderOlder),
    /// [`HeaderOfOtherPractice`](StoreError::HeaderOfOtherPractice), and what the disk says.
    pub fn open(
        unlocked: Unlocked,
        entropy: Arc<dyn Entropy>,
        now: Instant,
    ) -> Result<Self, StoreError> {
        open_with(unlocked, entropy, now, migrate::OURS)
    }
}

fn make(
    unlocked: Unlocked,
    entropy: Arc<dyn Entropy>,
    stamp: Stamp,
    first: Write,
) -> Result<Store, StoreError> {
    let database = unlocked.database_path();
    sqlite::make_private_file(&database)?;
    let mut connection = sqlite::writer(&database, &unlocked.raw_key_pragma())?;
    migrate::OURS.run(&mut connection, stamp.now.utc_ms)?;
    projection::make_tables(&connection)?;
    let chain = new_chain(&*entropy)?;
    connection.execute(
        include_str!("open/say_whose.sql"),
        params![
            unlocked.practice.as_bytes(),
            chain.as_bytes(),
            unlocked.header_revision.cast_signed(),
            projection::VERSION
        ],
    )?;
    let store = assemble(
        Writer {
            connection,
            tip: Tip::start(chain),
            unlocked,
        },
        entropy,
    )?;
    store.transact(&stamp, first)?;
    {
        let writer = store.writer();
        writer.unlocked.anchor.sync()?;
        writer.unlocked.finish_making()?;
    }
    Ok(store)
}

pub(crate) fn new_chain(entropy: &dyn Entropy) -> Result<Uuid, StoreError> {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn open_with(
    unlocked: Unlocked,
    entropy: Arc<dyn Entropy>,
    now: Instant,
    steps: Migrations,
) -> Result<Store, StoreError> {
    let database = unlocked.database_path();
    let Findings { need, torn, anchor } = inspect::inspect(&database, &unlocked, steps)?;
    let key = unlocked.raw_key_pragma();
    let mut connection = sqlite::writer(&database, &key)?;
    if torn {
        // On a disk that is still full the log goes on holding what the file lacks.
        drop(sqlite::checkpoint(&connection));
    }
    if let Need::StepsAfter(version) = need {
        migrate::back_up(&connection, &database, &key, version)?;
        steps.run(&mut connection, now.utc_ms)?;
    }
    let about = inspect::about(&connection)?;
    refold_if_needed(&mut connection, &about)?;
    let tip = ledger::tip(&connection, about.chain)?;
    let mut writer = Writer {
        connection,
        tip,
        unlocked,
    };
    writer.hold_slots_to_the_ledger()?;
    writer.unlocked.mend_header()?;
    if about.header_revision != writer.unlocked.header_revision {
        writer.keep_header_revision()?;
    }
    let store = assemble(writer, entropy)?;
    store.record_failed_unlocks(now)?;
    if anchor == AnchorFinding::Missing {
        store.record_missing_anchor(now)?;
    }
    // What cannot be cleaned up now, on a full disk for one, stays pending; nobody is locked out for it.
    drop(store.clean_up(&mut |_, _| Flow::Continue));
    store.note_access(Access {
        action: "opened".into(),
        patient: None,
        times: 1,
    });
    Ok(store)
}

fn refold_if_needed(connection: &mut Connection, about: &About) -> Result<(), StoreError> {
    if about.needs_refolding() {
        rebuild::rebuild(connection, &mut |_, _| Flow::Continue)?;
    }
    Ok(())
}

fn assemble(writer: Writer, entropy: Arc<dyn Entropy>) -> Result<Store, StoreError> {
    let unlocked = &writer.unlocked;
    let reader = sqlite::reader(&unlocked.database_path(), &unlocked.raw_key_pragma())?;
    Ok(Store {
        me: TherapistId(unlocked.therapist),
        practice_id: PracticeId(unlocked.practice),
        entropy,
        accesses: Mutex::new(AccessQueue::default()),
        interrupts: Mutex::new([
            reader.get_interrupt_handle(),
            writer.connection.get_interrupt_handle(),
        ]),
        reader: Mutex::new(reader),
        writer: Mutex::new(writer),
    })
}

impl Store {
    /// The next commit makes a new anchor, so this is the last moment to write down that there was none.
    fn record_missing_anchor(&self, now: Instant) -> Result<(), StoreError> {
        let missing = Access {
            action: entry::access::ANCHOR_MISSING.into(),
            patient: None,
            times: 1,
        };
        let stamp = Stamp {
            now,
            author: self.me,
        };
        self.transact(&stamp, Write::one(Entry::Access(missing)))
            .map(drop)
    }

    /// Failed unlocks enter the chain at the next unlock; their counter is reset only afterwards.
    fn record_failed_unlocks(&self, now: Instant) -> Result<(), StoreError> {
        let times = self.writer().unlocked.failed_attempts_before;
        if times == 0 {
            return Ok(());
        }
        let failed = Access {
            action: "unlock-failed".into(),
            patient: None,
            times,
        };
        self.transact(
            &Stamp {
                now,
                author: self.me,
            },
            Write::one(Entry::Access(failed)),
        )?;
        self.writer().unlocked.failed_attempts_are_recorded()
    }
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
