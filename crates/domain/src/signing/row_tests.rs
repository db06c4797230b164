//! What signing asks of a row beyond the common ten fields.

use super::tests::{check, faults, note, one_fault, site};
use crate::current::{Current, ElectrodePair};
use crate::session::SessionDraft;
use crate::site::{OwnTarget, OwnTargetKind, SiteDraft, Sought, Tissue, Twitch};

fn lumbar() -> SiteDraft {
    SiteDraft {
        target: "multifidus-lumbar".into(),
        level: "L4-5".into(),
        ..site()
    }
}

fn of_row(change: impl FnOnce(&mut SiteDraft), path: &str, code: &str) {
    one_fault(|d| change(&mut d.sites[0]), path, code);
}

#[test]
fn a_depth_is_never_more_than_the_needle() {
    of_row(
        |row| row.depth_mm = Some(41),
        "sites[0].depth_mm",
        "depth-over-length",
    );
    of_row(
        |row| row.depth_to_mm = Some(60),
        "sites[0].depth_to_mm",
        "depth-over-length",
    );
    of_row(
        |row| row.depth_to_mm = Some(10),
        "sites[0].depth_to_mm",
        "range",
    );
    let mut unknown_length = note();
    unknown_length.sites[0].needle = "0.25".into();
    unknown_length.sites[0].depth_mm = Some(60);
    assert_eq!(faults(&unknown_length), []);
}

#[test]
fn a_target_of_high_risk_asks_how_deep_and_takes_a_tissue_for_an_answer() {
    of_row(|row| row.depth_mm = None, "sites[0].depth_mm", "missing");
    let mut by_tissue = note();
    (by_tissue.sites[0].depth_mm, by_tissue.sites[0].tissue) = (None, Some(Tissue::Muscle));
    assert_eq!(faults(&by_tissue), []);
    let mut calf = note();
    calf.sites[0] = SiteDraft {
        target: "gastrocnemius-medial".into(),
        depth_mm: None,
        ..site()
    };
    assert_eq!(faults(&calf), []);
}

#[test]
fn a_level_where_the_target_does_not_lie_is_refused_at_its_field() {
    let mut back = note();
    back.sites[0] = lumbar();
    assert_eq!(faults(&back), []);
    for (level, code) in [("T4", "wrong-level"), ("L9", "level"), ("L5-L4", "level")] {
        back.sites[0].level = level.into();
        assert_eq!(
            faults(&back),
            [("sites[0].level".to_owned(), code.to_owned())],
            "{level}"
        );
    }
}

#[test]
fn a_needle_left_in_place_has_a_time() {
    of_row(
        |row| row.techniques = vec!["static".into()],
        "sites[0].left_in_s",
        "missing",
    );
    of_row(
        |row| row.left_in_s = Some(-1),
        "sites[0].left_in_s",
        "out-of-range",
    );
}

#[test]
fn a_muscle_asks_for_its_twitch_unless_something_else_was_sought() {
    of_row(|row| row.twitch = None, "sites[0].twitch", "missing");
    let mut ache = note();
    (ache.sites[0].twitch, ache.sites[0].sought) = (None, Some(Sought::DeepAche));
    assert_eq!(faults(&ache), []);
    let mut counted = note();
    (counted.sites[0].twitch, counted.sites[0].twitches) = (None, Some(3));
    let kept = check(&counted).ok().unwrap();
    assert_eq!(
        kept.note.sites[0].twitch,
        Some(Twitch::Seen),
        "counted twitches were seen"
    );
}

#[test]
fn several_techniques_stand_in_their_order_and_none_twice() {
    let both = |second: &str| vec!["pistoning".to_owned(), second.to_owned()];
    of_row(
        |row| row.techniques = both("pistoning"),
        "sites[0].techniques[1]",
        "twice",
    );
    of_row(
        |row| row.techniques = Vec::new(),
        "sites[0].techniques",
        "missing",
    );
    of_row(
        |row| {
            row.techniques = both("superficial");
            row.tissue = Some(Tissue::Bone);
        },
        "sites[0].tissue",
        "contradiction",
    );
}

#[test]
fn a_target_in_own_words_needs_kind_name_region_and_side() {
    let mut scar = note();
    let own = OwnTarget {
        kind: Some(OwnTargetKind::Scar),
        name: "scar after the arthroscopy".into(),
        region: "lower-leg".into(),
        length_mm: Some(35),
    };
    scar.sites[0] = SiteDraft {
        target: String::new(),
        own_target: Some(own),
        ..site()
    };
    scar.breathlessness_advice = None;
    assert_eq!(faults(&scar), []);
    scar.sites[0].own_target = Some(OwnTarget::default());
    let paths: Vec<String> = faults(&scar).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "sites[0].own_target.kind",
            "sites[0].own_target.name",
            "sites[0].own_target.region"
        ]
    );
}

#[test]
fn an_own_target_in_a_region_over_the_lung_asks_for_the_advice() {
    let mut named = note();
    let own = OwnTarget {
        kind: Some(OwnTargetKind::NamedPoint),
        name: "a point by its name".into(),
        region: "neck".into(),
        length_mm: None,
    };
    named.sites[0] = SiteDraft {
        target: String::new(),
        own_target: Some(own),
        ..site()
    };
    assert_eq!(faults(&named), []);
    named.breathlessness_advice = None;
    assert_eq!(
        faults(&named),
        [("breathlessness_advice".to_owned(), "missing".to_owned())]
    );
}

#[test]
fn a_current_belongs_to_its_technique_and_pairs_name_rows_that_are_there() {
    let current = |with_row| {
        let pair = ElectrodePair {
            with_row: Some(with_row),
            ..ElectrodePair::default()
        };
        Some(Current {
            pairs: vec![pair],
            hz: "2".into(),
            ..Current::default()
        })
    };
    of_row(
        |row| row.current = Some(Current::default()),
        "sites[0].current",
        "contradiction",
    );
    for (with_row, code) in [(1, "same-row"), (9, "no-such-row")] {
        let electrical = |d: &mut SessionDraft| {
            d.sites[0].techniques = vec!["electrical".into()];
            d.sites[0].current = current(with_row);
            d.sites.push(site());
        };
        one_fault(electrical, "sites[0].current.pairs[0].with_row", code);
    }
}
