//! Manage an episode of care: referral, plan of care, goals, re-assessment, discharge.

use filiform::contract::{
    BetweenKind, BetweenLine, CheckSession, DraftPage, EpisodeLine, StartSession, TimelineRow,
    WhichEpisode, WhichEpisodeStep, WhichPatient, WhichSession,
};
use filiform::manage_episode::{list_episodes, open_episode, open_episode_step};
use filiform::{Error, chart_session, review_history};
use filiform_domain::episode::EpisodeDraft;
use filiform_domain::ids::{EpisodeId, PatientId};
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::{NotHeld, NotHeldHow};

use crate::support::*;

mod attention;
mod form;

fn lines(desk: &Desk, patient: PatientId) -> Vec<EpisodeLine> {
    let page = review_history::open_patient(&desk.filiform, WhichPatient { patient });
    page.ok().unwrap().episodes
}

fn start(desk: &Desk, patient: PatientId) -> DraftPage {
    chart_session::start_session(&desk.filiform, StartSession { patient })
        .ok()
        .unwrap()
}

fn authorisation(desk: &Desk, patient: PatientId, session: SessionDraft) -> Option<String> {
    let asked = CheckSession { patient, session };
    let checked = chart_session::check_session(&desk.filiform, asked);
    checked.ok().unwrap().authorisation
}

fn steps(desk: &Desk, patient: PatientId) -> Vec<BetweenLine> {
    let rows = desk.timeline(patient).into_iter();
    let entry = |row| match row {
        TimelineRow::Between { entry } if entry.kind == BetweenKind::Episode => Some(entry),
        _ => None,
    };
    rows.filter_map(entry).collect()
}

fn missed(date: &str) -> SessionDraft {
    SessionDraft {
        date: date.into(),
        time: "09:20".into(),
        not_held: Some(NotHeld {
            how: Some(NotHeldHow::Missed),
            ..NotHeld::default()
        }),
        ..SessionDraft::default()
    }
}

#[test]
fn the_referral_says_how_many_visits_are_used_and_until_when() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    for date in ["2026-11-05", "2026-11-10", "2026-11-12", "2026-11-20"] {
        desk.sign_in(patient, id, note(date)).unwrap();
    }
    desk.sign_in(patient, id, missed("2026-11-17")).unwrap();
    desk.sign(patient, &note("2026-11-21")).unwrap();
    let [line] = lines(&desk, patient).try_into().ok().unwrap();
    assert_eq!(
        line.visits,
        "4 of 12 visits used, authorised until 3 Jan 2027"
    );
    assert_eq!(line.not_held.as_deref(), Some("1 visit not held"));
    assert_eq!((line.visits_held, line.visits_not_held), (4, 1));
    assert_eq!(line.title, "Neck pain, left");
    assert_eq!(line.goals.as_deref(), Some("0 of 1 goal met"));
}

#[test]
fn a_note_begins_in_the_one_open_episode_and_in_none_where_there_is_doubt() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let chosen = |page: &DraftPage| page.session.as_ref().unwrap().episode.clone();
    let before = start(&desk, patient);
    assert!(chosen(&before).is_empty() && before.episodes.is_empty());
    chart_session::discard_draft(
        &desk.filiform,
        filiform::contract::WhichDraft { draft: before.id },
    )
    .unwrap();

    let id = desk.begin(patient, episode()).ok().unwrap().id;
    let one = start(&desk, patient);
    assert_eq!(chosen(&one), id.to_string());
    assert_eq!(one.episodes[0].words, "Neck pain, left · since 3 Nov 2026");
    assert_eq!(
        one.episodes[0].visits,
        "0 of 12 visits used, authorised until 3 Jan 2027"
    );
    chart_session::discard_draft(
        &desk.filiform,
        filiform::contract::WhichDraft { draft: one.id },
    )
    .unwrap();

    desk.begin(patient, episode()).ok().unwrap();
    let two = start(&desk, patient);
    assert!(chosen(&two).is_empty());
    assert_eq!(two.episodes.len(), 2);
}

#[test]
fn a_note_says_its_episode_and_comes_back_with_it() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    let session = desk.sign_in(patient, id, note("2026-11-20")).unwrap();
    let page = review_history::open_session(&desk.filiform, WhichSession { session })
        .ok()
        .unwrap();
    assert_eq!(page.note.episode, id.to_string());
    let (heading, words) = &page.text[0];
    assert_eq!(
        (heading.as_str(), words.as_str()),
        ("Episode", "Neck pain, left · since 3 Nov 2026")
    );
}

