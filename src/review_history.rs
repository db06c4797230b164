//! Review a patient's history: the page with the strip, the sessions newest first, and one note in full.

use filiform_domain::entry::Access;
use filiform_store::HistoryCursor;

use crate::Filiform;
use crate::contract::{
    HistoryPage, PatientPage, ReviewHistory, SessionPage, WhichPatient, WhichSession,
};
use crate::error::Error;
use crate::practice::patient_page;
use crate::wording::{
    self,
    sessions::{full_text, line, line_of_note, signer},
};

/// A patient's page, with the strip that answers what was needled last and how the patient is since.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_patient(filiform: &Filiform, which: WhichPatient) -> Result<PatientPage, Error> {
    filiform.with_open(|open| {
        let page = patient_page(filiform, open, which.patient)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(which.patient),
            times: 1,
        });
        Ok(page)
    })
}

/// A page of sessions, newest first.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn review_history(filiform: &Filiform, asked: ReviewHistory) -> Result<HistoryPage, Error> {
    let before = asked.before.as_deref().map(|text| {
        text.parse()
            .map(HistoryCursor)
            .map_err(|_| Error::UnreadableCommand)
    });
    let catalogue = filiform.catalogue();
    filiform.with_open(|open| {
        let page = open.store.history(
            asked.patient,
            before.transpose()?,
            asked.limit.clamp(1, 500),
        )?;
        let sessions = page
            .sessions
            .into_iter()
            .map(|session| line(catalogue, session))
            .collect();
        Ok(HistoryPage {
            sessions,
            next: page.next.map(|cursor| cursor.0.to_string()),
        })
    })
}

/// One signed note in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such session.
pub fn open_session(filiform: &Filiform, which: WhichSession) -> Result<SessionPage, Error> {
    let catalogue = filiform.catalogue();
    filiform.with_open(|open| {
        let signed = open.store.session(which.session)?.ok_or(Error::Gone)?;
        let session = signed.session;
        let kept = open.store.patient(session.patient)?.ok_or(Error::Gone)?;
        let author = open.therapist(session.therapist)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(kept.id),
            times: 1,
        });
        Ok(SessionPage {
            line: line_of_note(catalogue, &session),
            patient: kept.id,
            name: kept.patient.listed_name(),
            note: session.to_draft(),
            text: full_text(catalogue, &session),
            signed_by: signer(&author.name, &author.credentials),
            signed_at: format!(
                "{} {}",
                signed.recorded_at.date().words(),
                signed.recorded_at.clock()
            ),
            fingerprint: wording::fingerprint(&signed.hash),
        })
    })
}
