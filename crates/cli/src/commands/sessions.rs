//! `chart`.

use std::fmt::Write as _;

use filiform::contract::{CheckSession, KeepDraft, SignSession, WhichDraft};
use filiform::{Filiform, chart_session, sign_session};
use filiform_domain::ids::PatientId;
use filiform_domain::problem::Problem;
use filiform_domain::session::SessionDraft;
use filiform_exchange::read_session_file;
use serde_json::json;

use crate::arguments::{Arguments, Chart};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

use super::lines;

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
