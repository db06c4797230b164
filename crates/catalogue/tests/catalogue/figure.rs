//! The body chart: what lies under a point, and whose left is where.

use std::collections::BTreeSet;

use filiform_catalogue::{Catalogue, Figures, Found, Point, Rule, Spot};
use filiform_domain::site::{ChartView, Side};
use serde::Deserialize;

use crate::broken::*;

const CHECKS: &str = include_str!("../../data/figure/checks.csv");

#[derive(Deserialize)]
struct Check {
    view: ChartView,
    x: f64,
    y: f64,
    side: String,
    expected: String,
}

fn figures() -> &'static Figures {
    Catalogue::shipped().figures()
}

fn at(view: ChartView, x: f64, y: f64) -> Option<Spot<'static>> {
    figures().at(view, false, Point { x, y })
}

fn side(letter: &str) -> Side {
    match letter {
        "L" => Side::Left,
        "R" => Side::Right,
        _ => Side::Midline,
    }
}

fn ids<'a>(found: impl IntoIterator<Item = &'a Found<'a>>) -> Vec<&'a str> {
    found.into_iter().map(|one| one.target.as_str()).collect()
}

/// The points that come with the drawings.
#[test]
fn every_check_point_gives_exactly_the_expected_first_hits() {
    let mut reader = csv::Reader::from_reader(CHECKS.as_bytes());
    let checks: Vec<Check> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(checks.len(), 40);
    for check in checks {
        let place = format!("{} {} {}", check.view.words(), check.x, check.y);
        let spot = at(check.view, check.x, check.y).unwrap();
        let first: Vec<&Found<'_>> = spot.hits.iter().take(3).collect();
        let found: BTreeSet<&str> = first.iter().map(|hit| hit.target.as_str()).collect();
        let expected: BTreeSet<&str> = check.expected.split(';').collect();
        assert_eq!(found, expected, "{place}");
        let fits = |hit: &&Found<'_>| hit.side == side(&check.side) || hit.side == Side::Midline;
        assert!(first.iter().all(fits), "{place} has its side");
        assert!(
            first.iter().any(|hit| hit.side == side(&check.side)),
            "{place} has its side"
        );
    }
}

#[test]
fn the_front_mirrors_the_patient_and_the_back_does_not() {
    for (view, x, expect) in [
        (ChartView::Front, 282.0, Side::Left),
        (ChartView::Front, 78.0, Side::Right),
        (ChartView::Back, 282.0, Side::Right),
        (ChartView::Back, 78.0, Side::Left),
    ] {
        let spot = at(view, x, 245.0).unwrap();
        let words = view.words();
        assert_eq!(spot.region.unwrap().1, expect, "{words} {x}");
        assert!(!spot.near.is_empty(), "{words} {x}");
        assert!(
            spot.near.iter().all(|near| near.side == expect),
            "{words} {x}"
        );
    }
}

#[test]
fn soles_and_hands_have_the_patients_left_at_the_viewers_right() {
    for view in [ChartView::Sole, ChartView::HandPalm, ChartView::HandBack] {
        let figure = figures().figure(view).unwrap();
        assert_eq!(
            (figure.viewers_left, figure.viewers_right),
            (Side::Right, Side::Left)
        );
        for (x, expect) in [(280.0, Side::Left), (80.0, Side::Right)] {
            let spot = at(view, x, 250.0).unwrap();
            assert_eq!(spot.region.unwrap().1, expect, "{} {x}", view.words());
        }
    }
}

#[test]
fn the_right_side_of_the_head_is_the_left_one_turned_over() {
    let point = Point { x: 123.0, y: 174.0 };
    let left = figures().at(ChartView::HeadSide, false, point).unwrap();
    let right = figures().at(ChartView::HeadSide, true, point).unwrap();
    assert_eq!(
        ids(&left.hits),
        ["masseter-superficial", "pterygoid-medial"]
    );
    assert_eq!(ids(&left.hits), ids(&right.hits));
    assert!(left.hits.iter().all(|hit| hit.side == Side::Left));
    assert!(right.hits.iter().all(|hit| hit.side == Side::Right));
    assert_eq!(left.region.unwrap().1, Side::Left);
    assert_eq!(right.region.unwrap().1, Side::Right);
}

