//! Two notes of one patient side by side.

use filiform::contract::{CompareSessions, ComparedHow, SessionsCompared};
use filiform::review_history::compare_sessions;
use filiform_domain::amendment::VoidReason;
use filiform_domain::ids::SessionId;
use filiform_domain::session::SessionDraft;

use crate::amend_session::void;
use crate::support::*;

fn compared(
    desk: &Desk,
    one: SessionId,
    other: SessionId,
) -> Result<SessionsCompared, filiform::Error> {
    compare_sessions(&desk.filiform, CompareSessions { one, other })
}

#[test]
fn the_older_note_stands_first_and_every_part_says_in_words_whether_it_differs() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let newer = SessionDraft {
        pain_before: Some(4),
        plan: String::new(),
        ..note("2026-11-20")
    };
    let (older, newer) = (
        desk.sign(patient, &note("2026-11-10")).unwrap(),
        desk.sign(patient, &newer).unwrap(),
    );
    for (one, other) in [(older, newer), (newer, older)] {
        let page = compared(&desk, one, other).ok().unwrap();
        assert_eq!(
            (page.older.date.as_str(), page.newer.date.as_str()),
            ("10 Nov 2026", "20 Nov 2026")
        );
        let part = |heading: &str| {
            page.parts
                .iter()
                .find(|part| part.heading == heading)
                .unwrap()
        };
        assert_eq!(
            (part("Story").how, part("Story").mark.as_str()),
            (ComparedHow::Same, "same")
        );
        assert_eq!(part("Pain now, before").mark, "differs");
        assert_eq!(part("Pain now, before").newer[0].words, "4 of 10");
        assert_eq!(part("Plan").mark, "only on 10 Nov 2026");
        assert_eq!(
            page.said,
            format!("2 of {} parts differ.", page.parts.len())
        );
    }
}

#[test]
fn notes_of_two_patients_are_never_laid_side_by_side_nor_is_one_that_is_withheld() {
    let desk = Desk::open();
    let ada_okafor = desk.register(ada()).id;
    let mut other = ada();
    other.family_name = "Silva".into();
    let silva = desk.register(other).id;
    let one = desk.sign(ada_okafor, &note("2026-11-10")).unwrap();
    let two = desk.sign(ada_okafor, &note("2026-11-12")).unwrap();
    let foreign = desk.sign(silva, &note("2026-11-10")).unwrap();
    assert_eq!(compared(&desk, one, foreign).err().unwrap().code(), "gone");
    void(&desk, two, VoidReason::WrongPatient, "").ok().unwrap();
    assert_eq!(compared(&desk, one, two).err().unwrap().code(), "gone");
}
