//! A slip of the pen: told at its own field, in words that say what to do, and nothing else of the note is lost.

use filiform::chart_session::{check_session, open_draft};
use filiform::contract::{CheckSession, SignSession, WhichDraft};
use filiform::sign_session::sign_session;
use filiform_domain::event::EventDraft;
use filiform_domain::pain::{PainMoment, PainRating, PainScale};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::{Side, SiteDraft};

use crate::support::*;

/// The slip, the field that tells of it, and words of what it tells.
type Slip = (
    &'static str,
    fn(&mut SessionDraft),
    &'static str,
    &'static str,
);

/// The lumbar multifidus: it lies at a level.
fn multifidus(level: &str) -> SiteDraft {
    SiteDraft {
        level: level.into(),
        ..site("multifidus-lumbar", Side::Left)
    }
}

const SLIPS: [Slip; 13] = [
    (
        "a paired target on the midline",
        |note| note.sites[1].side = Some(Side::Midline),
        "sites[1].side",
        "a left and a right",
    ),
    (
        "a midline target on a side",
        |note| note.sites[1] = site("lumbar-interspinous", Side::Left),
        "sites[1].side",
        "lies on the midline",
    ),
    (
        "a level where the target does not lie",
        |note| note.sites[1] = multifidus("C5"),
        "sites[1].level",
        "does not lie at that level",
    ),
    (
        "a level that no spine has",
        |note| note.sites[1] = multifidus("L9"),
        "sites[1].level",
        "no such level",
    ),
    (
        "a depth over the needle's length",
        |note| note.sites[2].depth_mm = Some(60),
        "sites[2].depth_mm",
        "more than the needle's length",
    ),
    (
        "pain of 11",
        |note| note.pain_before = Some(11),
        "pain_before",
        "0 to 10",
    ),
    (
        "pain of 11 at a site",
        |note| note.sites[0].pain_after = Some(11),
        "sites[0].pain_after",
        "0 to 10",
    ),
    (
        "length before diameter",
        |note| note.sites[0].needle = "25x0.40".into(),
        "sites[0].needle",
        "Diameter comes first",
    ),
    (
        "a visit tomorrow",
        |note| note.date = "2026-11-23".into(),
        "date",
        "in the future",
    ),
    (
        "a visit before the patient was born",
        |note| note.date = "1984-03-13".into(),
        "date",
        "before the patient's date of birth",
    ),
    (
        "three needles in, one out",
        |note| note.needles_out = Some(1),
        "needles_out",
        "in and out differ",
    ),
    (
        "a needlestick of staff",
        |note| {
            note.events = vec![EventDraft {
                kind: "needlestick-staff".into(),
                ..EventDraft::default()
            }];
        },
        "events[0].kind",
        "practice's own incident record",
    ),
    (
        "somebody else who needled",
        |note| note.operator = "Dr. M. Osei, Hillside Clinic".into(),
        "operator",
        "signed by the person who needled",
    ),
];

#[test]
fn each_slip_is_told_at_its_field_and_costs_nothing_else() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (slip, make, path, words) in SLIPS {
        let mut session = note("2026-11-22");
        make(&mut session);
        let asked = CheckSession {
            patient,
            session: session.clone(),
        };
        let checked = check_session(&desk.filiform, asked).ok().unwrap();
        let told: Vec<(&str, &str)> = checked
            .problems
            .iter()
            .map(|problem| (problem.path.as_str(), problem.message.as_str()))
            .collect();
        assert!(
            matches!(told.as_slice(), [(at, said)] if *at == path && said.contains(words)),
            "{slip}: {told:?}"
        );
        let kept = desk.draft(patient, &session);
        let (draft, rev) = (kept.id, kept.rev);
        let refused = faults(sign_session(&desk.filiform, SignSession { draft, rev }));
        assert_eq!(refused.len(), 1, "{slip}: {refused:?}");
        assert_eq!(refused[0].0, path, "{slip}");
        let page = open_draft(&desk.filiform, WhichDraft { draft })
            .ok()
            .unwrap();
        assert!(page.session.unwrap() == session, "{slip}: a word was lost");
    }
    assert!(desk.history(patient).is_empty(), "none of them was signed");
}

/// Two scales are two series: both ratings stand as given, and signing says that they are not compared.
#[test]
fn one_pain_on_two_scales_is_recorded_as_it_was_asked_and_never_as_a_change() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut session = note("2026-11-22");
    let rating = |value, moment| PainRating {
        value: Some(value),
        moment,
        activity: "turning left".into(),
        ..PainRating::default()
    };
    session.pains = vec![
        PainRating {
            scale: PainScale::Vas,
            ..rating(64, PainMoment::Before)
        },
        rating(3, PainMoment::After),
    ];
    let asked = CheckSession {
        patient,
        session: session.clone(),
    };
    let checked = check_session(&desk.filiform, asked).ok().unwrap();
    let said: Vec<&str> = checked.gaps.iter().map(|gap| gap.path.as_str()).collect();
    assert!(
        checked.problems.is_empty() && said.contains(&"pains[1].scale"),
        "{said:?}"
    );
    let (_, text) = checked
        .text
        .iter()
        .find(|(heading, _)| heading == "Pain")
        .unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines.len(),
        2,
        "each rating is a line of its own: {lines:?}"
    );
    assert!(
        lines[0].contains("64 of 100 mm") && lines[1].contains("3 of 10"),
        "{lines:?}"
    );
    // The same two moments on one scale are a series, and nothing is said.
    session.pains[1].scale = PainScale::Vas;
    let asked = CheckSession { patient, session };
    let checked = check_session(&desk.filiform, asked).ok().unwrap();
    assert!(checked.gaps.iter().all(|gap| gap.code != "two-scales"));
}
