//! Review who did what, to whose record, and when; and save that list.
//!
//! The list is read from the ledger a page at a time, so that it does not matter how long it is. Saving it is
//! an entry of its own: the list leaves the practice like a letter.

mod csv_file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveTime};
use filiform_domain::entry::{AuditExported as Exported, Entry};
use filiform_domain::ids::TherapistId;
use filiform_domain::problem::Check;
use filiform_domain::role::Right;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::{AuditAsked, Flow, StoreError, Write};

use crate::contract::{
    AuditExported, AuditFilter, AuditLine, AuditPage, AuditPerson, ExportAudit, ReviewAudit, Stage,
};
use crate::error::Error;
use crate::practice::{Filling, Open, Refused, free_path, write_in_parts};
use crate::wording::{audit, sessions::signer};
use crate::{Filiform, Job};

/// Entries that are read at a time for a file.
const AT_A_TIME: u32 = 500;

/// One page of the list, newest first.
///
/// # Errors
/// A day that cannot be read, at its field.
pub fn review_audit(filiform: &Filiform, asked: ReviewAudit) -> Result<AuditPage, Error> {
    let period = period(&asked.filter)?;
    filiform.with_open_as(Right::ReviewAudit, |open| {
        let people = people(open)?;
        let wanted = AuditAsked {
            older_than: asked.after,
            ..wanted(filiform, &asked.filter, period)
        };
        let page = open.store.audit(&wanted, asked.limit.clamp(1, 500))?;
        let next = page.lines.last().map(|line| line.id).filter(|_| page.more);
        let patient = asked.filter.patient.map(|id| open.store.patient(id));
        let patient = patient.transpose()?.flatten();
        Ok(AuditPage {
            lines: page
                .lines
                .into_iter()
                .map(|line| worded(line, &people))
                .collect(),
            next,
            patient_name: patient
                .map(|kept| kept.patient.listed_name())
                .unwrap_or_default(),
            path: free_path(
                &filiform.host.letters,
                ("record of access", "csv"),
                filiform.today(),
            )
            .display()
            .to_string(),
            people: people
                .into_iter()
                .map(|(id, name)| AuditPerson { id, name })
                .collect(),
        })
    })
}

/// Saves the whole list that fits as CSV, and records that it left the practice. A long job.
///
/// # Errors
/// Faults at their fields; [`Error::FileExists`] unless it may be replaced; why the file was not written. Nothing is
/// left of it then.
pub fn export_audit(
    filiform: &Filiform,
    asked: ExportAudit,
    job: &Job<'_>,
) -> Result<AuditExported, Error> {
    let period = period(&asked.filter)?;
    let path = PathBuf::from(asked.path.trim());
    check_path(&path)?;
    filiform.with_open_as(Right::ReviewAudit, |open| {
        let wanted = wanted(filiform, &asked.filter, period);
        let fill = |to: &mut dyn std::io::Write| fill(open, wanted, job, to);
        let (written, lines) = write_in_parts(&path, asked.replace, fill)?;
        let sha256 = written.sha256.clone();
        let entry = Exported {
            practice: open.store.practice_id(),
            patient: asked.filter.patient,
            period,
            lines,
            sha256: sha256.clone(),
        };
        let write = Write::one(Entry::AuditExported(entry));
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // A list that the record does not know must not leave the practice.
            written.take_back();
            return Err(error.into());
        }
        Ok(AuditExported {
            path: path.display().to_string(),
            lines,
            sha256,
        })
    })
}

/// Writes every line that fits. Answers how many.
fn fill(
    open: &Open,
    mut wanted: AuditAsked,
    job: &Job<'_>,
    to: &mut dyn std::io::Write,
) -> Result<u64, Filling> {
    let people = people(open).map_err(Refused)?;
    let (mut newest, mut lines) = (None, 0);
    to.write_all(csv_file::heading().as_bytes())?;
    loop {
        let page = open.store.audit(&wanted, AT_A_TIME).map_err(Refused)?;
        for kept in page.lines {
            let all = *newest.get_or_insert(kept.seq);
            if job.step(Stage::Writing, all.saturating_sub(kept.seq), all) == Flow::Stop {
                return Err(Refused(StoreError::Interrupted).into());
            }
            wanted.older_than = Some(kept.id);
            let recorded = (kept.recorded_at, kept.author, kept.hash);
            let line = worded(kept, &people);
            to.write_all(&csv_file::line(&line, recorded)?)?;
            lines += 1;
        }
        if !page.more {
            return Ok(lines);
        }
    }
}

fn wanted(
    filiform: &Filiform,
    filter: &AuditFilter,
    (from, to): (Option<CalendarDate>, Option<CalendarDate>),
) -> AuditAsked {
    let begins = |day: CalendarDate| {
        let midnight = day.0.and_time(NaiveTime::MIN);
        Instant::of_local(midnight, filiform.host.clock.offset_at(midnight)).utc_ms
    };
    let day_after = |day: CalendarDate| day.0.checked_add_days(Days::new(1)).map(CalendarDate);
    AuditAsked {
        patient: filter.patient,
        author: filter.person,
        kinds: filter.group.map(audit::kinds_of),
        from: from.map(begins),
        before: to.and_then(day_after).map(begins),
        older_than: None,
    }
}

/// The first and the last day that were asked for.
fn period(filter: &AuditFilter) -> Result<(Option<CalendarDate>, Option<CalendarDate>), Error> {
    let mut check = Check::default();
    let mut day = |field, text: &str| match (text.trim(), text.trim().parse()) {
        ("", _) => None,
        (_, Ok(day)) => Some(day),
        (_, Err(_)) => {
            check.fault(
                field,
                "not-a-date",
                "Write the date as year-month-day, like 2026-11-22.",
            );
            None
        }
    };
    let period: (Option<CalendarDate>, Option<CalendarDate>) = (
        day("filter.from", &filter.from),
        day("filter.to", &filter.to),
    );
    if period.0.zip(period.1).is_some_and(|(from, to)| from > to) {
        check.fault(
            "filter.to",
            "before-from",
            "The last day is before the first one.",
        );
    }
    check.finish(period).map_err(Error::Fields)
}

fn check_path(path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    let is_csv = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    if !path.is_absolute() || !is_csv {
        check.fault(
            "path",
            "path",
            "Give the whole path of the file, ending in .csv.",
        );
    }
    check.finish(()).map_err(Error::Fields)
}

/// Everybody who ever had a name here, by their id.
fn people(open: &Open) -> Result<BTreeMap<TherapistId, String>, Error> {
    let kept = open.store.therapists()?.into_iter();
    Ok(kept
        .map(|kept| {
            (
                kept.id,
                signer(&kept.therapist.name, &kept.therapist.credentials),
            )
        })
        .collect())
}

fn worded(kept: filiform_store::AuditLine, people: &BTreeMap<TherapistId, String>) -> AuditLine {
    let who = people.get(&kept.author).cloned();
    audit::line(
        kept,
        who.unwrap_or_else(|| "Somebody without a name here".to_owned()),
    )
}
