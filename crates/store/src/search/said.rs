//! Finding what is said beside the notes: contacts, events heard of later, imported notes, and what was added to a
//! signed note.

use std::fmt;

use filiform_domain::entry::Entry;
use filiform_domain::find::{Days, Term};
use filiform_domain::fold::fold;
use filiform_domain::ids::{PatientId, SessionId};
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{Connection, params};

use super::word_walk::{WordTable, walk};
use crate::between::{self, Happened, KeptBetween};
use crate::ledger::{self, Read, uuid};
use crate::projection::{patient_key, said};
use crate::{Store, StoreError};

const SAID: WordTable = WordTable {
    count: include_str!("count_said.sql"),
    list: include_str!("said_with_word.sql"),
    has: include_str!("said_has_word.sql"),
};

/// What is wanted of something said beside a note.
#[derive(Clone, Default)]
pub struct SaidWanted {
    /// All of these.
    pub terms: Vec<Term>,
    /// None of these.
    pub without: Vec<Term>,
    /// Of one of these patients; of anybody when there is no list.
    pub patients: Option<Vec<PatientId>>,
    /// On one of these days.
    pub days: Days,
}

/// Something said beside a note that has the words.
#[derive(Clone, PartialEq, Eq)]
pub struct SaidHit {
    /// Whose record it stands in.
    pub patient: PatientId,
    /// The patient's family name.
    pub family_name: String,
    /// The patient's given name or names.
    pub given_name: String,
    /// Where it was said.
    pub place: SaidAt,
    /// What was said, a line for each field.
    pub text: String,
}

/// Where something was said.
#[derive(Clone, PartialEq, Eq)]
pub enum SaidAt {
    /// Between two visits.
    Between(Box<KeptBetween>),
    /// Beside a signed note, which was amended or voided then.
    Note {
        /// The note.
        session: SessionId,
        /// When it was said.
        at: Instant,
        /// Whether it says why the note does not hold.
        voided: bool,
    },
}

impl SaidAt {
    /// When it was said.
    pub fn at(&self) -> Instant {
        match self {
            Self::Between(kept) => kept.happened.at(),
            Self::Note { at, .. } => *at,
        }
    }
}

impl fmt::Debug for SaidHit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaidHit")
            .field("patient", &self.patient)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Up to `limit` contacts, events heard of later, imported notes and additions to notes that have what is wanted and that may be
    /// read, the newest entry first. Without a word there is none.
    ///
    /// # Errors
    /// What the disk says, and a ledger that does not fit.
    pub fn find_said(
        &self,
        wanted: &SaidWanted,
        may_read: &dyn Fn(PatientId, CalendarDate) -> bool,
        limit: u32,
    ) -> Result<Vec<SaidHit>, StoreError> {
        self.read(|connection| find(connection, wanted, may_read, limit as usize))
    }
}

fn find(
    connection: &Connection,
    wanted: &SaidWanted,
    may_read: &dyn Fn(PatientId, CalendarDate) -> bool,
    limit: usize,
) -> Result<Vec<SaidHit>, StoreError> {
    let words: Vec<String> = wanted.terms.iter().flat_map(Term::words).cloned().collect();
    let keys = keys(connection, wanted.patients.as_deref())?;
    let mut found = Vec::new();
    walk(connection, &SAID, &words, |patient, entry| {
        if keys.as_ref().is_none_or(|keys| keys.contains(&patient)) {
            let hits = read(connection, patient, entry)?.into_iter();
            found.extend(hits.filter(|hit| {
                let day = hit.place.at().date();
                wanted.fits(&hit.text) && wanted.days.hold(day) && may_read(hit.patient, day)
            }));
        }
        Ok(found.len() >= limit)
    })?;
    // One import may bring many notes of a patient.
    found.truncate(limit);
    Ok(found)
}

fn keys(
    connection: &Connection,
    patients: Option<&[PatientId]>,
) -> Result<Option<Vec<i64>>, StoreError> {
    let key = |patient: &PatientId| patient_key(connection, *patient).transpose();
    patients
        .map(|patients| patients.iter().filter_map(key).collect())
        .transpose()
}

impl SaidWanted {
    /// The words of a phrase stand together, which the table of words does not know.
    fn fits(&self, text: &str) -> bool {
        let folded = fold(text);
        let has = |term: &Term| term.is_in(&folded, false);
        self.terms.iter().all(has) && !self.without.iter().any(has)
    }
}

fn read(connection: &Connection, patient: i64, entry: i64) -> Result<Vec<SaidHit>, StoreError> {
    const UNFIT: StoreError = StoreError::Damaged {
        what: "a word that was said does not fit to the ledger",
    };
    let read = ledger::at(connection, entry)?;
    let content = read.entry()?.ok_or(UNFIT)?;
    let (_, text) = said::of(&content).ok_or(UNFIT)?;
    let places = match content {
        Entry::RecordImported(_) => notes_of(&content, &read),
        // A score and a step of an episode are no such entries; nothing else has words in the table.
        other => place_of(connection, other, &read)?
            .map(|place| (place, text))
            .into_iter()
            .collect(),
    };
    let mut name = connection.prepare_cached(include_str!("name.sql"))?;
    let (id, family_name, given_name) = name.query_row(params![patient], |row| {
        let names: (String, String) = (row.get("family_name")?, row.get("given_name")?);
        Ok((PatientId(uuid(row, "id")?), names.0, names.1))
    })?;
    let hit = |(place, text)| SaidHit {
        patient: id,
        family_name: family_name.clone(),
        given_name: given_name.clone(),
        place,
        text,
    };
    Ok(places.into_iter().map(hit).collect())
}

/// Every note that one import brought, each with its own words, the newest first.
fn notes_of(content: &Entry, read: &Read) -> Vec<(SaidAt, String)> {
    let notes = Happened::all_of(content, &read.row).into_iter();
    let mut notes: Vec<_> = notes
        .filter_map(|happened| match &happened {
            Happened::Imported(from) => {
                let text = said::of_note(&from.note);
                Some((between(happened, read), text))
            }
            _ => None,
        })
        .collect();
    notes.sort_by_key(|(place, _)| std::cmp::Reverse(place.at().utc_ms));
    notes
}

fn between(happened: Happened, read: &Read) -> SaidAt {
    SaidAt::Between(Box::new(KeptBetween {
        happened,
        author: read.row.author,
        recorded_at: read.row.recorded_at,
        belongs: None,
        hash: read.row.hash,
    }))
}

fn place_of(
    connection: &Connection,
    content: Entry,
    read: &Read,
) -> Result<Option<SaidAt>, StoreError> {
    let at = read.row.recorded_at;
    Ok(match content {
        Entry::SessionAmended(added) => Some(SaidAt::Note {
            session: added.session,
            at,
            voided: false,
        }),
        Entry::SessionVoided(voided) => Some(SaidAt::Note {
            session: voided.session,
            at,
            voided: true,
        }),
        other => {
            let id = Happened::of_entry(other, &read.row).map(|happened| happened.id());
            let kept = id.map_or(Ok(None), |id| between::one(connection, id))?;
            kept.map(|kept| SaidAt::Between(Box::new(kept)))
        }
    })
}
