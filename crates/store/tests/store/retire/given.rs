//! A practice with somebody whose record can be destroyed, and the words that stand in it alone.

use std::path::Path;

use crate::attachments::{attach, attachment};
use crate::imports::imported;
use crate::safety::{consented, screened};
use crate::support::*;
use filiform_domain::consent::ConsentKind;
use filiform_domain::entry::{Access, DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::patient::Patient;
use filiform_domain::retention::{Ground, Hold, RecordDestroyed, RetentionRule, RetentionSet};
use filiform_domain::screening::Answer;
use filiform_store::{Flow, KeptDraft, Stamp, Store, StoreError, Write};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const SEVEN: RetentionRule = RetentionRule {
    years_after_last_visit: 7,
    age_of_majority: 18,
    years_after_majority: 3,
};

/// Words of patient 1 that stand nowhere else: of the registration, the note, the draft, and the rest.
pub(crate) const WORDS: [&str; 15] = [
    "Zyxkowqari",
    "Qimblewurz",
    "Vlothgarnek",
    "K-90417-ZQ",
    "fjordquelm",
    "wrixolent",
    "nymphbrovt",
    "gravquilsk",
    "vlomqurdish",
    "drabzufelt",
    "hoxquindle",
    "jubwrackle",
    "pliqtsovan",
    "kvoxtrembly",
    "zwiqfardle",
];

pub(crate) fn canary() -> Patient {
    Patient {
        phone: "207 Vlothgarnek".into(),
        record_number: "K-90417-ZQ".into(),
        ..patient("Zyxkowqari", "Qimblewurz", "1984-03-14")
    }
}

/// Ten years after the morning of the tests.
pub(crate) fn later(minutes: i64) -> Stamp {
    let mut stamp = stamp(minutes);
    stamp.now.utc_ms += 3_653 * 86_400_000;
    stamp
}

pub(crate) fn retention(rule: Option<RetentionRule>) -> Entry {
    Entry::RetentionSet(RetentionSet {
        practice: PRACTICE,
        rule,
    })
}

pub(crate) fn hold(reason: &str) -> Hold {
    Hold {
        patient: patient_id(1),
        reason: reason.into(),
    }
}

pub(crate) fn destroyed(ground: Ground, due: Option<&str>) -> Entry {
    Entry::RecordDestroyed(RecordDestroyed {
        patient: patient_id(1),
        ground,
        reason: "The period is over.".into(),
        due: due.map(|day| day.parse().unwrap()),
        rule: due.map(|_| SEVEN),
    })
}

pub(crate) fn over() -> Entry {
    destroyed(Ground::RetentionOver, Some("2033-11-22"))
}

/// Patient 1 with something of every kind, and patient 2 who stays.
pub(crate) fn filled() -> (TempDir, Store) {
    let (folder, store) = practice();
    write(&store, 1, registered(1, canary()));
    write(
        &store,
        1,
        registered(2, patient("Okafor", "Ada", "1990-01-01")),
    );
    let mut visit = session(1, 1, 10);
    visit.note.story = "fjordquelm since the move".into();
    visit.note.response = "wrixolent".into();
    write(&store, 20, signed(visit));
    write(&store, 20, signed(session(2, 2, 11)));
    write(&store, 21, changed(1, 1, canary()));
    write(&store, 21, screened(1, Answer::Yes, "nymphbrovt"));
    write(&store, 21, consented(1, 1, 5, ConsentKind::Verbal));
    let mut call = contact(1, 1, 12);
    if let Entry::ContactLogged(contact) = &mut call {
        contact.said = Some("gravquilsk".into());
    }
    write(&store, 22, call);
    let mut event = reported(1, 1, 1, 13);
    if let Entry::EventReported(event) = &mut event {
        event.seen = Some("drabzufelt".into());
    }
    write(&store, 23, event);
    write(&store, 24, letter());
    let bytes = b"zwiqfardle".repeat(60_000);
    let scan = attachment(1, 1, "kvoxtrembly", &bytes);
    attach(&store, 24, &scan, &bytes);
    write(&store, 24, imported(1, None, "vlomqurdish"));
    write(&store, 24, Entry::HoldSet(hold("hoxquindle")));
    write(&store, 25, Entry::HoldLifted(hold("hoxquindle")));
    store
        .keep_draft(&KeptDraft {
            body: r#"{"story":"jubwrackle"}"#.into(),
            ..draft(1)
        })
        .unwrap();
    let aside = KeptDraft {
        body: r#"{"story":"pliqtsovan"}"#.into(),
        ..draft(2)
    };
    store.keep_draft(&aside).unwrap();
    store.discard_draft(aside.id).unwrap();
    store.note_access(look());
    store.settle_accesses(&stamp(26)).unwrap();
    write(&store, 27, retention(Some(SEVEN)));
    (folder, store)
}

pub(crate) fn look() -> Access {
    Access {
        action: "opened".into(),
        patient: Some(patient_id(1)),
        times: 1,
    }
}

pub(crate) fn letter() -> Entry {
    Entry::DocumentExported(DocumentExported {
        id: DocumentId(Uuid::from_u128(0xD0C)),
        patient: patient_id(1),
        document: "referral-letter".into(),
        recipient: "Qimblewurz Zyxkowqari".into(),
        period: None,
        sha256: "00".repeat(32),
        pages: 1,
        purpose: None,
        authority: None,
        letter: None,
    })
}

pub(crate) fn go(store: &Store, stamp: Stamp, entry: Entry) -> Result<(), StoreError> {
    store.transact(&stamp, Write::one(entry)).map(drop)
}

pub(crate) fn clean(store: &Store) {
    store.clean_up(&mut |_, _| Flow::Continue).unwrap();
}

pub(crate) fn copy(from: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    std::fs::create_dir(home(&copy)).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), home(&copy).join(file.file_name())).unwrap();
    }
    copy
}
