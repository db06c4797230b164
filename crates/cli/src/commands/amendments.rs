//! `amend` and `void`, and what `history` says of them.

use filiform::contract::{
    AddAddendum, AmendSession, CheckCorrection, FieldChanged, KeepDraft, SessionPage, Signed,
    VoidSession, WhichDraft, WhichSession,
};
use filiform::{Error, Filiform, amend_session, chart_session, review_history};
use filiform_domain::amendment::{CorrectionDraft, VoidDraft, VoidReason};
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::session::SessionDraft;
use filiform_exchange::read_session_file;
use serde_json::{Value, json};

use crate::arguments::{Amend, Arguments, Reason, Void};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Signs a correction, whose file is the whole note, or an addendum in words.
pub(super) fn amend(arguments: &Arguments, output: &Output, asked: &Amend) -> Result<(), Failure> {
    let file = asked.file.as_deref().map(input::bytes).transpose()?;
    let (signed, changes) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let page = session_of(filiform, patient, &asked.session)?;
        match (&file, &asked.addendum) {
            (Some(bytes), _) => correct(filiform, (patient, &page), bytes, &asked.why),
            (None, words) => {
                let words = words.as_deref().unwrap_or_default();
                add(filiform, &page, words, &asked.why)
            }
        }
    })?;
    let answer = json!({
        "patient": signed.patient, "session": signed.session, "fingerprint": signed.fingerprint, "changes": changes,
    });
    output.answer(&answer, || {
        let said = format!(
            "Amended session {}, fingerprint {}.",
            signed.session, signed.fingerprint
        );
        std::iter::once(said)
            .chain(changes.iter().map(change_line))
            .collect()
    });
    Ok(())
}

/// Voids a note.
pub(super) fn void(arguments: &Arguments, output: &Output, asked: &Void) -> Result<(), Failure> {
    let signed = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let page = session_of(filiform, patient, &asked.session)?;
        let void = VoidDraft {
            session: page.line.id.to_string(),
            based_on: based_on(&page),
            reason: Some(match asked.reason {
                Reason::EnteredInError => VoidReason::EnteredInError,
                Reason::WrongPatient => VoidReason::WrongPatient,
                Reason::Other => VoidReason::Other,
            }),
            words: asked.words.clone(),
        };
        Ok(amend_session::void_session(
            filiform,
            VoidSession { void, draft: None },
        )?)
    })?;
    let answer = json!({
        "patient": signed.patient, "session": signed.session, "fingerprint": signed.fingerprint,
    });
    output.answer(&answer, || {
        vec![format!(
            "Voided session {}, fingerprint {}. Its text is kept.",
            signed.session, signed.fingerprint
        )]
    });
    Ok(())
}

/// The session, when it is this patient's.
fn session_of(
    filiform: &Filiform,
    patient: PatientId,
    typed: &str,
) -> Result<SessionPage, Failure> {
    let session: SessionId = typed.parse().map_err(|_| Error::Gone)?;
    let page = review_history::open_session(filiform, WhichSession { session })?;
    if page.patient == patient {
        Ok(page)
    } else {
        Err(Error::Gone.into())
    }
}

fn based_on(page: &SessionPage) -> u32 {
    u32::try_from(page.amendments.len()).unwrap_or(u32::MAX)
}

/// The file is amended as a whole or not at all: a draft that cannot be signed is not left behind.
fn correct(
    filiform: &Filiform,
    (patient, page): (PatientId, &SessionPage),
    bytes: &[u8],
    why: &str,
) -> Result<(Signed, Vec<FieldChanged>), Failure> {
    let correction = |note: &SessionDraft| CorrectionDraft {
        session: page.line.id.to_string(),
        based_on: based_on(page),
        why: why.to_owned(),
        note: note.clone(),
    };
    let check = |note: &SessionDraft| {
        let correction = correction(note);
        amend_session::check_correction(filiform, CheckCorrection { correction })
    };
    let note = input::whole(read_session_file(bytes), |note: &SessionDraft| {
        Ok(check(note)?.problems)
    })?;
    let changes = check(&note)?.changes;
    let body = serde_json::to_value(correction(&note)).map_err(|_| Error::UnreadableCommand)?;
    let draft = KeepDraft {
        draft: None,
        kind: "correction".to_owned(),
        patient: Some(patient),
        rev: 0,
        body,
        caret: None,
    };
    let kept = chart_session::keep_draft(filiform, draft)?;
    let asked = AmendSession {
        draft: kept.id,
        rev: kept.rev,
    };
    let signed = amend_session::amend_session(filiform, asked).inspect_err(|_| {
        let _ = chart_session::discard_draft(filiform, WhichDraft { draft: kept.id });
    })?;
    Ok((signed, changes))
}

fn add(
    filiform: &Filiform,
    page: &SessionPage,
    words: &str,
    why: &str,
) -> Result<(Signed, Vec<FieldChanged>), Failure> {
    let addendum = filiform_domain::amendment::AddendumDraft {
        session: page.line.id.to_string(),
        based_on: based_on(page),
        why: why.to_owned(),
        words: words.to_owned(),
    };
    let asked = AddAddendum {
        addendum,
        draft: None,
    };
    Ok((amend_session::add_addendum(filiform, asked)?, Vec::new()))
}

/// A signed note with everything that was added to it. `note` is a file that `chart` and `amend` take. Of a note
/// that was recorded for another patient only that is said.
pub(super) fn in_full(page: &SessionPage) -> Value {
    let mut whole = json!({
        "id": page.line.id, "signed_by": page.signed_by, "signed_at": page.signed_at,
        "fingerprint": page.fingerprint, "late": page.line.late,
    });
    let Some(fields) = whole.as_object_mut() else {
        return whole;
    };
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    if let Some(voided) = &page.voided {
        let mut void = json!({
            "reason": voided.reason, "by": voided.by, "at": voided.at, "fingerprint": voided.fingerprint,
        });
        if voided.withheld {
            put("voided", void);
            put("withheld", json!(voided.reason_words));
            return whole;
        }
        void["words"] = json!(voided.words);
        put("voided", void);
    }
    put("note", json!(page.note));
    put("text", paragraphs(&page.text));
    if let Some(original) = &page.original {
        put("original_text", paragraphs(original));
    }
    put("amendments", json!(page.amendments));
    whole
}

fn paragraphs(text: &[(String, String)]) -> Value {
    let rows = text
        .iter()
        .map(|(heading, words)| json!({ "heading": heading, "words": words }));
    rows.collect()
}

/// "  Row 2, left infraspinatus: needle length: 40 mm -> 50 mm".
fn change_line(change: &FieldChanged) -> String {
    let words = |value: &Option<String>| value.clone().unwrap_or_else(|| "not recorded".to_owned());
    format!(
        "  {}: {} -> {}",
        change.field,
        words(&change.before),
        words(&change.after)
    )
}