#[test]
fn a_muscle_of_the_midline_stays_there_when_the_head_is_turned() {
    let point = Point { x: 60.9, y: 106.5 };
    let right = figures().at(ChartView::HeadSide, true, point).unwrap();
    let procerus = right
        .hits
        .iter()
        .find(|hit| hit.target.as_str() == "procerus");
    assert_eq!(procerus.unwrap().side, Side::Midline);
}

#[test]
fn only_the_head_can_be_turned_over() {
    let point = Point { x: 282.0, y: 245.0 };
    let spot = figures().at(ChartView::Front, true, point).unwrap();
    assert_eq!(spot.region.unwrap().1, Side::Left);
}

#[test]
fn a_point_outside_the_body_is_refused_and_a_finger_beside_it_is_not() {
    for (view, x, y) in [
        (ChartView::Front, 10.0, 10.0),
        (ChartView::Front, 180.0, 600.0),
        (ChartView::Back, 359.0, 759.0),
        (ChartView::HeadSide, 5.0, 5.0),
        (ChartView::Sole, 180.0, 200.0),
        (ChartView::HandPalm, -1000.0, 1e9),
    ] {
        assert!(at(view, x, y).is_none(), "{} {x} {y}", view.words());
    }
    // The crown of the head is at y = 10.
    assert!(at(ChartView::Front, 180.0, 7.0).is_some());
    assert!(at(ChartView::Front, 180.0, 5.0).is_none());
    let beside = at(ChartView::Front, 180.0, 7.0).unwrap();
    assert_eq!(beside.region.unwrap().0, &"head-jaw");
}

#[test]
fn no_number_makes_it_stumble() {
    for number in [f64::NAN, f64::INFINITY, f64::MIN, f64::MAX] {
        assert!(at(ChartView::Front, number, number).is_none());
    }
}

#[test]
fn bare_skin_offers_what_is_near_and_at_most_three() {
    // The middle of the belly: no zone holds it.
    let spot = at(ChartView::Front, 180.0, 262.0).unwrap();
    assert!(spot.hits.is_empty(), "{:?}", ids(&spot.hits));
    assert!((1..=3).contains(&spot.near.len()), "{:?}", ids(&spot.near));
    assert!(ids(&spot.near).contains(&"rectus-abdominis"));
}

#[test]
fn of_two_as_close_the_more_superficial_comes_first_and_says_so() {
    let spot = at(ChartView::Front, 270.2, 230.6).unwrap();
    let read: Vec<(&str, &str)> = spot
        .hits
        .iter()
        .map(|hit| (hit.target.as_str(), hit.layer.words()))
        .collect();
    assert_eq!(
        read,
        [
            ("biceps-brachii", "superficial"),
            ("brachialis", "intermediate")
        ]
    );
}

#[test]
fn a_target_with_two_zones_is_listed_once() {
    for zone in figures().zones() {
        let centre = zone.centre();
        let spot = figures().at(zone.view, false, centre).unwrap();
        let named = |found: &&Found<'_>| found.target == &zone.target && found.side == zone.side;
        assert_eq!(spot.hits.iter().filter(named).count(), 1, "{}", zone.target);
    }
}

#[test]
fn every_target_has_a_mark_on_each_of_its_sides() {
    let marks = figures().marks();
    for target in Catalogue::shipped().targets() {
        let own: BTreeSet<&str> = marks
            .iter()
            .filter(|mark| mark.target == &target.id)
            .map(|mark| mark.side.words())
            .collect();
        let expect = if target.is_paired() {
            BTreeSet::from(["left", "right"])
        } else {
            BTreeSet::from(["midline"])
        };
        assert_eq!(own, expect, "{}", target.id);
    }
    let heads = |side| {
        let on_head = marks.iter().filter(|mark| mark.view == ChartView::HeadSide);
        on_head.filter(|mark| mark.side == side).count()
    };
    assert_eq!(
        heads(Side::Left),
        heads(Side::Right),
        "both sides of the head"
    );
}

