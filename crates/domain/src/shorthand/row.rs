//! Lines and the note: a line becomes a row or fields of the session, and a row becomes its line again.

use crate::current::Current;
use crate::event::EventDraft;
use crate::pain::{PainMoment, PainRating, PainScale, PainWindow};
use crate::session::SessionDraft;
use crate::site::{FamiliarPain, Side, SiteDraft, Tissue, Twitch};
use crate::visit::ConsentToday;

use super::reading::{
    At, ConsentForm, Depth, Ltr, NeedleRow, Pain, Reading, SessionLine, Technique,
};
use super::words::LineWords;

/// What stands between two pieces of free text when they are one note.
const BETWEEN_PIECES: &str = "; ";

/// The row of the note that a needle line says, without its events. Both sides stay one row, which the note
/// reads as left and right alike.
pub fn site_of(row: &NeedleRow) -> SiteDraft {
    let (level, place) = match &row.at {
        Some(At::Level(text)) => (text.clone(), String::new()),
        Some(At::Place(text)) => (String::new(), text.clone()),
        None => (String::new(), String::new()),
    };
    let (depth_mm, tissue) = match row.depth {
        Some(Depth::Millimetres(mm)) => (Some(i64::from(mm)), None),
        Some(Depth::Bone) => (None, Some(Tissue::Bone)),
        Some(Depth::Superficial) => (None, Some(Tissue::Superficial)),
        None => (None, None),
    };
    let (twitch, twitches) = match row.ltr {
        Some(Ltr::Absent | Ltr::Zero) => (Some(Twitch::None), None),
        Some(Ltr::Present) => (Some(Twitch::Seen), None),
        Some(Ltr::Times(times)) => (Some(Twitch::Seen), Some(i64::from(times))),
        None => (None, None),
    };
    let pain_window = row.pain.map(|pain| pain.window);
    SiteDraft {
        target: row.target.clone(),
        side: Some(row.side),
        trigger_points: row.trigger_points.iter().copied().map(i64::from).collect(),
        level,
        place,
        needle: row.needle.to_string(),
        needles: row.needles.map(i64::from),
        depth_mm,
        tissue,
        techniques: row
            .techniques
            .iter()
            .map(|one| one.id().to_owned())
            .collect(),
        passes: row.passes.map(i64::from),
        left_in_s: row.left_in_s.map(i64::from),
        current: current_of(row),
        twitch,
        twitches,
        familiar_pain: row.familiar_pain.map(|felt| {
            if felt {
                FamiliarPain::Yes
            } else {
                FamiliarPain::No
            }
        }),
        pain_window: pain_window.filter(|window| *window != PainWindow::Now),
        pain_before: row.pain.map(|pain| i64::from(pain.before)),
        pain_after: row.pain.and_then(|pain| pain.after).map(i64::from),
        note: row.free.join(BETWEEN_PIECES),
        ..SiteDraft::default()
    }
}

fn current_of(row: &NeedleRow) -> Option<Current> {
    let current = Current {
        hz: row.hz.map(|hz| hz.to_string()).unwrap_or_default(),
        pulse_us: row.pulse_us.map(i64::from),
        effect: row.effect,
        seconds: row.current_s.map(i64::from),
        ..Current::default()
    };
    (current != Current::default()).then_some(current)
}

/// The events of a needle line, for the row with this number, counted from 1.
pub fn events_of(row: &NeedleRow, number: usize) -> Vec<EventDraft> {
    let kinds = row.events.iter();
    kinds
        .map(|kind| EventDraft {
            kind: kind.clone(),
            row: i64::try_from(number).ok(),
            ..EventDraft::default()
        })
        .collect()
}

/// Adds what a line says to a session. `clock` is the present time, `14:05`, for a withdrawn consent.
pub fn add_to(session: &mut SessionDraft, reading: &Reading, clock: &str) {
    let line = match reading {
        Reading::Needle(row) => {
            session.sites.push(site_of(row));
            session.events.extend(events_of(row, session.sites.len()));
            return;
        }
        Reading::Session(line) => line,
    };
    match line {
        SessionLine::Consent(ConsentForm::Verbal) => session.consent = Some(ConsentToday::Verbal),
        SessionLine::Consent(ConsentForm::Written) => session.consent = Some(ConsentToday::Written),
        SessionLine::Consent(ConsentForm::Withdrawn) => {
            clock.clone_into(&mut session.consent_withdrawn_at);
        }
        SessionLine::Pain(pain) => add_pain(session, *pain),
        SessionLine::Count { put_in, taken_out } => {
            session.needles_in = Some(i64::from(*put_in));
            session.needles_out = Some(i64::from(*taken_out));
        }
        SessionLine::Soreness { points, hours } => {
            let since = session.since_last.get_or_insert_default();
            since.soreness = Some(i64::from(*points));
            since.soreness_hours = Some(i64::from(*hours));
        }
        SessionLine::Event {
            kind,
            severity,
            text,
        } => session.events.push(EventDraft {
            kind: kind.clone(),
            severity: Some(*severity),
            note: text.clone(),
            ..EventDraft::default()
        }),
        SessionLine::Plan(text) if session.plan.trim().is_empty() => session.plan.clone_from(text),
        SessionLine::Plan(text) => {
            session.plan.push('\n');
            session.plan.push_str(text);
        }
    }
}

