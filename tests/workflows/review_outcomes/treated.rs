//! Where a patient was needled over a period: counts by target and side, on the body chart and in words.

use filiform::Error;
use filiform::contract::{ReviewTreatedSites, TreatedSites};
use filiform::review_outcomes::review_treated_sites;
use filiform_domain::amendment::VoidReason;
use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{ChartView, OwnTarget, OwnTargetKind, Side, SiteDraft};
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::amend_session::void;
use crate::support::*;

fn asked(patient: PatientId) -> ReviewTreatedSites {
    ReviewTreatedSites {
        patient,
        episode: None,
        whole: false,
        from: String::new(),
        to: String::new(),
    }
}

fn treated(desk: &Desk, asked: ReviewTreatedSites) -> TreatedSites {
    review_treated_sites(&desk.filiform, asked).ok().unwrap()
}

fn visit(date: &str, sites: &[(&str, Side)]) -> SessionDraft {
    let needles = sites.iter().map(|(_, side)| match side {
        Side::Both => 2,
        _ => 1,
    });
    let needles: i64 = needles.sum();
    SessionDraft {
        sites: sites
            .iter()
            .map(|(target, side)| site(target, *side))
            .collect(),
        needles_in: Some(needles),
        needles_out: Some(needles),
        ..note(date)
    }
}

/// Name, side and visits of every row.
fn rows(page: &TreatedSites) -> Vec<(&str, &str, u32)> {
    let row = |row: &'_ filiform::contract::TreatedTarget| row.visits;
    page.targets
        .iter()
        .map(|target| {
            (
                target.name.as_str(),
                target.side_words.as_str(),
                row(target),
            )
        })
        .collect()
}

#[test]
fn every_target_is_counted_by_the_patients_side_and_by_name() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let (upper, levator) = ("trapezius-upper", "levator-scapulae");
    for (date, sites) in [
        (
            "2026-11-03",
            &[(upper, Side::Left), (levator, Side::Both)][..],
        ),
        ("2026-11-10", &[(upper, Side::Left), (upper, Side::Left)]),
        ("2026-11-20", &[(upper, Side::Right), (levator, Side::Left)]),
    ] {
        desk.sign(patient, &visit(date, sites)).ok().unwrap();
    }
    let page = treated(&desk, asked(patient));
    assert_eq!(
        rows(&page),
        [
            ("levator scapulae", "patient\u{2019}s left", 2),
            ("levator scapulae", "patient\u{2019}s right", 1),
            ("upper trapezius", "patient\u{2019}s left", 2),
            ("upper trapezius", "patient\u{2019}s right", 1),
        ]
    );
    assert_eq!(page.period, "3 Nov 2026 to 20 Nov 2026");
    assert_eq!(
        page.counts.words,
        "Needled at 3 of 3 visits: 6 sites, 2 targets. Left and right are counted apart."
    );
    let days: Vec<_> = page.days.iter().map(|day| day.words.as_str()).collect();
    assert_eq!(days, ["3 Nov 2026", "10 Nov 2026", "20 Nov 2026"]);
    let first = &page.targets[0];
    assert_eq!(
        (first.first.as_str(), first.latest.as_str()),
        ("3 Nov 2026", "20 Nov 2026")
    );
}

#[test]
fn a_period_counts_both_of_its_days_and_nothing_outside() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for date in ["2026-11-03", "2026-11-10", "2026-11-20"] {
        let sites = [("trapezius-upper", Side::Left)];
        desk.sign(patient, &visit(date, &sites)).ok().unwrap();
    }
    let between = |from: &str, to: &str| {
        let page = treated(
            &desk,
            ReviewTreatedSites {
                from: from.into(),
                to: to.into(),
                ..asked(patient)
            },
        );
        let visits: Vec<_> = page.targets.iter().map(|target| target.visits).collect();
        assert_eq!(page.days.len(), 3, "the days to choose from stay");
        (page.period, visits)
    };
    let owned = |period: &str, visits: &[u32]| (period.to_owned(), visits.to_vec());
    assert_eq!(
        between("2026-11-03", "2026-11-10"),
        owned("3 Nov 2026 to 10 Nov 2026", &[2])
    );
    assert_eq!(between("2026-11-20", ""), owned("20 Nov 2026", &[1]));
    assert_eq!(
        between("2026-11-04", "2026-11-09"),
        owned("4 Nov 2026 to 9 Nov 2026", &[])
    );
}

#[test]
fn a_drawing_stays_while_the_period_is_moved() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (date, target) in [
        ("2026-11-03", "trapezius-upper"),
        ("2026-11-10", "abductor-hallucis"),
    ] {
        let sites = [(target, Side::Left)];
        desk.sign(patient, &visit(date, &sites)).ok().unwrap();
    }
    let drawn = |to: &str| {
        let asked = ReviewTreatedSites {
            to: to.into(),
            ..asked(patient)
        };
        let page = treated(&desk, asked);
        let marks: usize = page
            .drawings
            .iter()
            .map(|drawing| drawing.marks.len())
            .sum();
        let titles: Vec<_> = page
            .drawings
            .into_iter()
            .map(|drawing| drawing.title)
            .collect();
        (titles, marks)
    };
    let (all, first) = (drawn(""), drawn("2026-11-03"));
    assert_eq!(all.0, first.0);
    assert!(all.1 > first.1);
}