#[test]
fn every_region_is_drawn_and_every_spot_of_the_body_lies_in_one() {
    let drawn: BTreeSet<&str> = figures()
        .figures()
        .iter()
        .flat_map(|figure| &figure.regions)
        .map(|region| region.region.as_str())
        .collect();
    for region in Catalogue::shipped().regions() {
        assert!(drawn.contains(region.id.as_str()), "{}", region.id);
    }
    for figure in figures().figures() {
        for x in (0..figure.width).step_by(15) {
            for y in (0..figure.height).step_by(15) {
                let (x, y) = (f64::from(x), f64::from(y));
                if let Some(spot) = at(figure.view, x, y) {
                    assert!(spot.region.is_some(), "{} {x} {y}", figure.title);
                }
            }
        }
    }
}

#[test]
fn a_drawing_that_cannot_be_right_is_seen() {
    let front = r#""front": {"#;
    assert!(filiform_catalogue::Texts::SHIPPED.drawings.contains(front));
    check_broken(
        DRAWINGS,
        r#""x_below_axis": "R""#,
        r#""x_below_axis": "L""#,
        Rule::PatientsLeft,
    );
    check_broken(
        DRAWINGS,
        r#""shows": "L""#,
        r#""shows": "R""#,
        Rule::PatientsLeft,
    );
    check_dangling(
        DRAWINGS,
        r#""region": "neck""#,
        r#""region": "nape""#,
        "nape",
        "regions.csv",
    );
    check_broken(
        DRAWINGS,
        r#""region": "neck""#,
        r#""region": "head-jaw""#,
        Rule::RegionDrawnOnce,
    );
    check_unreadable(
        DRAWINGS,
        r#""sole":"#,
        r#""soles":"#,
        "unknown field `soles`",
    );
    check_unreadable(DRAWINGS, "M180 10C", "M180 10Q", "Q is not drawn here");
}

#[test]
fn a_zone_that_cannot_be_right_is_seen() {
    check_dangling(
        ZONES,
        "\nfrontalis,front,L",
        "\nfrontal,front,L",
        "frontal",
        "muscles.csv",
    );
    check_unreadable(ZONES, "frontalis,front,L", "frontalis,top,L", "top");
    check_unreadable(
        ZONES,
        "frontalis,front,L",
        "frontalis,front,left",
        "none of L, R, M",
    );
    check_unreadable(ZONES, ",10,4.4,90,0", ",0,4.4,90,0", "is no radius");
    check_unreadable(ZONES, ",10,4.4,90,0", ",10,4.4,90,4", "is not a layer");
    check_unreadable(ZONES, "206.2,45", "NaN,45", "is no place");
    check_broken(
        ZONES,
        "temporalis,front,L",
        "temporalis,front,R",
        Rule::ZoneOnItsSide,
    );
    check_broken(
        ZONES,
        "temporalis,front,L,206.2",
        "temporalis,front,L,205.2",
        Rule::ZoneOnBothSides,
    );
    check_broken(
        ZONES,
        "temporalis,front,L,206.2",
        "temporalis,front,L,306.2",
        Rule::ZoneOnTheFigure,
    );
    check_broken(
        ZONES,
        "lumbar-interspinous,back,M",
        "procerus,back,M",
        Rule::TargetOnTheChart,
    );
}

#[test]
fn a_paired_target_with_a_midline_zone_is_seen() {
    let rows = filiform_catalogue::Texts::SHIPPED.zones;
    let midline = rows
        .lines()
        .find(|row| row.starts_with("lumbar-interspinous,"));
    let more = format!("{}\n", midline.unwrap());
    let paired = more.replace("lumbar-interspinous", "temporalis");
    check_broken(
        ZONES,
        &more,
        &format!("{more}{paired}"),
        Rule::ZoneSidesFitTarget,
    );
}
