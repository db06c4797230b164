//! `not-held`.

use filiform::contract::{LogNotHeld, NotHeldPage, WhichNotHeld};
use filiform::{Error, Filiform, log_not_held};
use filiform_domain::ids::PatientId;
use filiform_domain::not_held::{CalledOffBy, NotHeldDraft};
use filiform_domain::visit::NotHeldHow;
use serde_json::json;

use crate::arguments::{Arguments, By, NotHeld};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Records that a visit was not held, or takes that back.
pub(super) fn not_held(
    arguments: &Arguments,
    output: &Output,
    asked: &NotHeld,
) -> Result<(), Failure> {
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        match &asked.take_back {
            Some(id) => take_back(filiform, patient, id),
            None => Ok(log_not_held::log_not_held(filiform, typed(patient, asked))?),
        }
    })?;
    let answer = json!({
        "patient": page.words.patient, "visit": page.id, "stands": page.stands,
        "fingerprint": page.words.fingerprint,
    });
    output.answer(&answer, || {
        vec![format!(
            "{}, {}: {}.",
            page.words.title, page.words.dated, page.id
        )]
    });
    Ok(())
}

fn take_back(filiform: &Filiform, patient: PatientId, id: &str) -> Result<NotHeldPage, Failure> {
    let which = WhichNotHeld {
        visit: id.parse().map_err(|_| Error::Gone)?,
    };
    // One of another patient is not taken back by a slip of the hand.
    let page = log_not_held::open_not_held(filiform, which)?;
    if page.words.patient != patient {
        return Err(Error::Gone.into());
    }
    Ok(log_not_held::take_back_not_held(filiform, which)?)
}

fn typed(patient: PatientId, asked: &NotHeld) -> LogNotHeld {
    let by = asked.called_off_by.map(|by| match by {
        By::Patient => CalledOffBy::Patient,
        By::Family => CalledOffBy::Family,
        By::Practice => CalledOffBy::Practice,
        By::Other => CalledOffBy::Other,
    });
    let how = if asked.missed {
        NotHeldHow::Missed
    } else {
        NotHeldHow::Cancelled
    };
    LogNotHeld {
        patient,
        visit: NotHeldDraft {
            how: Some(how),
            date: asked.date.clone(),
            time: asked.time.clone(),
            by,
            name: asked.name.clone(),
        },
        draft: None,
    }
}
