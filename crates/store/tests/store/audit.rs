//! The list of who did what: every filter gives what going through the whole ledger would give, on an index.

use crate::support::*;
use filiform_domain::entry::{Access, Entry};
use filiform_store::{AuditAsked, AuditLine, Store};
use proptest::prelude::*;

fn opened(p: u128) -> Entry {
    Entry::Access(Access {
        action: "opened".into(),
        patient: Some(patient_id(p)),
        times: 1,
    })
}

/// Two patients and some sixty entries over two hours.
fn busy() -> (tempfile::TempDir, Store) {
    let (folder, store) = practice();
    for p in 1..=2 {
        write(
            &store,
            1,
            registered(p, patient("Okafor", "Ada", "1984-03-14")),
        );
    }
    for n in 0..20_u32 {
        let (minutes, p) = (i64::from(n) * 5, u128::from(n % 2 + 1));
        write(&store, minutes, signed(session(p, n.into(), minutes)));
        write(&store, minutes, opened(p));
        write(&store, minutes, contact(p, n.into(), minutes));
    }
    (folder, store)
}

fn everything(store: &Store) -> Vec<AuditLine> {
    store.audit(&AuditAsked::default(), 1000).unwrap().lines
}

fn paged(store: &Store, asked: &AuditAsked, limit: u32) -> Vec<AuditLine> {
    let mut asked = asked.clone();
    let mut all = Vec::new();
    loop {
        let page = store.audit(&asked, limit).unwrap();
        assert!(page.lines.len() <= limit as usize);
        asked.older_than = page.lines.last().map(|line| line.id);
        all.extend(page.lines);
        if !page.more {
            return all;
        }
    }
}

#[test]
fn the_newest_entry_comes_first_with_its_author_and_its_patient() {
    let (_folder, store) = busy();
    let all = everything(&store);
    let seqs: Vec<u64> = all.iter().map(|line| line.seq).collect();
    assert!(
        seqs.is_sorted_by(|a, b| a > b) && seqs.len() == 64,
        "{}",
        seqs.len()
    );
    let newest = &all[0];
    assert_eq!(
        (newest.kind.as_str(), newest.author),
        ("contact-logged", ME)
    );
    assert_eq!(newest.name, Some(("Okafor".into(), "Ada".into())));
    assert_eq!(all.last().unwrap().patient, None, "the practice itself");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_gives_what_going_through_everything_gives(
        patient in proptest::option::of(1_u128..4),
        mine in any::<Option<bool>>(),
        kinds in proptest::option::of(proptest::sample::subsequence(
            vec!["access", "session-signed", "contact-logged", "patient-registered", "hold-set"], 0..4)),
        from in proptest::option::of(-10_i64..110),
        length in proptest::option::of(0_i64..60),
        limit in 1_u32..30,
    ) {
        let (_folder, store) = busy();
        let stranger = filiform_domain::ids::TherapistId(uuid::Uuid::from_u128(9));
        let asked = AuditAsked {
            patient: patient.map(patient_id),
            author: mine.map(|mine| if mine { ME } else { stranger }),
            kinds,
            from: from.map(|minutes| at(minutes).utc_ms),
            before: length.map(|minutes| at(from.unwrap_or(0) + minutes).utc_ms),
            older_than: None,
        };
        let fits = |line: &AuditLine| {
            asked.patient.is_none_or(|one| line.patient == Some(one))
                && asked.author.is_none_or(|one| line.author == one)
                && asked.kinds.as_ref().is_none_or(|some| some.contains(&line.kind.as_str()))
                && asked.from.is_none_or(|from| line.recorded_at.utc_ms >= from)
                && asked.before.is_none_or(|before| line.recorded_at.utc_ms < before)
        };
        let expected: Vec<_> = everything(&store).into_iter().filter(fits).map(|line| line.id).collect();
        let got: Vec<_> = paged(&store, &asked, limit).into_iter().map(|line| line.id).collect();
        prop_assert_eq!(got, expected);
    }
}

#[test]
fn a_clock_that_was_set_back_hides_nothing() {
    let (_folder, store) = practice();
    register_ada(&store);
    for minutes in [10, 500, 20, 30] {
        write(&store, minutes, opened(1));
    }
    let asked = AuditAsked {
        from: Some(at(15).utc_ms),
        before: Some(at(100).utc_ms),
        ..AuditAsked::default()
    };
    assert_eq!(store.audit(&asked, 10).unwrap().lines.len(), 2);
}

#[test]
fn no_filter_goes_through_the_whole_ledger() {
    let (folder, store) = busy();
    drop(store);
    let connection = raw(&home(&folder));
    for (name, sql, values) in [
        ("all", include_str!("../../src/audit/all.sql"), 5),
        ("of_kind", include_str!("../../src/audit/of_kind.sql"), 7),
        (
            "of_subject",
            include_str!("../../src/audit/of_subject.sql"),
            8,
        ),
        ("bounds", include_str!("../../src/audit/bounds.sql"), 2),
        (
            "next_pair",
            include_str!("../../src/audit/next_pair.sql"),
            2,
        ),
    ] {
        let mut plan = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let nothing = vec![rusqlite::types::Value::Null; values];
        let rows = plan
            .query_map(rusqlite::params_from_iter(nothing), |row| {
                row.get::<_, String>("detail")
            })
            .unwrap();
        let steps: Vec<String> = rows.map(Result::unwrap).collect();
        assert!(steps[0].starts_with("SEARCH ledger"), "{name}: {steps:?}");
        assert!(
            !steps.iter().any(|step| step.contains("TEMP B-TREE")),
            "{name}: {steps:?}"
        );
    }
}