/// Pain now has its own fields. Any other rating replaces the earlier one of the same time.
fn add_pain(session: &mut SessionDraft, pain: Pain) {
    if pain.window == PainWindow::Now {
        session.pain_before = Some(i64::from(pain.before));
        session.pain_after = pain.after.map(i64::from).or(session.pain_after);
        return;
    }
    let rating = PainRating {
        scale: PainScale::Nprs,
        value: Some(i64::from(pain.before)),
        window: pain.window,
        moment: PainMoment::Before,
        ..PainRating::default()
    };
    let same = |kept: &PainRating| {
        let value = rating.value;
        PainRating {
            value,
            ..kept.clone()
        } == rating
    };
    session.pains.retain(|kept| !same(kept));
    session.pains.push(rating);
}

/// The line that says this row and these events of it, when a line can say all of it: never a part.
pub fn row_of(site: &SiteDraft, events: &[EventDraft], words: &dyn LineWords) -> Option<NeedleRow> {
    let row = said(site, events)?;
    let number = events.iter().find_map(|event| event.row);
    let number = usize::try_from(number.unwrap_or_default()).ok()?;
    // What the line does not hold would be lost, so that it must hold everything.
    let whole = site_of(&row) == usual(site) && events_of(&row, number) == *events;
    let line = super::print(&Reading::Needle(Box::new(row.clone())), words);
    let reads_back = matches!(super::read(&line, words), Ok(Reading::Needle(back)) if *back == row);
    (whole && reads_back).then_some(row)
}

/// The row with what is the same written the same.
fn usual(site: &SiteDraft) -> SiteDraft {
    SiteDraft {
        current: site
            .current
            .clone()
            .filter(|current| *current != Current::default()),
        pain_window: site.pain_window.filter(|window| *window != PainWindow::Now),
        ..site.clone()
    }
}

