//! A few targets for the tests of lines, and rows of every kind that the grammar can say.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::current::CurrentEffect;
use crate::event::Severity;
use crate::pain::PainWindow;
use crate::quantity::NeedleSize;
use crate::site::Side;

pub(crate) struct Words;

/// Short name, id, name, and whether it is paired, a muscle, of high risk, over the lung.
const TARGETS: [(&str, &str, &str, [bool; 4]); 6] = [
    (
        "UT",
        "trapezius-upper",
        "upper trapezius",
        [true, true, true, true],
    ),
    (
        "IS",
        "infraspinatus",
        "infraspinatus",
        [true, true, true, true],
    ),
    (
        "GMax",
        "gluteus-maximus",
        "gluteus maximus",
        [true, true, false, false],
    ),
    (
        "GMed",
        "gluteus-medius",
        "gluteus medius",
        [true, true, false, false],
    ),
    (
        "CET",
        "common-extensor-tendon",
        "common extensor tendon",
        [true, false, false, false],
    ),
    ("PROC", "procerus", "procerus", [false, true, false, false]),
];

fn of_row(row: &(&str, &str, &str, [bool; 4])) -> LineTarget {
    let (short, id, name, [paired, muscle, high_risk, pleura]) = *row;
    LineTarget {
        id: id.to_owned(),
        short: short.to_owned(),
        name: name.to_owned(),
        paired,
        muscle,
        high_risk,
        pleura,
    }
}

impl LineWords for Words {
    fn short_name(&self, word: &str) -> ShortName {
        let lower = word.to_lowercase();
        let is_it =
            |row: &&(&str, &str, &str, [bool; 4])| row.0.to_lowercase() == lower || row.1 == lower;
        if let Some(row) = TARGETS.iter().find(is_it) {
            return ShortName::Target(of_row(row));
        }
        match lower.as_str() {
            "gm" => ShortName::Refused {
                ask: "gluteus maximus or medius? write GMax or GMed".to_owned(),
                offered: TARGETS[2..4].iter().map(of_row).collect(),
            },
            "lt" => ShortName::Refused {
                ask: "left, or lower trapezius? write L for the side and LTrap for the muscle"
                    .to_owned(),
                offered: Vec::new(),
            },
            _ => ShortName::Unknown,
        }
    }

    fn line_target(&self, id: &str) -> Option<LineTarget> {
        TARGETS.iter().find(|row| row.1 == id).map(of_row)
    }

    fn targets_like(&self, typed: &str, most: usize) -> Vec<LineTarget> {
        let typed = typed.to_lowercase();
        let like = TARGETS
            .iter()
            .filter(|row| row.0.to_lowercase().starts_with(&typed) || row.2.starts_with(&typed));
        like.take(most).map(of_row).collect()
    }

    fn technique_name(&self, id: &str) -> Option<String> {
        Some(id.replace('-', " "))
    }

    fn events(&self) -> Vec<Named> {
        [
            ("bruise", "Bruising"),
            ("bleeding", "Bleeding"),
            ("fainting", "Fainting"),
        ]
        .map(|(id, name)| Named {
            id: id.to_owned(),
            name: name.to_owned(),
        })
        .into()
    }

    fn needle_sizes(&self) -> Vec<NeedleSize> {
        [(250, 25), (250, 40), (300, 50)]
            .map(|(diameter_um, length_mm)| NeedleSize {
                diameter_um,
                length_mm,
            })
            .into()
    }
}

/// Words of free text as a therapist writes them, and as nobody does.
fn free_piece() -> impl Strategy<Value = String> {
    "[\\PC&&[^;\u{37e}]]{1,20}".prop_filter("kept as it is, and allowed", |text| {
        let kept = super::free_text::pieces(text);
        kept.len() == 1 && kept[0] == *text && super::free_text::check(text, 0).is_ok()
    })
}

fn pain() -> impl Strategy<Value = Pain> {
    let windows = [PainWindow::Best, PainWindow::Worst, PainWindow::Average];
    prop_oneof![
        (0u8..=10, of(0u8..=10)).prop_map(|(before, after)| Pain {
            window: PainWindow::Now,
            before,
            after
        }),
        (select(windows.to_vec()), 0u8..=10).prop_map(|(window, before)| Pain {
            window,
            before,
            after: None
        }),
    ]
}

fn at() -> impl Strategy<Value = At> {
    prop_oneof![
        select(vec!["L4", "L4-5", "T9-T12", "L3+L5"]).prop_map(|level| At::Level(level.to_owned())),
        "[a-z][a-z0-9/.-]{0,12}"
            .prop_filter("is no level", |place| crate::level::levels(place).is_err())
            .prop_filter("would be a level that no spine has", |place| {
                crate::level::levels(place) == Err(crate::level::LevelFault::Unreadable)
            })
            .prop_map(At::Place),
    ]
}

