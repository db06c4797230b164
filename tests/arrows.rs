//! The arrows of `docs/architecture.md`, held: who may name whom, where SQL may stand, what a file looks like.
//!
//! The rules are pure functions over dependency tables and source texts, in `arrows/`; each is shown there to
//! fail on a broken example. Here they are put to the checkout itself.

#![expect(clippy::expect_used, reason = "a failed test should panic")]

#[path = "arrows/dependencies.rs"]
mod dependencies;
#[path = "arrows/imports.rs"]
mod imports;
#[path = "arrows/shape.rs"]
mod shape;
#[path = "arrows/source.rs"]
mod source;
#[path = "arrows/sql.rs"]
mod sql;
#[path = "arrows/words.rs"]
mod words;

use cargo_metadata::MetadataCommand;
use dependencies::Dependency;
use source::Source;

/// Fails with every broken arrow at once, so that one run shows them all.
fn hold(broken: &[String]) {
    assert!(
        broken.is_empty(),
        "{} broken:\n{}",
        broken.len(),
        broken.join("\n")
    );
}

fn workspace() -> Vec<Dependency> {
    let metadata = MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo metadata describes the workspace");
    let table: Vec<Dependency> = metadata
        .packages
        .iter()
        .flat_map(dependencies::of_package)
        .collect();
    assert!(
        table.iter().any(|arrow| arrow.from == "filiform-store"),
        "the workspace was not read"
    );
    table
}

fn sources() -> Vec<Source> {
    let all = source::of_checkout(env!("CARGO_MANIFEST_DIR").as_ref());
    assert!(
        all.iter().any(|file| file.path == "tests/arrows.rs"),
        "the checkout was not read"
    );
    all
}

#[test]
fn packages_only_depend_along_the_arrows() {
    hold(&dependencies::against_the_arrows(&workspace()));
}

#[test]
fn the_store_alone_names_rusqlite_the_window_tauri_and_the_report_typst() {
    hold(&dependencies::named_by_another(&workspace()));
}

#[test]
fn the_domain_names_nothing_that_does_input_or_output() {
    hold(&dependencies::impure_domain(&workspace()));
}

#[test]
fn only_the_outermost_layer_may_ask_the_clock() {
    hold(&dependencies::clocks(&workspace()));
}

#[test]
fn both_programs_wipe_what_they_free() {
    hold(&dependencies::without_wiped_memory(&workspace()));
    let computer = include_str!("../crates/computer/src/lib.rs");
    assert!(computer.contains("#[global_allocator]\nstatic MEMORY: ZeroAlloc<System>"));
}

#[test]
fn sql_stands_in_sql_files_of_the_store() {
    hold(&sql::outside_its_place(&sources()));
}

#[test]
fn no_workflow_imports_another() {
    hold(&imports::between_workflows(&sources()));
}

#[test]
fn only_the_backend_seam_imports_tauri_into_the_ui() {
    hold(&imports::tauri_in_the_ui(&sources()));
}

#[test]
fn every_file_is_short_enough_to_read() {
    hold(&shape::too_long(&sources()));
}

#[test]
fn every_rust_file_says_first_what_it_is() {
    hold(&shape::without_header(&sources()));
}

#[test]
fn no_letter_or_document_abbreviates() {
    hold(&words::abbreviations(&sources()));
}

#[test]
fn no_letter_or_document_names_a_cause() {
    hold(&words::causes(&sources()));
}
