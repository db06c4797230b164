//! Review a patient's history: the page with the strip, the timeline newest first, and one note in full.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use filiform_catalogue::Catalogue;
use filiform_domain::entry::Access;
use filiform_domain::ids::SessionId;
use filiform_domain::role::Right;
use filiform_store::{BetweenCursor, HistoryCursor, HistorySession, KeptBetween};

use crate::Filiform;
use crate::contract::{
    HistoryPage, PatientPage, ReviewHistory, SessionPage, TimelineRow, WhichPatient, WhichSession,
};
use crate::error::Error;
use crate::practice::{episode_words, patient_page};
use crate::wording::{self, between::line as between_line, sessions::line};

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

/// A page of the timeline, newest first: sessions, contacts and later events.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn review_history(filiform: &Filiform, asked: ReviewHistory) -> Result<HistoryPage, Error> {
    let before = asked
        .before
        .as_deref()
        .map_or(Ok(Place::default()), str::parse)?;
    let limit = asked.limit.clamp(1, 500);
    let catalogue = filiform.catalogue();
    filiform.with_sight_as(Right::ReadNotes, |open, sight| {
        sight.require(asked.patient)?;
        let visits = open.store.history(asked.patient, before.visit, limit)?;
        let between = open.store.between(asked.patient, before.between, limit)?;
        let more = visits.next.is_some() || between.next.is_some();
        let (mut visits, mut between) = (visits.sessions, between.entries);
        let (sessions, entries) = shares(&visits, &between, limit as usize);
        let more = more || visits.len() > sessions || between.len() > entries;
        visits.truncate(sessions);
        between.truncate(entries);
        let next = before.after(visits.last(), between.last());
        visits.retain(|visit| sight.reads(visit.started.date()));
        between.retain(|kept| sight.reads(kept.happened.at().date()));
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
        let signed = open.store.session(which.session)?.ok_or(Error::Gone)?;
        let visit = signed.visit();
        let session = &signed.session;
        sight.require(session.patient)?;
        if !sight.reads(session.started.date()) {
            return Err(Error::Gone);
        }
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

/// "1 note withheld: recorded for another patient": what an export says instead of the notes it leaves out.
pub fn withheld_words(notes: usize) -> Option<String> {
    wording::amendments::withheld(notes)
}

/// How far a timeline was shown: each list goes on after its own last row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    visit: Option<HistoryCursor>,
    between: Option<BetweenCursor>,
}

impl Place {
    /// Further down: after these rows, or where it was when a list gave none.
    fn after(self, visit: Option<&HistorySession>, between: Option<&KeptBetween>) -> Self {
        let visit = visit.map(|visit| HistoryCursor(visit.id));
        let between = between.map(|kept| BetweenCursor(kept.happened.id()));
        Self {
            visit: visit.or(self.visit),
            between: between.or(self.between),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(visit) = self.visit {
            write!(f, "{}", visit.0)?;
        }
        f.write_str("/")?;
        self.between
            .map_or(Ok(()), |between| write!(f, "{}", between.0))
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (visit, between) = text.split_once('/').ok_or(Error::UnreadableCommand)?;
        let read = |text: &str| match text {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Error::UnreadableCommand),
        };
        Ok(Self {
            visit: read(visit)?.map(|id: SessionId| HistoryCursor(id)),
            between: read(between)?.map(|id: SessionId| BetweenCursor(id.0)),
        })
    }
}

/// Whether the visit stands above the entry. Of two at the same moment the entry does: it came after the visit.
fn is_newer(visit: &HistorySession, kept: &KeptBetween) -> bool {
    visit.started.utc_ms > kept.happened.at().utc_ms
}

/// How many of the first `limit` rows are visits, and how many are entries between them.
fn shares(visits: &[HistorySession], between: &[KeptBetween], limit: usize) -> (usize, usize) {
    let (mut sessions, mut entries) = (0, 0);
    while sessions + entries < limit {
        match (visits.get(sessions), between.get(entries)) {
            (None, None) => break,
            (Some(visit), Some(kept)) if is_newer(visit, kept) => sessions += 1,
            (Some(_), None) => sessions += 1,
            (_, Some(_)) => entries += 1,
        }
    }
    (sessions, entries)
}

/// Both lists as one, newest first.
fn merged(
    catalogue: &Catalogue,
    visits: &[HistorySession],
    between: &[KeptBetween],
) -> Vec<TimelineRow> {
    let mut entries = between.iter().peekable();
    let mut rows = Vec::with_capacity(visits.len() + between.len());
    let row = |kept| TimelineRow::Between {
        entry: between_line(catalogue, kept),
    };
    for visit in visits {
        while let Some(kept) = entries.next_if(|kept| !is_newer(visit, kept)) {
            rows.push(row(kept));
        }
        rows.push(TimelineRow::Session { session: visit.id });
    }
    rows.extend(entries.map(row));
    rows
}