#[test]
fn what_is_left_out_is_said() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let left = [("trapezius-upper", Side::Left)];
    desk.sign(patient, &visit("2026-11-03", &left))
        .ok()
        .unwrap();
    let wrong = visit("2026-11-10", &[("soleus", Side::Right)]);
    let wrong = desk.sign(patient, &wrong).ok().unwrap();
    void(&desk, wrong, VoidReason::EnteredInError, "")
        .ok()
        .unwrap();
    let mut missed = note("2026-11-12");
    missed.sites.clear();
    (missed.needles_in, missed.needles_out) = (None, None);
    (missed.pain_before, missed.pain_after) = (None, None);
    missed.not_held = Some(NotHeld {
        how: Some(NotHeldHow::Missed),
        ..NotHeld::default()
    });
    desk.sign(patient, &missed).ok().unwrap();
    desk.sign(patient, &visit("2026-11-20", &left))
        .ok()
        .unwrap();
    let page = treated(&desk, asked(patient));
    assert_eq!(
        rows(&page),
        [("upper trapezius", "patient\u{2019}s left", 2)]
    );
    let said: Vec<_> = page
        .left_out
        .iter()
        .map(|said| said.words.as_str())
        .collect();
    assert_eq!(said, ["1 voided visit left out.", "1 visit not held."]);
    assert!(page.left_out.iter().all(|said| said.rule.len() > 30));
    assert!(
        page.days.iter().all(|day| day.words != "10 Nov 2026"),
        "a voided day is none to choose"
    );
}

#[test]
fn left_is_the_patients_left_on_every_drawing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let sites = [
        ("trapezius-upper", Side::Left),
        ("masseter-superficial", Side::Right),
    ];
    desk.sign(patient, &visit("2026-11-03", &sites))
        .ok()
        .unwrap();
    let page = treated(&desk, asked(patient));
    let drawing = |view, mirrored| {
        let is_it = |one: &&filiform::contract::TreatedDrawing| {
            one.view == view && one.mirrored == mirrored
        };
        page.drawings.iter().find(is_it)
    };
    let back = drawing(ChartView::Back, false).unwrap();
    assert_eq!((back.at_left, back.at_right), (Side::Left, Side::Right));
    assert!(
        back.description
            .contains("At the left of the drawing is the patient\u{2019}s left")
    );
    let mark = &back.marks[0];
    assert_eq!(mark.words, "left upper trapezius: 1 visit");
    assert!(mark.x < 1800, "on the left half of the back: {}", mark.x);
    let front = drawing(ChartView::Front, false).unwrap();
    assert_eq!((front.at_left, front.at_right), (Side::Right, Side::Left));
    for mark in &front.marks {
        let right_half = mark.x > 1800;
        assert_eq!(right_half, mark.words.starts_with("left"), "{}", mark.words);
    }
    let turned = drawing(ChartView::HeadSide, true).unwrap();
    assert_eq!(turned.title, "Head, right side");
    assert_eq!(turned.marks[0].words.split(' ').next(), Some("right"));
    let head = drawing(ChartView::HeadSide, false).unwrap();
    assert!(head.marks.iter().all(|mark| mark.words.starts_with("left")));
    assert!(
        drawing(ChartView::Sole, false).is_none(),
        "a drawing that never has a count is not shown"
    );
}

#[test]
fn what_has_no_place_on_a_drawing_is_in_the_table_and_named() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut session = visit("2026-11-03", &[("trapezius-upper", Side::Left)]);
    session.sites.push(SiteDraft {
        target: String::new(),
        own_target: Some(OwnTarget {
            kind: Some(OwnTargetKind::Scar),
            name: "Scar at the elbow".into(),
            region: "upper-arm-elbow".into(),
            ..OwnTarget::default()
        }),
        ..site("", Side::Right)
    });
    (session.needles_in, session.needles_out) = (Some(2), Some(2));
    let signed = desk.sign(patient, &session);
    assert!(signed.is_ok(), "{:?}", faults(signed));
    let page = treated(&desk, asked(patient));
    let own = page.targets.iter().find(|row| !row.drawn).unwrap();
    assert_eq!(
        (own.name.as_str(), own.side),
        ("Scar at the elbow", Side::Right)
    );
    assert_eq!(
        page.not_drawn,
        "Without a place on the drawings: right Scar at the elbow."
    );
}

#[test]
fn an_open_episode_is_shown_alone_unless_the_whole_record_is_asked_for() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let left = [("trapezius-upper", Side::Left)];
    desk.sign(patient, &visit("2026-05-01", &left))
        .ok()
        .unwrap();
    desk.begin(patient, episode()).ok().unwrap();
    desk.sign(patient, &visit("2026-11-04", &left))
        .ok()
        .unwrap();
    let visits = |whole| {
        let asked = ReviewTreatedSites {
            whole,
            ..asked(patient)
        };
        treated(&desk, asked).targets[0].visits
    };
    assert_eq!((visits(false), visits(true)), (1, 2));
}

#[test]
fn nothing_needled_is_an_empty_answer_and_what_cannot_be_read_is_refused_at_its_field() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let page = treated(&desk, asked(patient));
    assert!(page.days.is_empty() && page.targets.is_empty() && page.period.is_empty());
    assert!(page.drawings.iter().all(|drawing| drawing.marks.is_empty()));
    let refused = |from: &str, to: &str| {
        let asked = ReviewTreatedSites {
            from: from.into(),
            to: to.into(),
            ..asked(patient)
        };
        faults(review_treated_sites(&desk.filiform, asked))
    };
    assert_eq!(refused("yesterday", ""), [fault("from", "not-a-date")]);
    assert_eq!(
        refused("2026-11-20", "2026-11-03"),
        [fault("to", "before-from")]
    );
    for nobodys in [
        asked(PatientId::new(0, [9; 10])),
        ReviewTreatedSites {
            episode: Some(EpisodeId::new(0, [9; 10])),
            ..asked(patient)
        },
    ] {
        let answer = review_treated_sites(&desk.filiform, nobodys);
        assert!(matches!(answer, Err(Error::Gone)));
    }
}
