//! `chart` and `history`.

use std::fmt::Write as _;

use filiform::contract::{
    BetweenKind, CheckSession, KeepDraft, Nothing, ReviewHistory, SessionLine, SignSession,
    TimelineRow, WhichDraft, WhichPatient, WhichSession,
};
use filiform::{Filiform, chart_session, review_history, sign_session, unlock};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use filiform_domain::session::SessionDraft;
use filiform_exchange::read_session_file;
use serde_json::{Value, json};

use crate::arguments::{Arguments, Chart, Which};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

use super::{amendments, between, episodes, lines, safety};

/// Sessions that are asked for at once.
const PAGE: u32 = 500;

/// Charts the session of a file: keeps it as a draft, and signs that draft when asked to.
pub(super) fn chart(arguments: &Arguments, output: &Output, asked: &Chart) -> Result<(), Failure> {
    let file = asked.file.as_deref().map(input::bytes).transpose()?;
    let lines = asked.lines.as_deref().map(input::text).transpose()?;
    let (answer, line) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let (session, open) = match lines {
            None => (of_file(filiform, patient, file.as_deref())?, Vec::new()),
            Some(text) => of_lines(filiform, patient, file.as_deref(), text, output, asked)?,
        };
        if asked.sign && !open.is_empty() {
            return Err(Failure::Input(open));
        }
        let draft = keep(filiform, patient, &session)?;
        if !asked.sign {
            let mut line = format!("Kept as draft {}. It is not signed.", draft.draft);
            for problem in &open {
                let _ = write!(line, "\n  {}: {}", problem.path, problem.message);
            }
            return Ok((
                json!({ "patient": patient, "draft": draft.draft, "open": open }),
                line,
            ));
        }
        // The file was charted as a whole or not at all: a draft that cannot be signed is not left behind.
        let signed = sign_session::sign_session(filiform, draft.clone()).inspect_err(|_| {
            let _ = chart_session::discard_draft(filiform, WhichDraft { draft: draft.draft });
        })?;
        let line = format!(
            "Signed session {}, fingerprint {}.",
            signed.session, signed.fingerprint
        );
        Ok((
            json!({ "patient": patient, "session": signed.session, "fingerprint": signed.fingerprint }),
            line,
        ))
    })?;
    output.answer(&answer, || vec![line]);
    Ok(())
}

/// The session of a file without a fault.
fn of_file(
    filiform: &Filiform,
    patient: PatientId,
    bytes: Option<&[u8]>,
) -> Result<SessionDraft, Failure> {
    let read = read_session_file(bytes.unwrap_or(b"{}"));
    input::whole(read, |draft: &SessionDraft| {
        let session = draft.clone();
        Ok(chart_session::check_session(filiform, CheckSession { patient, session })?.problems)
    })
}

/// The session of typed lines, on the base of a file where there is one, and what it lacks for signing.
fn of_lines(
    filiform: &Filiform,
    patient: PatientId,
    bytes: Option<&[u8]>,
    text: String,
    output: &Output,
    asked: &Chart,
) -> Result<(SessionDraft, Vec<Problem>), Failure> {
    // What the file lacks the lines may say, so that only its shape is looked at here.
    let base = input::whole(
        read_session_file(bytes.unwrap_or(b"{}")),
        |_| Ok(Vec::new()),
    )?;
    let written = lines::session_of(filiform, patient, base, text, asked)?;
    if written.both_lungs {
        output.warning(lines::BOTH_LUNGS);
    }
    Ok((written.session, written.open))
}

fn keep(
    filiform: &Filiform,
    patient: PatientId,
    session: &SessionDraft,
) -> Result<SignSession, Failure> {
    let body = serde_json::to_value(session).map_err(|_| filiform::Error::UnreadableCommand)?;
    let draft = KeepDraft {
        draft: None,
        kind: "session".to_owned(),
        patient: Some(patient),
        rev: 0,
        body,
        caret: None,
    };
    let kept = chart_session::keep_draft(filiform, draft)?;
    Ok(SignSession {
        draft: kept.id,
        rev: kept.rev,
    })
}

