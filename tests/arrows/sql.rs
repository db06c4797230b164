//! SQL stands in `.sql` files beside the one module that runs them, and only in the store.

use super::source::Source;

/// How a statement begins, and a word that must follow for it to be one and not a sentence.
const STATEMENTS: [(&str, &str); 14] = [
    ("SELECT ", ""),
    ("INSERT INTO ", ""),
    ("INSERT OR ", ""),
    ("REPLACE INTO ", ""),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("WITH ", " AS ("),
    ("CREATE TABLE ", ""),
    ("CREATE INDEX ", ""),
    ("CREATE TRIGGER ", ""),
    ("DROP TABLE ", ""),
    ("ALTER TABLE ", ""),
    ("ATTACH DATABASE ", ""),
    ("PRAGMA ", ""),
];

/// Rust files that hold SQL or, outside the store, name rusqlite at all (it could arrive through a re-export).
pub(crate) fn outside_its_place(files: &[Source]) -> Vec<String> {
    let checked = files
        .iter()
        .filter(|file| file.is_rust() && !is_about_sql(&file.path));
    checked
        .flat_map(|file| statements(file).into_iter().chain(driver(file)))
        .collect()
}

/// These rules name what they forbid, and the store's tests play the one who tampers with the file.
fn is_about_sql(path: &str) -> bool {
    let tests_of_the_store = path.starts_with("crates/store/")
        && (path.contains("/tests") || path.ends_with("_tests.rs"));
    path.starts_with("tests/arrows") || tests_of_the_store
}

fn statements(file: &Source) -> Vec<String> {
    // The one exception: the key is given by PRAGMA and must never become a file.
    let keying = |text: &str| {
        file.path.starts_with("crates/store/") && text.to_uppercase().starts_with("PRAGMA ")
    };
    let code = file.code();
    let quoted = code
        .match_indices('"')
        .map(|(at, _)| code[at + 1..].trim_start());
    let found = quoted.filter(|text| is_statement(text) && !keying(text));
    found
        .map(|text| {
            format!(
                "{}: SQL belongs in a .sql file of the store: {}",
                file.path,
                first_line(text)
            )
        })
        .collect()
}

fn driver(file: &Source) -> Option<String> {
    let names_it = !file.path.starts_with("crates/store/") && file.code().contains("rusqlite");
    names_it.then(|| format!("{} names rusqlite, which only the store may", file.path))
}

/// Whether the text up to the next quote begins like SQL, written all in capitals or all in small letters.
fn is_statement(text: &str) -> bool {
    let literal = text.split('"').next().unwrap_or_default();
    let begins = |begin: &str| {
        literal.starts_with(begin) || literal.starts_with(begin.to_lowercase().as_str())
    };
    let spaced = format!(
        "{} ",
        literal.split_whitespace().collect::<Vec<_>>().join(" ")
    )
    .to_uppercase();
    // "select" in small letters is also an English word: there it needs its FROM.
    let small = literal.starts_with("select ") && !spaced.contains(" FROM ");
    !small
        && STATEMENTS
            .iter()
            .any(|(begin, follows)| begins(begin) && spaced.contains(follows))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> usize {
        outside_its_place(&[Source::new(path, text)]).len()
    }

    #[test]
    fn a_statement_in_a_rust_file_is_found_even_in_the_store() {
        for path in ["src/sign_session.rs", "crates/store/src/ledger.rs"] {
            assert_eq!(
                broken(path, r#"let q = "SELECT name FROM patient";"#),
                1,
                "{path}"
            );
            assert_eq!(
                broken(path, r#"run("insert into draft values (?)")"#),
                1,
                "{path}"
            );
            assert_eq!(
                broken(path, "run(r#\"\n    UPDATE ledger\n    SET n = 1\"#)"),
                1,
                "{path}"
            );
            assert_eq!(broken(path, r#"run("delete from draft")"#), 1, "{path}");
            assert_eq!(
                broken(path, r#"run("with x as (select 1) select * from x")"#),
                1,
                "{path}"
            );
        }
    }

    #[test]
    fn a_pragma_is_let_through_in_the_store_and_nowhere_else() {
        let keying = r#"connection.execute_batch("PRAGMA key = ...")"#;
        assert_eq!(broken("crates/store/src/file.rs", keying), 0);
        assert_eq!(broken("src/unlock.rs", keying), 1);
    }

    #[test]
    fn the_driver_s_name_is_found_outside_the_store() {
        assert_eq!(
            broken("src/unlock.rs", "use filiform_store::rusqlite::Connection;"),
            1
        );
        assert_eq!(
            broken("crates/store/src/file.rs", "use rusqlite::Connection;"),
            0
        );
    }

    #[test]
    fn a_sentence_is_not_taken_for_a_statement() {
        for text in [
            "Select a patient from the list",
            "select a side first",
            "Update Filiform to open this file",
        ] {
            assert_eq!(
                broken("src/error.rs", &format!("say(\"{text}\")")),
                0,
                "{text}"
            );
        }
    }

    #[test]
    fn comments_sql_files_and_the_store_s_tests_are_let_through() {
        assert_eq!(broken("src/lib.rs", "//! No rusqlite here."), 0);
        assert_eq!(broken("crates/store/src/ledger/get.sql", "\"SELECT 1\""), 0);
        assert_eq!(
            broken(
                "crates/store/tests/tampering.rs",
                "run(\"UPDATE ledger SET n = 1\")"
            ),
            0
        );
    }
}
