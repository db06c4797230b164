//! `history`: the timeline of a patient, newest first, whole or narrowed.

use filiform::contract::{
    BetweenKind, NamedChoice, Nothing, OutlineHistory, ReviewHistory, SessionLine, TargetPast,
    TimelineFilter, TimelineKind, TimelineRow, WhichPatient, WhichSession,
};
use filiform::{Filiform, review_history, unlock};
use filiform_domain::fold::fold;
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;
use serde_json::{Value, json};

use super::{amendments, between, episodes, safety};
use crate::arguments::{Arguments, History, HistoryKind};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Rows that are asked for at once.
const PAGE: u32 = 500;

/// Shows the timeline of a patient, newest first; as data the sessions, contacts, events and episodes
/// each in full.
pub(super) fn history(
    arguments: &Arguments,
    output: &Output,
    asked: &History,
) -> Result<(), Failure> {
    let (answer, lines) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let page = review_history::open_patient(filiform, WhichPatient { patient })?;
        let filter = filter(filiform, patient, asked)?;
        let (sessions, timeline) = timeline_of(filiform, patient, &filter)?;
        let past = target_past(filiform, patient, &filter)?;
        let lines = timeline_lines(&sessions, &timeline);
        let lines = past.iter().flat_map(past_lines).chain(lines).collect();
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
            "attachments": between::in_full(filiform, &timeline, BetweenKind::Attachment)?,
            "imported_notes": between::in_full(filiform, &timeline, BetweenKind::Imported)?,
            "letters": between::in_full(filiform, &timeline, BetweenKind::Letter)?,
            "target": past,
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
    filter: &TimelineFilter,
) -> Result<(Vec<SessionLine>, Vec<TimelineRow>), Failure> {
    let (mut sessions, mut timeline, mut before) = (Vec::new(), Vec::new(), None);
    loop {
        let page = review_history::review_history(
            filiform,
            ReviewHistory {
                patient,
                filter: filter.clone(),
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

/// What is typed, as the workflow takes it. Regions and targets are named by id or as they read.
fn filter(
    filiform: &Filiform,
    patient: PatientId,
    asked: &History,
) -> Result<TimelineFilter, Failure> {
    let (mut region, mut target) = (asked.region.clone(), asked.target.clone());
    if region.is_some() || target.is_some() {
        let filter = TimelineFilter::default();
        let whole = OutlineHistory { patient, filter };
        let whole = review_history::outline_history(filiform, whole)?;
        let region_id = |typed| named(&whole.regions, "region", typed);
        region = region.map(region_id).transpose()?;
        let target_id = |typed| named(&whole.targets, "target", typed);
        target = target.map(target_id).transpose()?;
    }
    let not_an_id = |_| Failure::Usage("--episode and --author take an id.");
    let episode = asked.episode.as_deref().map(str::parse).transpose();
    let author = asked.author.as_deref().map(str::parse).transpose();
    Ok(TimelineFilter {
        region,
        target,
        episode: episode.map_err(not_an_id)?,
        author: author.map_err(not_an_id)?,
        kind: asked.kind.map(TimelineKind::from),
        from: asked.from.clone().unwrap_or_default(),
        to: asked.to.clone().unwrap_or_default(),
    })
}

/// The id of what is called or reads like this. Where nothing is told of what there is, as to an auditor, it is taken
/// as typed.
fn named(choices: &[NamedChoice], option: &str, typed: String) -> Result<String, Failure> {
    let folded = fold(&typed);
    let reads = |choice: &&NamedChoice| choice.id == typed || fold(&choice.words) == folded;
    match choices.iter().find(reads) {
        Some(choice) => Ok(choice.id.clone()),
        None if choices.is_empty() => Ok(typed),
        None => Err(Failure::Input(vec![Problem {
            path: option.to_owned(),
            code: "unknown".to_owned(),
            message: "Nothing in this patient's history is called that.".to_owned(),
        }])),
    }
}

fn target_past(
    filiform: &Filiform,
    patient: PatientId,
    filter: &TimelineFilter,
) -> Result<Option<TargetPast>, Failure> {
    if filter.target.is_none() {
        return Ok(None);
    }
    let filter = filter.clone();
    let outline = OutlineHistory { patient, filter };
    Ok(review_history::outline_history(filiform, outline)?.target)
}

fn past_lines(past: &TargetPast) -> [String; 2] {
    [
        format!("{}: {} {}", past.name, past.treated, past.events),
        past.note.clone(),
    ]
}

impl From<HistoryKind> for TimelineKind {
    fn from(kind: HistoryKind) -> Self {
        match kind {
            HistoryKind::Session => Self::Session,
            HistoryKind::NotHeld => Self::NotHeld,
            HistoryKind::Event => Self::Event,
            HistoryKind::Contact => Self::Contact,
            HistoryKind::Score => Self::Score,
            HistoryKind::Amendment => Self::Amendment,
            HistoryKind::Letter => Self::Letter,
            HistoryKind::Imported => Self::Imported,
            HistoryKind::Episode => Self::Episode,
            HistoryKind::Attachment => Self::Attachment,
        }
    }
}
