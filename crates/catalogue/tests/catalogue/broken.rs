//! The shipped texts with one place broken, and the fault that must follow.

use filiform_catalogue::{Catalogue, CatalogueError, Rule, Texts};

/// One file among the texts.
pub(crate) type File = for<'a, 'b> fn(&'b mut Texts<'a>) -> &'b mut &'a str;

pub(crate) const TARGETS: File = |texts| &mut texts.targets;
pub(crate) const REGIONS: File = |texts| &mut texts.regions;
pub(crate) const CONDITIONS: File = |texts| &mut texts.conditions;
pub(crate) const MEASURES: File = |texts| &mut texts.measures;
pub(crate) const FORMS: File = |texts| &mut texts.measure_forms;
pub(crate) const CHECKS: File = |texts| &mut texts.checks;
pub(crate) const EVENTS: File = |texts| &mut texts.adverse_events;
pub(crate) const ABBREVIATIONS: File = |texts| &mut texts.abbreviations;
pub(crate) const SOURCES: File = |texts| &mut texts.sources;
pub(crate) const TECHNIQUES: File = |texts| &mut texts.techniques;
pub(crate) const NEEDLES: File = |texts| &mut texts.needle_sizes;
pub(crate) const OTHER_CARE: File = |texts| &mut texts.other_care;
pub(crate) const RESPONSE: File = |texts| &mut texts.response_words;
pub(crate) const DRAWINGS: File = |texts| &mut texts.drawings;
pub(crate) const ZONES: File = |texts| &mut texts.zones;

/// The fault of the shipped texts with the first `from` in `file` written as `to`.
pub(crate) fn fault(file: File, from: &str, to: &str) -> CatalogueError {
    let mut texts = Texts::SHIPPED;
    let shipped: &str = file(&mut texts);
    assert!(
        shipped.contains(from),
        "the test changes nothing: {from:?} is not there"
    );
    let broken = shipped.replacen(from, to, 1);
    let mut texts = Texts::SHIPPED;
    *file(&mut texts) = &broken;
    Catalogue::parse(&texts).err().unwrap()
}

pub(crate) fn check_broken(file: File, from: &str, to: &str, expect: Rule) {
    match fault(file, from, to) {
        CatalogueError::Broken { rule, .. } => assert_eq!(rule, expect, "{from} -> {to}"),
        other => panic!("{from} -> {to}: {other}"),
    }
}

pub(crate) fn check_dangling(file: File, from: &str, to: &str, missing: &str, expect_in: &str) {
    match fault(file, from, to) {
        CatalogueError::Dangling { id, wanted_in, .. } => {
            assert_eq!(
                (id.as_str(), wanted_in),
                (missing, expect_in),
                "{from} -> {to}"
            );
        }
        other => panic!("{from} -> {to}: {other}"),
    }
}

pub(crate) fn check_unreadable(file: File, from: &str, to: &str, expect: &str) {
    match fault(file, from, to) {
        CatalogueError::Unreadable { reason, .. } => {
            assert!(reason.contains(expect), "{from} -> {to}: {reason}");
        }
        other => panic!("{from} -> {to}: {other}"),
    }
}