/// Shows the timeline of a patient, newest first; as data the sessions, contacts, events and episodes
/// each in full.
pub(super) fn history(
    arguments: &Arguments,
    output: &Output,
    asked: &Which,
) -> Result<(), Failure> {
    let (answer, lines) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let page = review_history::open_patient(filiform, WhichPatient { patient })?;
        let (sessions, timeline) = timeline_of(filiform, patient)?;
        let lines = timeline_lines(&sessions, &timeline);
        let whose =
            json!({ "id": page.id, "name": page.name, "born": page.born, "details": page.details });
        if !output.json {
            return Ok((whose, lines));
        }
        let mut whole = json!({
            "patient": whose,
            "withheld": withheld(&sessions),
            "sessions": notes(filiform, &sessions)?,
            "contacts": between::in_full(filiform, &timeline, BetweenKind::Contact)?,
            "events": between::in_full(filiform, &timeline, BetweenKind::Event)?,
            "scores": between::in_full(filiform, &timeline, BetweenKind::Score)?,
            "not_held": between::in_full(filiform, &timeline, BetweenKind::NotHeld)?,
            "imported_notes": between::in_full(filiform, &timeline, BetweenKind::Imported)?,
        });
        add_what_only_treating_shows(filiform, patient, &mut whole)?;
        Ok((whole, lines))
    })?;
    output.answer(&answer, || lines);
    Ok(())
}

/// Episodes, screening and consents are working pages of those who treat. To an auditor it is said that they are
/// left out.
fn add_what_only_treating_shows(
    filiform: &Filiform,
    patient: PatientId,
    whole: &mut Value,
) -> Result<(), Failure> {
    let rights = unlock::workspace(filiform, Nothing {})?.rights;
    if !rights.contains(&Right::Chart) {
        whole["not_shown"] = json!(["episodes", "screening", "consents"]);
        return Ok(());
    }
    let stands = safety::in_full(filiform, patient)?;
    whole["episodes"] = json!(episodes::all_in_full(filiform, patient)?);
    whole["screening"] = json!(stands.screening);
    whole["consents"] = json!(stands.consents);
    Ok(())
}

fn timeline_of(
    filiform: &Filiform,
    patient: PatientId,
) -> Result<(Vec<SessionLine>, Vec<TimelineRow>), Failure> {
    let (mut sessions, mut timeline, mut before) = (Vec::new(), Vec::new(), None);
    loop {
        let page = review_history::review_history(
            filiform,
            ReviewHistory {
                patient,
                before,
                limit: PAGE,
            },
        )?;
        sessions.extend(page.sessions);
        timeline.extend(page.timeline);
        match page.next {
            None => return Ok((sessions, timeline)),
            next => before = next,
        }
    }
}

/// Both lists run from the newest to the oldest, so that one walk finds each session's line.
fn timeline_lines(sessions: &[SessionLine], timeline: &[TimelineRow]) -> Vec<String> {
    let mut sessions = sessions.iter();
    let line = |row: &TimelineRow| match row {
        TimelineRow::Session { .. } => sessions.next().map(session_line),
        TimelineRow::Between { entry } => Some(between::line(entry)),
    };
    timeline.iter().filter_map(line).collect()
}

/// The whole notes.
fn notes(filiform: &Filiform, sessions: &[SessionLine]) -> Result<Vec<Value>, Failure> {
    let note = |session: SessionId| -> Result<Value, Failure> {
        let page = review_history::open_session(filiform, WhichSession { session })?;
        Ok(amendments::in_full(&page))
    };
    sessions.iter().map(|line| note(line.id)).collect()
}

/// "1 note withheld: recorded for another patient".
fn withheld(sessions: &[SessionLine]) -> Option<String> {
    let notes = sessions.iter().filter(|session| session.withheld).count();
    review_history::withheld_words(notes)
}

fn session_line(session: &SessionLine) -> String {
    if session.withheld {
        let voided = session.voided.as_deref().unwrap_or_default();
        return format!(
            "{}  {} {}  {voided}",
            session.id, session.date, session.time
        );
    }
    let points = |rating: Option<u8>| {
        rating.map_or_else(|| "not recorded".to_owned(), |points| points.to_string())
    };
    let targets: Vec<&str> = session
        .sites
        .iter()
        .map(|site| site.target.as_str())
        .collect();
    let marks = [&session.late, &session.amended, &session.voided];
    let marks: Vec<String> = marks
        .into_iter()
        .flatten()
        .map(|mark| format!("  {mark}"))
        .collect();
    format!(
        "{}  {} {}  {}  pain {} -> {}  {}{}",
        session.id,
        session.date,
        session.time,
        session.region,
        points(session.pain_before),
        points(session.pain_after),
        targets.join("; "),
        marks.concat(),
    )
}