/// Tenths of minutes in seconds.
fn time(least: u32) -> impl Strategy<Value = u32> {
    (least..=2400).prop_map(|tenths| tenths * 6)
}

prop_compose! {
    fn current()(
        hz in of(1u16..=10_000),
        pulse_us in of(1u32..=1_000_000),
        effect in of(select(vec![CurrentEffect::Sensory, CurrentEffect::Motor])),
        current_s in of(time(1)),
    ) -> (Option<u16>, Option<u32>, Option<CurrentEffect>, Option<u32>) {
        (hz, pulse_us, effect, current_s)
    }
}

/// Where and with what.
fn place_and_needle() -> impl Strategy<Value = NeedleRow> {
    let sides = select(vec![Side::Left, Side::Right, Side::Both]);
    let points = subsequence((1..=20).collect::<Vec<u8>>(), 0..4);
    let needle = (12u16..=40, 13u16..=125);
    (
        sides,
        select(TARGETS.to_vec()),
        points,
        of(at()),
        needle,
        of(1u8..=50),
    )
        .prop_map(
            |(side, target, trigger_points, at, (hundredths, length_mm), needles)| NeedleRow {
                side: if target.3[0] { side } else { Side::Midline },
                target: target.1.to_owned(),
                trigger_points,
                at,
                needle: NeedleSize {
                    diameter_um: hundredths * 10,
                    length_mm,
                },
                needles,
                depth: None,
                techniques: Vec::new(),
                passes: None,
                left_in_s: None,
                hz: None,
                pulse_us: None,
                effect: None,
                current_s: None,
                ltr: None,
                familiar_pain: None,
                pain: None,
                events: Vec::new(),
                free: Vec::new(),
            },
        )
}

/// Any row that the grammar can say.
pub(crate) fn any_row() -> impl Strategy<Value = NeedleRow> {
    let depth = of((1u16..=125, 0u8..3));
    let techniques = subsequence(Technique::ALL.to_vec(), 0..4).prop_shuffle();
    let ltr = prop_oneof![
        Just(Ltr::Absent),
        Just(Ltr::Zero),
        Just(Ltr::Present),
        (1u8..=99).prop_map(Ltr::Times)
    ];
    let events = subsequence(vec!["bruise".to_owned(), "fainting".to_owned()], 0..=2);
    let response = (
        of(ltr),
        of(any::<bool>()),
        of(pain()),
        events,
        vec(free_piece(), 0..3),
    );
    let how = (depth, techniques, of(1u16..=500), of(time(0)), current());
    (place_and_needle(), how, response).prop_map(|(row, how, response)| {
        let (depth, techniques, passes, left_in_s, current) = how;
        let (ltr, familiar_pain, pain, events, free) = response;
        let electrical = techniques.contains(&Technique::Electrical);
        let superficial = techniques.contains(&Technique::Superficial);
        let (hz, pulse_us, effect, current_s) = current;
        let depth = depth.map(|(mm, kind)| match kind {
            0 => Depth::Millimetres(mm.min(row.needle.length_mm)),
            1 if !superficial => Depth::Bone,
            _ => Depth::Superficial,
        });
        NeedleRow {
            depth,
            techniques,
            passes,
            left_in_s,
            hz: hz.filter(|_| electrical),
            pulse_us: pulse_us.filter(|_| electrical),
            effect: effect.filter(|_| electrical),
            current_s: current_s.filter(|_| electrical),
            ltr,
            familiar_pain,
            pain,
            events,
            free,
            ..row
        }
    })
}

/// Any session line that the grammar can say.
pub(crate) fn any_session_line() -> impl Strategy<Value = SessionLine> {
    let forms = vec![
        ConsentForm::Verbal,
        ConsentForm::Written,
        ConsentForm::Withdrawn,
    ];
    let severities = vec![Severity::Mild, Severity::Significant, Severity::Serious];
    let text = prop_oneof![Just(String::new()), free_piece()];
    prop_oneof![
        select(forms).prop_map(SessionLine::Consent),
        pain().prop_map(SessionLine::Pain),
        (0u16..=200, 0u16..=200)
            .prop_map(|(put_in, taken_out)| SessionLine::Count { put_in, taken_out }),
        (0u8..=10, 0u16..=720).prop_map(|(points, hours)| SessionLine::Soreness { points, hours }),
        (select(severities), text).prop_map(|(severity, text)| SessionLine::Event {
            kind: "bruise".to_owned(),
            severity,
            text
        }),
        free_piece().prop_map(SessionLine::Plan),
    ]
}