/// As much of a row as a line has words for.
fn said(site: &SiteDraft, events: &[EventDraft]) -> Option<NeedleRow> {
    let points = site.trigger_points.iter();
    let techniques = site.techniques.iter();
    let current = site.current.clone().unwrap_or_default();
    Some(NeedleRow {
        side: site.side.unwrap_or(Side::Midline),
        target: site.target.clone(),
        trigger_points: points
            .map(|point| u8::try_from(*point).ok())
            .collect::<Option<_>>()?,
        at: match (site.level.as_str(), site.place.as_str()) {
            ("", "") => None,
            (level, "") => Some(At::Level(level.to_owned())),
            (_, place) => Some(At::Place(place.to_owned())),
        },
        needle: site.needle.parse().ok()?,
        needles: small(site.needles).ok()?,
        depth: match (small(site.depth_mm).ok()?, site.tissue) {
            (Some(mm), _) => Some(Depth::Millimetres(mm)),
            (None, Some(Tissue::Bone)) => Some(Depth::Bone),
            (None, Some(Tissue::Superficial)) => Some(Depth::Superficial),
            (None, _) => None,
        },
        techniques: techniques
            .map(|id| Technique::of_id(id))
            .collect::<Option<_>>()?,
        passes: small(site.passes).ok()?,
        left_in_s: small(site.left_in_s).ok()?,
        hz: if current.hz.is_empty() {
            None
        } else {
            Some(current.hz.parse().ok()?)
        },
        pulse_us: small(current.pulse_us).ok()?,
        effect: current.effect,
        current_s: small(current.seconds).ok()?,
        ltr: match (site.twitch, small(site.twitches).ok()?) {
            (_, Some(times)) => Some(Ltr::Times(times)),
            (Some(Twitch::None), None) => Some(Ltr::Absent),
            (Some(Twitch::Seen), None) => Some(Ltr::Present),
            (None, None) => None,
        },
        familiar_pain: site.familiar_pain.map(|felt| felt == FamiliarPain::Yes),
        pain: match small(site.pain_before).ok()? {
            None => None,
            Some(before) => Some(Pain {
                window: site.pain_window.unwrap_or_default(),
                before,
                after: small(site.pain_after).ok()?,
            }),
        },
        events: events.iter().map(|event| event.kind.clone()).collect(),
        free: site
            .note
            .split(BETWEEN_PIECES)
            .filter(|piece| !piece.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

/// A number as the line holds it. An error is a number that no line can hold.
fn small<N: TryFrom<i64>>(number: Option<i64>) -> Result<Option<N>, N::Error> {
    number.map(N::try_from).transpose()
}

/// Whether these rows put needles over the lung on both sides: by one row of both sides, or by several.
pub fn both_lungs_at_risk(rows: &[SiteDraft], words: &dyn LineWords) -> bool {
    let over_lung = |row: &&SiteDraft| {
        row.is_done()
            && words
                .line_target(&row.target)
                .is_some_and(|target| target.pleura)
    };
    let (mut left, mut right) = (false, false);
    for row in rows.iter().filter(over_lung) {
        left |= matches!(row.side, Some(Side::Left | Side::Both));
        right |= matches!(row.side, Some(Side::Right | Side::Both));
    }
    left && right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shorthand::testing::{Words, any_row};
    use crate::shorthand::{print, read};
    use proptest::prelude::*;

    fn session(lines: &str) -> SessionDraft {
        let mut session = SessionDraft::default();
        for line in lines.lines() {
            add_to(&mut session, &read(line, &Words).unwrap(), "14:20");
        }
        session
    }

    #[test]
    fn session_lines_fill_the_fields_of_the_session() {
        let session = session(
            "!consent written\n!24h sore 3 for 36h\n!nprs cur 7>3\n!nprs worst 9\n!nprs worst 8\n!count in 9 out 8\n\
             !ae fainting significant lay down\n!plan again\n!plan in a week\n!consent withdrawn",
        );
        assert!(session.consent == Some(ConsentToday::Written));
        assert_eq!(session.consent_withdrawn_at, "14:20");
        assert_eq!(
            (session.pain_before, session.pain_after),
            (Some(7), Some(3))
        );
        let worst: Vec<_> = session
            .pains
            .iter()
            .map(|pain| (pain.window, pain.value))
            .collect();
        assert_eq!(
            worst,
            [(PainWindow::Worst, Some(8))],
            "the later one of a time counts"
        );
        assert_eq!(
            (session.needles_in, session.needles_out),
            (Some(9), Some(8))
        );
        let since = session.since_last.unwrap();
        assert_eq!((since.soreness, since.soreness_hours), (Some(3), Some(36)));
        assert_eq!((session.events.len(), session.events[0].row), (1, None));
        assert_eq!(session.plan, "again\nin a week");
    }

    #[test]
    fn an_event_of_a_row_names_its_row() {
        let session = session("L UT 0.25x40 pis\nR UT 0.25x40 pis AE:bruise");
        let events: Vec<_> = session
            .events
            .iter()
            .map(|event| (event.kind.as_str(), event.row))
            .collect();
        assert_eq!(events, [("bruise", Some(2))]);
    }

    #[test]
    fn a_row_that_holds_more_than_a_line_can_say_has_no_line() {
        let said = site_of(&match read("L UT 0.25x40 d20 pis", &Words).unwrap() {
            Reading::Needle(row) => *row,
            Reading::Session(_) => unreachable!(),
        });
        assert!(row_of(&said, &[], &Words).is_some());
        for more in [
            SiteDraft {
                grip: "pincer".into(),
                ..said.clone()
            },
            SiteDraft {
                place: "2 cm lateral to C7".into(),
                ..said.clone()
            },
            SiteDraft {
                needle: "0.25x?".into(),
                ..said.clone()
            },
            SiteDraft {
                depth_to_mm: Some(30),
                ..said.clone()
            },
            SiteDraft {
                left_in_s: Some(10),
                ..said.clone()
            },
            SiteDraft {
                note: "two\nlines".into(),
                ..said.clone()
            },
            SiteDraft {
                note: "takes 5.0 mg".into(),
                ..said.clone()
            },
            SiteDraft {
                needles: Some(-1),
                ..said.clone()
            },
            SiteDraft {
                target: "own".into(),
                ..said.clone()
            },
        ] {
            assert!(row_of(&more, &[], &Words).is_none());
        }
    }

    proptest! {
        #[test]
        fn a_row_of_the_note_survives_being_written_as_a_line(row in any_row()) {
            let (site, events) = (site_of(&row), events_of(&row, 4));
            let said = row_of(&site, &events, &Words).ok_or_else(|| TestCaseError::fail("no line"))?;
            let line = print(&Reading::Needle(Box::new(said)), &Words);
            let Ok(Reading::Needle(back)) = read(&line, &Words) else {
                return Err(TestCaseError::fail(line));
            };
            prop_assert!(site_of(&back) == site && events_of(&back, 4) == events, "{line}");
        }
    }
}
