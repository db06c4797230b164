//! Finding patients while somebody types.

use crate::support::*;
use filiform_store::Store;

fn found(store: &Store, typed: &str) -> Vec<String> {
    let lines = store.find_patients(typed, 10).unwrap();
    lines
        .into_iter()
        .map(|line| format!("{}, {}", line.family_name, line.given_name))
        .collect()
}

fn with_patients() -> (tempfile::TempDir, Store) {
    let (folder, store) = practice();
    let people = [
        ("Okafor", "Ada", "1984-03-14"),
        ("Silva", "Inês", "1990-07-01"),
        ("Østergård", "Jonas", "1984-11-30"),
        ("O\u{2019}Brien", "Mary Ann", "1955-01-02"),
        ("Meyer-Lansky", "Lea", "2001-12-24"),
        ("Nguyễn", "Văn", "1978-05-05"),
    ];
    for (n, (family, given, born)) in (1_u8..).zip(people) {
        write(
            &store,
            i64::from(n),
            registered(n.into(), patient(family, given, born)),
        );
    }
    (folder, store)
}

#[test]
fn any_beginning_of_any_name_finds_in_any_order() {
    let (_folder, store) = with_patients();
    for (typed, name) in [
        ("oka", "Okafor, Ada"),
        ("ada oka", "Okafor, Ada"),
        ("Okafor, Ada", "Okafor, Ada"),
        ("INES", "Silva, Inês"),
        ("inês s", "Silva, Inês"),
        ("ostergard", "Østergård, Jonas"),
        ("brien", "O\u{2019}Brien, Mary Ann"),
        ("o'br", "O\u{2019}Brien, Mary Ann"),
        ("obri", "O\u{2019}Brien, Mary Ann"),
        ("ann mary", "O\u{2019}Brien, Mary Ann"),
        ("lansky", "Meyer-Lansky, Lea"),
        ("meyer lansky", "Meyer-Lansky, Lea"),
        ("nguyen", "Nguyễn, Văn"),
        ("1984-03-14", "Okafor, Ada"),
        ("1984-11", "Østergård, Jonas"),
    ] {
        assert_eq!(found(&store, typed), [name], "{typed}");
    }
    assert_eq!(found(&store, "1984"), ["Østergård, Jonas", "Okafor, Ada"]);
}

#[test]
fn what_fits_nobody_finds_nobody() {
    let (_folder, store) = with_patients();
    for typed in [
        "ada silva",
        "kafor",
        "zz",
        "ada zz",
        "%",
        "_",
        "\"",
        "'; --",
        "\u{10FFFF}",
    ] {
        assert_eq!(found(&store, typed), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn with_nothing_typed_whoever_was_seen_last_comes_first() {
    let (_folder, store) = with_patients();
    write(&store, 900, signed(session(2, 1, 800)));
    write(&store, 901, signed(session(1, 2, 700)));
    let listed = found(&store, "  ");
    assert_eq!(listed[..3], ["Silva, Inês", "Okafor, Ada", "Nguyễn, Văn"]);
    let line = &store.find_patients("okafor", 1).unwrap()[0];
    assert_eq!(
        (line.sessions, line.last_region.as_deref()),
        (1, Some("neck"))
    );
    assert_eq!(line.last_session, Some(at(700)));
    assert_eq!(store.find_patients("", 2).unwrap().len(), 2);
}

#[test]
fn a_changed_name_is_found_by_the_new_one_alone() {
    let (_folder, store) = with_patients();
    write(
        &store,
        50,
        changed(1, 1, patient("Lund", "Ada", "1984-03-14")),
    );
    assert_eq!(found(&store, "lund"), ["Lund, Ada"]);
    assert_eq!(found(&store, "okafor"), Vec::<String>::new());
}

#[test]
fn a_common_word_finds_the_same_as_a_rare_one() {
    let (_folder, store) = practice();
    let many =
        (0..2100).map(|n| registered(n, patient("Common", &format!("Person{n}"), "1970-01-01")));
    store
        .transact(
            &stamp(1),
            filiform_store::Write {
                entries: many.collect(),
                finish_draft: None,
            },
        )
        .unwrap();
    assert_eq!(found(&store, "comm person777"), ["Common, Person777"]);
    assert_eq!(store.find_patients("comm", 5000).unwrap().len(), 2100);
    assert_eq!(
        store.find_patients("comm pers", 7).unwrap().len(),
        7,
        "two common words"
    );
}