#[test]
fn an_episode_of_somebody_else_is_no_episode_of_this_patient() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut bea = ada();
    bea.given_name = "Bea".into();
    let other = desk.register(bea).id;
    let theirs = desk.begin(other, episode()).ok().unwrap().id;
    assert_eq!(
        faults(desk.sign_in(patient, theirs, note("2026-11-20"))),
        [fault("episode", "unknown-episode")]
    );
    assert_eq!(
        desk.change(patient, theirs, |_| {}).err(),
        Some(Error::Gone)
    );
    assert!(lines(&desk, patient).is_empty());
}

#[test]
fn passing_what_is_authorised_is_said_once_and_stops_nothing() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut two = episode();
    two.referral.visits_authorised = Some(2);
    two.referral.expires = "2026-11-15".into();
    let id = desk.begin(patient, two).ok().unwrap().id;
    let of = |date: &str| SessionDraft {
        episode: id.to_string(),
        ..note(date)
    };
    assert_eq!(authorisation(&desk, patient, of("2026-11-05")), None);
    desk.sign(patient, &of("2026-11-05")).unwrap();
    desk.sign(patient, &of("2026-11-10")).unwrap();
    assert_eq!(
        authorisation(&desk, patient, of("2026-11-20")).as_deref(),
        Some(
            "This is visit 3, and 2 visits are authorised. The authorisation ended on 15 Nov 2026."
        )
    );
    let not_held = SessionDraft {
        episode: id.to_string(),
        ..missed("2026-11-20")
    };
    assert_eq!(authorisation(&desk, patient, not_held), None);
    desk.sign(patient, &of("2026-11-20")).unwrap();
    let [line] = lines(&desk, patient).try_into().ok().unwrap();
    assert_eq!(
        line.notices[0],
        "3 visits held, 2 authorised. The authorisation ended on 15 Nov 2026."
    );
}

#[test]
fn a_visit_can_still_be_charted_in_an_episode_that_is_closed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    desk.change(patient, id, |draft| draft.discharge = Some(discharge()))
        .ok()
        .unwrap();
    desk.sign_in(patient, id, note("2026-11-20")).unwrap();
    assert_eq!(desk.episode(id).line.visits_held, 1);
}

#[test]
fn closing_and_opening_again_stand_in_the_timeline_as_they_were_written() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let id = desk.begin(patient, episode()).ok().unwrap().id;
    desk.sign_in(patient, id, note("2026-11-03")).unwrap();
    let closed = desk.change(patient, id, |draft| draft.discharge = Some(discharge()));
    let closed = closed.ok().unwrap();
    assert!(!closed.line.open && closed.line.notices.is_empty());
    assert_eq!(closed.line.when, "3 Nov 2026 to 22 Nov 2026: goals met");
    desk.change(patient, id, |draft| draft.discharge = None)
        .ok()
        .unwrap();
    let rows = desk.timeline(patient);
    assert!(
        matches!(&rows[2], TimelineRow::Session { .. }),
        "it began before the visit of its first day"
    );
    let steps = steps(&desk, patient);
    let said: Vec<_> = steps
        .iter()
        .map(|row| (row.what.as_str(), row.date.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("Episode closed: Neck pain, left", "22 Nov 2026"),
            ("Episode opened again: Neck pain, left", "22 Nov 2026"),
            ("Episode opened: Neck pain, left", "3 Nov 2026"),
        ]
    );
    let entry = steps[0].id.parse().unwrap();
    let step = open_episode_step(&desk.filiform, WhichEpisodeStep { entry });
    let words = step.ok().unwrap().words;
    assert_eq!(words.dated, "Episode closed on 22 Nov 2026");
    assert!(
        words
            .text
            .contains(&("At discharge".into(), "Drives without pain.".into())),
        "as it was written then, though it is open again"
    );
    assert!(desk.episode(id).line.open);
}

#[test]
fn an_episode_that_is_over_can_be_written_down_in_one_go() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let whole = EpisodeDraft {
        discharge: Some(discharge()),
        ..episode()
    };
    let page = desk.begin(patient, whole.clone()).ok().unwrap();
    assert!(page.content == whole && !page.line.open);
    assert_eq!(page.revision, 2);
    assert_eq!(steps(&desk, patient).len(), 2);
}

#[test]
fn every_episode_can_be_read_in_full_the_open_ones_first() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let first = desk.begin(patient, episode()).ok().unwrap().id;
    desk.change(patient, first, |draft| draft.discharge = Some(discharge()))
        .ok()
        .unwrap();
    let second = desk.begin(patient, episode()).ok().unwrap().id;
    let list = list_episodes(&desk.filiform, WhichPatient { patient });
    let ids: Vec<_> = list.ok().unwrap().episodes.iter().map(|e| e.id).collect();
    assert_eq!(ids, [second, first]);
    let which = WhichEpisode {
        episode: EpisodeId(filiform_domain::ids::version_7(0, [0; 10])),
    };
    assert_eq!(open_episode(&desk.filiform, which).err(), Some(Error::Gone));
}
