//! What signing takes and what it refuses, fault by fault.

use proptest::prelude::*;

use super::*;
use crate::event::EventDraft;
use crate::quantity::PainScore;
use crate::site::{Side, SiteDraft, Twitch};
use crate::testing::Words;
use crate::visit::{ConsentToday, OtherCareDraft, ScreeningToday};

const NOW_MS: i64 = 1_795_359_900_000; // 22 Nov 2026 15:05 UTC

pub(super) fn site() -> SiteDraft {
    SiteDraft {
        target: "trapezius-upper".into(),
        side: Some(Side::Left),
        needle: "0.25x40".into(),
        techniques: vec!["pistoning".into()],
        depth_mm: Some(20),
        needles: Some(1),
        twitch: Some(Twitch::None),
        ..SiteDraft::default()
    }
}

pub(super) fn note() -> SessionDraft {
    SessionDraft {
        date: "2026-11-22".into(),
        time: "14:05".into(),
        region: "neck".into(),
        screening: Some(ScreeningToday::AllNo),
        consent: Some(ConsentToday::Verbal),
        indication: "Taut band with the familiar headache.".into(),
        pain_before: Some(7),
        pain_after: Some(3),
        sites: vec![site()],
        needles_in: Some(1),
        needles_out: Some(1),
        events_asked: true,
        breathlessness_advice: Some(true),
        ..SessionDraft::default()
    }
}

/// The one episode of the patient.
const EPISODE: EpisodeId = EpisodeId(uuid::Uuid::from_u128(0xE0));

pub(super) fn check(draft: &SessionDraft) -> Result<Session, Vec<Problem>> {
    draft.checked(&Signing {
        id: SessionId::new(NOW_MS, [1; 10]),
        patient: PatientId::new(NOW_MS, [2; 10]),
        birth_date: "1984-03-14".parse().unwrap(),
        therapist: TherapistId::new(NOW_MS, [3; 10]),
        now: Instant {
            utc_ms: NOW_MS,
            offset_minutes: 0,
        },
        offset_at: &|_| 0,
        episodes: vec![EPISODE],
        words: &Words,
    })
}

pub(super) fn faults(draft: &SessionDraft) -> Vec<(String, String)> {
    check(draft)
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|p| (p.path, p.code))
        .collect()
}

