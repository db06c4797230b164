//! Type rows: what is not understood whole is not taken, and what is taken was shown.

use filiform::contract::{CompleteLine, LinesRead, ReadLines, RowsToWrite};
use filiform::type_rows::{complete_line, read_lines, write_lines};
use filiform_domain::session::SessionDraft;
use filiform_domain::site::Side;
use serde_json::json;

use crate::support::*;

fn read(desk: &Desk, text: &str, session: Option<SessionDraft>) -> LinesRead {
    let text = text.to_owned();
    read_lines(&desk.filiform, ReadLines { text, session })
        .ok()
        .unwrap()
}

#[test]
fn a_line_is_shown_in_words_before_it_is_taken() {
    let desk = Desk::open();
    let read = read(&desk, "B LS 0.25x30 sdn 5min", None);
    let line = &read.lines[0];
    assert_eq!(
        line.words.join(" · "),
        "left and right · levator scapulae · 0.25 × 30 mm · superficial (SDN) · left 5 min"
    );
    assert_eq!(line.warnings, ["twitch not recorded", "depth not recorded"]);
    assert_eq!(line.site.as_ref().unwrap().side, Some(Side::Both));
    assert!(read.both_lungs, "both sides of a target over the lung");
    assert!(read.session.is_none());
}

#[test]
fn several_lines_are_added_to_the_session_together() {
    let desk = Desk::open();
    let before = SessionDraft {
        story: "stiff".into(),
        ..SessionDraft::default()
    };
    let text = "!consent verbal\nL UT TrP1 0.25x40 d20 pis LTR3 AE:bruise\n\nR IS 0.25x40 d10 pis LTR-\n!count in 2 out 2";
    let read = read(&desk, text, Some(before));
    let session = read.session.unwrap();
    assert_eq!((session.story.as_str(), session.sites.len()), ("stiff", 2));
    assert_eq!(session.region, "shoulder-girdle");
    assert_eq!(
        (session.needles_in, session.needles_out),
        (Some(2), Some(2))
    );
    assert_eq!(session.events[0].row, Some(1));
    assert!(
        read.both_lungs,
        "left and right of two targets over the lung"
    );
    let numbers: Vec<_> = read.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2, 4, 5]);
}

#[test]
fn one_refused_line_leaves_the_session_as_it_was() {
    let desk = Desk::open();
    let read = read(
        &desk,
        "L UT 0.25x40 pis LTR-\né GM 0.25x40",
        Some(SessionDraft::default()),
    );
    assert!(read.session.is_none());
    let refused = read.lines[1].refused.as_ref().unwrap();
    assert_eq!(
        (refused.code.as_str(), refused.start, refused.end),
        ("not-understood", 0, 1)
    );
    assert!(read.lines[0].refused.is_none());
}

#[test]
fn an_ambiguous_name_comes_back_with_choices_and_whole_lines() {
    let desk = Desk::open();
    let read = read(&desk, "L GM 0.30x60", None);
    let refused = read.lines[0].refused.as_ref().unwrap();
    let choices: Vec<_> = refused
        .choices
        .iter()
        .map(|one| (one.write.as_str(), one.words.as_str(), one.line.as_str()))
        .collect();
    assert_eq!(
        choices,
        [
            ("GMax", "gluteus maximus", "L GMax 0.30x60"),
            ("GMed", "gluteus medius", "L GMed 0.30x60"),
        ]
    );
}

#[test]
fn consent_is_withdrawn_at_the_present_time() {
    let desk = Desk::open();
    let read = read(&desk, "!consent withdrawn", Some(SessionDraft::default()));
    assert_eq!(read.session.unwrap().consent_withdrawn_at, "14:05");
}

#[test]
fn a_row_gives_back_its_line_unless_it_holds_more() {
    let desk = Desk::open();
    let text = "L UT TrP1-2 0.25x40 n=2 d20 pis p12 LTR3 FP+ NPRS:7>3 AE:bruise ;pincer\nR GMed 0.30x60 sta 10min es 2Hz motor 20min LTR-";
    let mut session = read(&desk, text, Some(SessionDraft::default()))
        .session
        .unwrap();
    let written = |session: &SessionDraft| {
        let session = session.clone();
        write_lines(&desk.filiform, RowsToWrite { session })
            .ok()
            .unwrap()
            .lines
    };
    let lines: Vec<_> = text.lines().map(|line| Some(line.to_owned())).collect();
    assert_eq!(written(&session), lines);
    session.sites[1].grip = "flat".into();
    assert_eq!(written(&session), [lines[0].clone(), None]);
}

#[test]
fn a_line_is_completed_at_the_caret() {
    let desk = Desk::open();
    let asked = CompleteLine {
        line: "L upp 0.25x40".into(),
        caret: 5,
    };
    let offers = complete_line(&desk.filiform, asked).ok().unwrap().offers;
    let first = &offers[0];
    assert_eq!(
        (first.write.as_str(), first.line.as_str()),
        ("UT", "L UT 0.25x40")
    );
    assert_eq!((first.start, first.end), (2, 5));
}

#[test]
fn a_refusal_of_the_door_never_repeats_a_line() {
    let desk = Desk::open();
    let refusal = desk
        .filiform
        .answer("read_lines", json!({ "text": 7, "session": "Okafor" }));
    assert!(!refusal.unwrap_err().message.contains("Okafor"));
}
