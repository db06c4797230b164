//! Review a patient's history: the page with the strip, the timeline newest first and narrowed to what is looked for,
//! two notes side by side, and one note in full.

mod narrowed;
mod timeline;

use std::collections::BTreeMap;

use filiform_domain::entry::Access;
use filiform_domain::ids::SessionId;
use filiform_domain::role::Right;
use filiform_store::{Happened, SignedSession};

use self::timeline::{Place, merged, shares};
use crate::Filiform;
use crate::contract::{
    BetweenWords, CompareSessions, HistoryPage, PatientPage, ReviewHistory, SessionPage,
    SessionsCompared, WhichDocument, WhichPatient, WhichSession,
};
use crate::error::Error;
use crate::practice::{Open, Sight, episode_words, patient_page};
use crate::wording::{self, sessions::line};

pub use self::narrowed::outline_history;

/// A patient's page, with the strip that answers what was needled last and how the patient is since.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn open_patient(filiform: &Filiform, which: WhichPatient) -> Result<PatientPage, Error> {
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        sight.require(which.patient)?;
        let page = patient_page(filiform, open, which.patient)?;
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(which.patient),
            times: 1,
        });
        Ok(page)
    })
}

/// A page of the timeline, newest first: sessions and everything that happened between them.
///
/// # Errors
/// A day of the filter that cannot be read, at its field; [`Error::Locked`], or a damaged practice.
pub fn review_history(filiform: &Filiform, asked: ReviewHistory) -> Result<HistoryPage, Error> {
    let before = asked
        .before
        .as_deref()
        .map_or(Ok(Place::default()), str::parse)?;
    let limit = asked.limit.clamp(1, 500);
    let catalogue = filiform.catalogue();
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        sight.require(asked.patient)?;
        let filter = narrowed::within(open, sight, (asked.patient, &asked.filter))?;
        let visits = open
            .store
            .history_of(asked.patient, &filter, before.visit, limit)?;
        let between = open
            .store
            .between_of(asked.patient, &filter, before.between, limit)?;
        let more = visits.next.is_some() || between.next.is_some();
        let (mut visits, mut between) = (visits.sessions, between.entries);
        let (sessions, entries) = shares(&visits, &between, limit as usize);
        let more = more || visits.len() > sessions || between.len() > entries;
        visits.truncate(sessions);
        between.truncate(entries);
        let next = before.after(visits.last(), between.last());
        visits.retain(|visit| sight.reads(visit.started.date()));
        between.retain(|kept| narrowed::may_read(sight, kept));
        Ok(HistoryPage {
            timeline: merged(catalogue, &visits, &between),
            sessions: visits
                .into_iter()
                .map(|visit| line(catalogue, visit))
                .collect(),
            next: more.then(|| next.to_string()),
        })
    })
}

/// One signed note in full.
///
/// # Errors
/// [`Error::Gone`] when there is no such session.
pub fn open_session(filiform: &Filiform, which: WhichSession) -> Result<SessionPage, Error> {
    let catalogue = filiform.catalogue();
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let signed = readable(open, sight, which.session)?;
        let visit = signed.visit();
        let session = &signed.session;
        let kept = open.store.patient(session.patient)?.ok_or(Error::Gone)?;
        let episode = episode_words(filiform, open, &session.note.episode)?;
        let signed_episode = episode_words(filiform, open, &signed.original.note.episode)?;
        let text = wording::note::full_text(catalogue, &session.note, &episode);
        let original = signed
            .is_corrected()
            .then(|| wording::note::full_text(catalogue, &signed.original.note, &signed_episode));
        let first = original.as_ref().unwrap_or(&text);
        let authors = signed.amendments.iter().map(|kept| kept.author);
        let voided = signed.voided.as_ref();
        let authors = authors
            .chain(voided.map(|kept| kept.author))
            .map(|author| Ok((author, open.signer_of(author)?)))
            .collect::<Result<BTreeMap<_, _>, Error>>()?;
        let by = |author| authors.get(&author).cloned().unwrap_or_default();
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(kept.id),
            times: 1,
        });
        Ok(SessionPage {
            line: line(catalogue, visit),
            patient: kept.id,
            name: kept.patient.listed_name(),
            note: session.note.clone(),
            changed_lines: wording::amendments::changed_lines(first, &text),
            text,
            original,
            amendments: wording::amendments::amendments(catalogue, &signed, |kept| by(kept.author)),
            voided: voided.map(|kept| wording::amendments::void_words(kept, by(kept.author))),
            may: open.may_add(&signed),
            signed_by: open.signer_of(session.therapist)?,
            signed_at: wording::day_and_clock(signed.recorded_at),
            fingerprint: wording::fingerprint(&signed.hash),
        })
    })
}

/// Two notes of one patient side by side, as they stand, with what differs marked in words.
///
/// # Errors
/// [`Error::Gone`] when one of them is not there, belongs to another patient, or is withheld because it was recorded for
/// another one.
pub fn compare_sessions(
    filiform: &Filiform,
    asked: CompareSessions,
) -> Result<SessionsCompared, Error> {
    let catalogue = filiform.catalogue();
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let one = readable(open, sight, asked.one)?;
        let other = readable(open, sight, asked.other)?;
        let withheld = |signed: &SignedSession| line(catalogue, signed.visit()).withheld;
        if one.session.patient != other.session.patient || withheld(&one) || withheld(&other) {
            return Err(Error::Gone);
        }
        let in_order = one.session.started.utc_ms <= other.session.started.utc_ms;
        let (older, newer) = if in_order { (one, other) } else { (other, one) };
        open.store.note_access(Access {
            action: "opened".into(),
            patient: Some(older.session.patient),
            times: 2,
        });
        let text = |signed: &SignedSession| {
            let note = &signed.session.note;
            let episode = episode_words(filiform, open, &note.episode)?;
            Ok::<_, Error>(wording::note::full_text(catalogue, note, &episode))
        };
        let day = |signed: &SignedSession| signed.session.started.date().words();
        let days = (day(&older), day(&newer));
        let parts = wording::compare::parts(&text(&older)?, &text(&newer)?, (&days.0, &days.1));
        Ok(SessionsCompared {
            older: line(catalogue, older.visit()),
            newer: line(catalogue, newer.visit()),
            said: wording::compare::said(&parts),
            parts,
        })
    })
}

/// What was recorded of a document that left the practice.
///
/// # Errors
/// [`Error::Gone`] when there is no such document.
pub fn open_sent_document(
    filiform: &Filiform,
    which: WhichDocument,
) -> Result<BetweenWords, Error> {
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        let kept = open.store.document_step(which.document)?;
        let kept = kept.ok_or(Error::Gone)?;
        let Happened::Document(step) = &kept.happened else {
            return Err(Error::Gone);
        };
        sight.require(step.document.patient)?;
        if !narrowed::may_read(sight, &kept) {
            return Err(Error::Gone);
        }
        filiform.between_words(open, &kept)
    })
}

/// A signed session, when whoever works now may read it.
fn readable(open: &Open, sight: &Sight, session: SessionId) -> Result<SignedSession, Error> {
    let signed = open.store.session(session)?.ok_or(Error::Gone)?;
    sight.require(signed.session.patient)?;
    let reads = sight.reads(signed.session.started.date());
    reads.then_some(signed).ok_or(Error::Gone)
}

/// "1 note withheld: recorded for another patient": what an export says instead of the notes it leaves out.
pub fn withheld_words(notes: usize) -> Option<String> {
    wording::amendments::withheld(notes)
}
