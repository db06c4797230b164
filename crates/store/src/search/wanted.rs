//! What is wanted of a note, and the check of what no index knows.

use std::collections::BTreeSet;

use filiform_domain::find::{Days, Term};
use filiform_domain::fold::fold;
use filiform_domain::ids::PatientId;
use filiform_domain::time::{CalendarDate, Instant};
use rusqlite::{CachedStatement, Connection, Row};

use crate::StoreError;
use crate::ledger::{instant, uuid};
use crate::projection::patient_key;

/// What a note has to have.
#[derive(Clone, Default)]
pub struct NotesWanted {
    /// All of these.
    pub terms: Vec<Term>,
    /// None of these.
    pub without: Vec<Term>,
    /// Needling at each of these.
    pub targets: Vec<TargetWanted>,
    /// One of these body regions, by id; any when empty.
    pub regions: Vec<String>,
    /// One of these patients; anybody when there is no list.
    pub patients: Option<Vec<PatientId>>,
    /// A visit on one of these days.
    pub days: Days,
}

/// One needled target, as far as a few words tell which.
#[derive(Clone, Default)]
pub struct TargetWanted {
    /// Any of these targets of the catalogue, by id.
    pub ids: Vec<String>,
    /// Or a target in own words that has these.
    pub own: Option<Term>,
}

/// Inside so few patients every note is read.
const FEW_PATIENTS: usize = 8;
/// Minutes by which a day on the wall can lie apart from the same day in UTC.
const APART: i64 = 24 * 60;
/// A session's local key is its minute times this, and a number.
const PER_MINUTE: i64 = 1024;

impl NotesWanted {
    /// Notes with these words.
    pub fn words(typed: &str) -> Self {
        let query = filiform_domain::find::Query::read(typed);
        Self {
            terms: query.terms,
            without: query.without,
            ..Self::default()
        }
    }

    /// Whether a single word is found in the middle of another too: so few patients have so few notes that all of
    /// them are read.
    pub fn finds_anywhere(&self) -> bool {
        let patients = self.patients.as_ref();
        patients.is_some_and(|patients| patients.len() <= FEW_PATIENTS)
    }

    /// Whether nothing is asked for: not every note there is.
    pub(super) fn is_nothing(&self) -> bool {
        let no_words = self.terms.is_empty() && self.without.is_empty();
        let no_filter = self.targets.is_empty() && self.regions.is_empty();
        no_words && no_filter && self.patients.is_none() && self.days.are_all()
    }

    /// The first and the last local key that a visit on one of the days can have.
    pub(super) fn keys(&self) -> (i64, i64) {
        let minute = |day: CalendarDate| {
            let midnight = day.0.and_hms_opt(0, 0, 0)?;
            Some(Instant::of_local(midnight, 0).utc_ms.div_euclid(60_000))
        };
        let first = self
            .days
            .from
            .and_then(minute)
            .map(|day| (day - APART) * PER_MINUTE);
        let last = self
            .days
            .to
            .and_then(minute)
            .map(|day| (day + 2 * APART) * PER_MINUTE);
        (first.unwrap_or(i64::MIN), last.unwrap_or(i64::MAX))
    }
}

/// Lets a row through when it has everything that is wanted.
pub(super) struct Sieve<'a> {
    wanted: &'a NotesWanted,
    may_read: &'a dyn Fn(PatientId, CalendarDate) -> bool,
    patients: Option<BTreeSet<i64>>,
    sites: CachedStatement<'a>,
    reads_words: bool,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        wanted: &'a NotesWanted,
        may_read: &'a dyn Fn(PatientId, CalendarDate) -> bool,
    ) -> Result<Self, StoreError> {
        let mut keys = BTreeSet::new();
        for patient in wanted.patients.iter().flatten() {
            keys.extend(patient_key(connection, *patient)?);
        }
        Ok(Self {
            wanted,
            may_read,
            patients: wanted.patients.as_ref().map(|_| keys),
            sites: connection.prepare_cached(include_str!("sites.sql"))?,
            reads_words: false,
        })
    }

    /// From now on no index has looked at the words.
    pub(super) fn read_words(&mut self) {
        self.reads_words = true;
    }

    pub(super) fn lets_through(&mut self, row: &Row<'_>) -> Result<bool, StoreError> {
        let key: i64 = row.get("patient")?;
        let of_them = self
            .patients
            .as_ref()
            .is_none_or(|keys| keys.contains(&key));
        if !of_them || !self.is_of_a_day(row)? || !self.is_of_a_region(row)? {
            return Ok(false);
        }
        Ok(self.has_the_words(row)? && self.has_the_targets(key, row.get("session")?)?)
    }

    fn is_of_a_day(&self, row: &Row<'_>) -> Result<bool, StoreError> {
        let day = instant(row, "started", "started_offset")?.date();
        let patient = PatientId(uuid(row, "patient_id")?);
        Ok(self.wanted.days.hold(day) && (self.may_read)(patient, day))
    }

    fn is_of_a_region(&self, row: &Row<'_>) -> Result<bool, StoreError> {
        let wanted = &self.wanted.regions;
        Ok(wanted.is_empty() || wanted.contains(&row.get::<_, String>("region")?))
    }

    fn has_the_words(&self, row: &Row<'_>) -> Result<bool, StoreError> {
        let NotesWanted { terms, without, .. } = self.wanted;
        if without.is_empty() && !self.reads_words {
            return Ok(true);
        }
        let folded = row.get_ref("folded")?.as_str().unwrap_or_default();
        let has_all = !self.reads_words || terms.iter().all(|term| term.is_in(folded, true));
        Ok(has_all && !without.iter().any(|term| term.is_in(folded, false)))
    }

    fn has_the_targets(&mut self, patient: i64, session: i64) -> Result<bool, StoreError> {
        if self.wanted.targets.is_empty() {
            return Ok(true);
        }
        let rows = self.sites.query_map([patient, session], |row| {
            Ok((row.get("target")?, row.get("own_target")?))
        })?;
        let needled: Vec<(String, Option<String>)> = rows.collect::<Result<_, _>>()?;
        let wanted = &mut self.wanted.targets.iter();
        Ok(wanted.all(|target| {
            needled
                .iter()
                .any(|(id, own)| target.is(id, own.as_deref()))
        }))
    }
}

impl TargetWanted {
    fn is(&self, id: &str, own: Option<&str>) -> bool {
        let named = |own: &str| {
            let term = self.own.as_ref();
            term.is_some_and(|term| term.is_in(&fold(own), false))
        };
        own.map_or_else(|| self.ids.iter().any(|wanted| wanted == id), named)
    }
}