pub(super) fn one_fault(change: impl FnOnce(&mut SessionDraft), path: &str, code: &str) {
    let mut draft = note();
    change(&mut draft);
    assert_eq!(faults(&draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn a_complete_note_can_be_signed() {
    let session = check(&note()).ok().unwrap();
    assert_eq!(session.started.utc_ms, NOW_MS - 3_600_000);
    assert_eq!(session.pain_before().map(PainScore::points), Some(7));
    assert!(
        session
            .note
            .sites
            .iter()
            .all(|site| site.side == Some(Side::Left)),
        "the side is the one that was charted"
    );
}

#[test]
fn a_blank_note_names_everything_that_is_missing_at_once() {
    let found = faults(&SessionDraft::default());
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["date", "time", "region", "sites"]);
}

#[test]
fn no_visit_lies_in_the_future_or_before_birth() {
    one_fault(|d| d.date = "2026-11-23".into(), "date", "future");
    one_fault(|d| d.time = "15:06".into(), "time", "future");
    one_fault(|d| d.date = "1984-03-13".into(), "date", "before-birth");
    one_fault(|d| d.date = "22.11.2026".into(), "date", "not-a-date");
    one_fault(|d| d.time = "2 pm".into(), "time", "not-a-time");
}

#[test]
fn pain_has_eleven_steps_and_no_more() {
    one_fault(|d| d.pain_before = Some(11), "pain_before", "out-of-range");
    one_fault(|d| d.pain_after = Some(-1), "pain_after", "out-of-range");
}

#[test]
fn a_side_is_never_guessed() {
    one_fault(|d| d.sites[0].side = None, "sites[0].side", "missing");
    one_fault(
        |d| d.sites[0].side = Some(Side::Midline),
        "sites[0].side",
        "side-of-paired",
    );
    let midline = |d: &mut SessionDraft, side| {
        d.sites[0] = SiteDraft {
            target: "procerus".into(),
            side,
            ..site()
        };
        d.breathlessness_advice = None;
    };
    one_fault(
        |d| midline(d, Some(Side::Left)),
        "sites[0].side",
        "side-of-midline",
    );
    let mut draft = note();
    midline(&mut draft, None);
    assert!(check(&draft).is_ok_and(|session| session.note.sites[0].side == Some(Side::Midline)));
}

#[test]
fn a_row_is_refused_at_the_field_that_is_wrong() {
    one_fault(
        |d| d.sites[0].needle = "25x0.40".into(),
        "sites[0].needle",
        "needle-order",
    );
    one_fault(
        |d| d.sites[0].techniques = vec!["acupuncture".into()],
        "sites[0].techniques[0]",
        "unknown-technique",
    );
    one_fault(
        |d| d.sites[0].needles = Some(0),
        "sites[0].needles",
        "out-of-range",
    );
    one_fault(
        |d| (d.sites[0].twitch, d.sites[0].twitches) = (Some(Twitch::None), Some(3)),
        "sites[0].twitches",
        "contradiction",
    );
    let unknown = |d: &mut SessionDraft| {
        d.sites[0].target = "meridian-ll4".into();
        d.breathlessness_advice = None;
    };
    one_fault(unknown, "sites[0].target", "unknown-target");
}

#[test]
fn a_needle_that_did_not_come_out_is_never_signed_in_silence() {
    one_fault(
        |d| (d.needles_in, d.needles_out) = (Some(2), Some(1)),
        "needles_out",
        "needles-differ",
    );
    one_fault(|d| d.needles_out = None, "needles_out", "missing");
    let explained = SessionDraft {
        needles_in: Some(2),
        needle_difference: "One packet was opened and not used.".into(),
        ..note()
    };
    assert!(check(&explained).is_ok());
}

#[test]
fn silence_is_not_no_adverse_event() {
    one_fault(|d| d.events_asked = false, "events_asked", "missing");
    let found = SessionDraft {
        events_asked: false,
        events: vec![EventDraft {
            kind: "bruise".into(),
            ..EventDraft::default()
        }],
        ..note()
    };
    assert!(
        check(&found).is_ok(),
        "an event that was found is an answer"
    );
    one_fault(
        |d| d.events.push(EventDraft::default()),
        "events[0].kind",
        "unknown-event",
    );
}

#[test]
fn a_target_over_the_lung_asks_for_the_advice_and_others_do_not() {
    one_fault(
        |d| d.breathlessness_advice = None,
        "breathlessness_advice",
        "missing",
    );
    let mut calf = note();
    calf.sites[0].target = "gastrocnemius-medial".into();
    let session = check(&calf).ok().unwrap();
    assert_eq!(
        session.note.breathlessness_advice, None,
        "advice that was not due is not recorded as given"
    );
}

#[test]
fn a_visit_of_other_care_alone_needs_no_needle_count() {
    let care = OtherCareDraft {
        kind: "stretching".into(),
        minutes: Some(15),
        ..OtherCareDraft::default()
    };
    let visit = SessionDraft {
        sites: Vec::new(),
        needles_in: None,
        needles_out: None,
        other_care: vec![care],
        ..note()
    };
    assert!(check(&visit).is_ok_and(|session| session.note.needles_in.is_none()));
    one_fault(
        |d| d.other_care.push(OtherCareDraft::default()),
        "other_care[0].kind",
        "unknown-care",
    );
}

#[test]
fn what_was_not_recorded_is_listed_and_does_not_block() {
    let draft = SessionDraft {
        pain_after: None,
        needles_in: Some(3),
        needles_out: Some(3),
        ..note()
    };
    assert!(
        check(&draft).is_ok(),
        "what was done must always be recordable"
    );
    let paths: Vec<_> = draft.gaps().into_iter().map(|gap| gap.path).collect();
    assert_eq!(
        paths,
        [
            "pain_after",
            "tolerance",
            "breathlessness_slip",
            "plan",
            "needles_in"
        ]
    );
}

#[test]
fn both_sides_stand_for_twice_the_needles() {
    let both = SiteDraft {
        side: Some(Side::Both),
        needles: Some(2),
        ..site()
    };
    let draft = SessionDraft {
        sites: vec![site(), both],
        ..note()
    };
    assert_eq!(draft.needles_of_rows(), (5, 5));
}

fn any_site() -> impl Strategy<Value = SiteDraft> {
    let side = prop_oneof![Just(Side::Left), Just(Side::Right), Just(Side::Both)];
    let twitch = prop_oneof![Just(Some(Twitch::None)), Just(Some(Twitch::Seen))];
    (
        side,
        120u16..=400,
        13u16..=125,
        1i64..=50,
        twitch,
        "[a-zÀ-ž ]{0,20}",
    )
        .prop_map(|(side, um, mm, needles, twitch, note)| SiteDraft {
            side: Some(side),
            needle: crate::quantity::NeedleSize {
                diameter_um: um,
                length_mm: mm,
            }
            .to_string(),
            needles: Some(needles),
            twitch,
            twitches: (twitch == Some(Twitch::Seen)).then_some(needles),
            depth_mm: Some(i64::from(mm.min(10))),
            note: crate::problem::tidy(&note),
            ..site()
        })
}

proptest! {
    #[test]
    fn any_valid_note_survives_signing_and_comes_back_as_typed(
        sites in prop::collection::vec(any_site(), 1..6),
        before in prop::option::of(0i64..=10),
        after in prop::option::of(0i64..=10),
        story in "\\PC{0,60}",
        counted in 0i64..=200,
    ) {
        let draft = SessionDraft {
            sites,
            pain_before: before,
            pain_after: after,
            story: crate::problem::tidy(&story),
            needles_in: Some(counted),
            needles_out: Some(counted),
            ..note()
        };
        let session = check(&draft).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
        let kept: Session = serde_json::from_str(&serde_json::to_string(&session).unwrap()).unwrap();
        prop_assert!(kept == session, "JSON loses nothing");
        prop_assert!(kept.note == draft, "what was typed comes back");
    }

    #[test]
    fn no_draft_makes_checking_panic(date in "\\PC{0,12}", time in "\\PC{0,6}", pain: Option<i64>, needle in "\\PC{0,10}", n: Option<i64>) {
        let sites = vec![SiteDraft { needle, needles: n, twitches: n, ..site() }];
        let draft = SessionDraft { date, time, pain_before: pain, sites, needles_in: n, ..note() };
        let _ = (check(&draft), draft.gaps(), draft.needles_of_rows());
    }
}

#[test]
fn a_visit_belongs_to_an_episode_of_the_patient_or_to_none() {
    for theirs in [String::new(), EPISODE.to_string()] {
        let mut draft = note();
        draft.episode = theirs;
        assert_eq!(faults(&draft), []);
    }
    for foreign in ["0190a000-0000-7000-8000-000000000001", "neck pain"] {
        one_fault(
            |draft| draft.episode = foreign.into(),
            "episode",
            "unknown-episode",
        );
    }
}

#[test]
fn a_visit_that_was_not_held_belongs_to_its_episode_too() {
    let mut draft = SessionDraft {
        date: "2026-11-20".into(),
        time: "14:05".into(),
        episode: EPISODE.to_string(),
        not_held: Some(crate::visit::NotHeld {
            how: Some(crate::visit::NotHeldHow::Missed),
            ..crate::visit::NotHeld::default()
        }),
        ..SessionDraft::default()
    };
    assert_eq!(
        check(&draft).ok().and_then(|kept| kept.episode()),
        Some(EPISODE)
    );
    draft.episode = "x".into();
    assert_eq!(
        faults(&draft),
        [("episode".into(), "unknown-episode".into())]
    );
}
