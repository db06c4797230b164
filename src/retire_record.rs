//! Retire a record: how long records are kept, what is due, what is held, and the destruction itself.
//!
//! Nothing is preset and nothing happens by itself: the owner sets the rule, looks at what is due and destroys one
//! record at a time, asked twice. The store holds the same rule again and refuses what it does not allow.

use filiform_domain::entry::{Access, Entry, access};
use filiform_domain::ids::PatientId;
use filiform_domain::retention::{
    Ground, Hold, MustStay, RecordDestroyed, RetentionDraft, RetentionRule, RetentionSet, Standing,
    destruction_checked, hold_reason_checked, may_go,
};
use filiform_domain::role::Right;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::{KeptHold, KeptPatient, StoreError, Write};

use crate::contract::{
    DueLine, HeldLine, HoldRecord, Nothing, ProblemList, RecordRetired, RetentionPage,
    RetireRecord, Retirement, Stage, WhichPatient,
};
use crate::error::Error;
use crate::practice::Open;
use crate::wording::retention as wording;
use crate::{Filiform, Job};

/// Most records that are listed as due; the longest due come first.
const MOST_DUE: usize = 200;

/// How long records are kept, what is due, and what is held.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice.
pub fn retention_page(filiform: &Filiform, _: Nothing) -> Result<RetentionPage, Error> {
    filiform.with_open_as(Right::Chart, |open| page(filiform, open))
}

/// Checks the rule while it is typed.
///
/// # Errors
/// None.
pub fn check_retention(_: &Filiform, typed: RetentionDraft) -> Result<ProblemList, Error> {
    Ok(ProblemList {
        problems: typed.checked().err().unwrap_or_default(),
    })
}

/// Sets how long records are kept, or that there is no rule any more.
///
/// # Errors
/// Every fault at its field; [`Error::NotAllowed`].
pub fn set_retention(filiform: &Filiform, typed: RetentionDraft) -> Result<RetentionPage, Error> {
    let rule = typed.checked().map_err(Error::Fields)?;
    filiform.with_open_as(Right::RunPractice, |open| {
        let practice = open.store.practice_id();
        let entry = Entry::RetentionSet(RetentionSet { practice, rule });
        open.store
            .transact(&filiform.stamp(open), Write::one(entry))?;
        page(filiform, open)
    })
}

/// Whether a record may be destroyed today, why not, and what would go and stay.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn offer_retirement(filiform: &Filiform, which: WhichPatient) -> Result<Retirement, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        retirement(filiform, open, which.patient)
    })
}

/// Lays a legal hold on a record: it stays until the hold is lifted.
///
/// # Errors
/// A missing reason at its field; [`Error::Gone`]; [`Error::Stale`] when there is a hold already.
pub fn hold_record(filiform: &Filiform, typed: HoldRecord) -> Result<Retirement, Error> {
    turn_hold(filiform, typed, false, Entry::HoldSet)
}

/// Lifts the hold on a record.
///
/// # Errors
/// A missing reason at its field; [`Error::Gone`]; [`Error::Stale`] when there is none; [`Error::NotAllowed`].
pub fn lift_hold(filiform: &Filiform, typed: HoldRecord) -> Result<Retirement, Error> {
    filiform.with_open_as(Right::RunPractice, |_| Ok(()))?;
    turn_hold(filiform, typed, true, Entry::HoldLifted)
}

/// Destroys a record and takes its last bytes out of the file. A long job; what was destroyed stays destroyed
/// when it is stopped, and the file is cleaned up at the next opening.
///
/// # Errors
/// Every fault at its field, [`Error::NotAllowed`], [`Error::Gone`], or why the record must stay. Nothing was changed
/// then.
pub fn retire_record(
    filiform: &Filiform,
    typed: RetireRecord,
    job: &Job<'_>,
) -> Result<RecordRetired, Error> {
    job.stop().check()?;
    filiform.with_open_as(Right::RunPractice, |open| {
        let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
        let entry = destruction(filiform, open, &kept, &typed)?;
        let backups = backups(filiform, open, typed.patient)?;
        let entry = Entry::RecordDestroyed(entry);
        let written = open
            .store
            .transact(&filiform.stamp(open), Write::one(entry))?;
        // The typesetter remembers the pieces of letters it has set.
        filiform_report::forget();
        let cleaned = open
            .store
            .clean_up(&mut job.steps(Stage::CleaningUp))
            .is_ok();
        Ok(RecordRetired {
            entry: written.entries.into_iter().next().ok_or(Error::Gone)?,
            cleaned,
            words: wording::retired(cleaned, backups),
        })
    })
}

/// Which backups hold the record.
fn backups(filiform: &Filiform, open: &Open, patient: PatientId) -> Result<Vec<String>, Error> {
    let registered_at = open.store.contents(patient)?.registered_at;
    filiform.backups_that_hold(open.store.practice_id(), registered_at)
}

fn destruction(
    filiform: &Filiform,
    open: &Open,
    kept: &KeptPatient,
    typed: &RetireRecord,
) -> Result<RecordDestroyed, Error> {
    let reason =
        destruction_checked(&typed.reason, &typed.typed, &kept.patient).map_err(Error::Fields)?;
    let (rule, standing) = standing(open, kept.id)?;
    match may_go(typed.ground, rule, &standing, filiform.today()) {
        Ok(due) => Ok(RecordDestroyed {
            patient: kept.id,
            ground: typed.ground,
            reason,
            due: due.map(|due| due.on),
            rule: rule.filter(|_| due.is_some()),
        }),
        Err(why) => {
            note_refused(open, Some(kept.id));
            Err(StoreError::MustStay(why).into())
        }
    }
}

fn turn_hold(
    filiform: &Filiform,
    typed: HoldRecord,
    is_held: bool,
    entry: fn(Hold) -> Entry,
) -> Result<Retirement, Error> {
    let reason = hold_reason_checked(&typed.reason).map_err(Error::Fields)?;
    filiform.with_open_as(Right::Chart, |open| {
        let patient = typed.patient;
        open.store.patient(patient)?.ok_or(Error::Gone)?;
        if open.store.hold(patient)?.is_some() != is_held {
            return Err(Error::Stale);
        }
        let write = Write::one(entry(Hold { patient, reason }));
        open.store.transact(&filiform.stamp(open), write)?;
        retirement(filiform, open, patient)
    })
}

fn page(filiform: &Filiform, open: &Open) -> Result<RetentionPage, Error> {
    let rule = open.store.retention_rule()?;
    let mut due = match rule {
        Some(rule) => due_lines(open, rule, filiform.now())?,
        None => Vec::new(),
    };
    let due_total = u32::try_from(due.len()).unwrap_or(u32::MAX);
    due.truncate(MOST_DUE);
    let held = open.store.holds()?.into_iter();
    let held =
        held.map(|(family, given, kept)| held_line(open, format!("{family}, {given}"), kept));
    Ok(RetentionPage {
        rule: rule.map(RetentionRule::to_draft).unwrap_or_default(),
        words: rule.map(wording::rule_words).unwrap_or_default(),
        due: due.into_iter().map(|(_, line)| line).collect(),
        due_total,
        held: held.collect::<Result<_, _>>()?,
        clean_up_pending: open.store.clean_up_is_pending()?,
    })
}

/// Every record that may go today, the longest due first.
fn due_lines(
    open: &Open,
    rule: RetentionRule,
    now: Instant,
) -> Result<Vec<(CalendarDate, DueLine)>, Error> {
    // Nobody who was seen since can be due: a year has 365 days at least, and a day two offsets at most.
    let days = i64::from(rule.years_after_last_visit) * 365 - 2;
    let seen_before = now.utc_ms.saturating_sub(days * 86_400_000);
    let mut lines = Vec::new();
    for kept in open.store.not_seen_since(seen_before)? {
        let may = may_go(
            Ground::RetentionOver,
            Some(rule),
            &kept.standing,
            now.date(),
        );
        if let Ok(Some(due)) = may {
            let line = DueLine {
                patient: kept.id,
                name: format!("{}, {}", kept.family_name, kept.given_name),
                born: kept.standing.birth_date.words(),
                due: due.on.words(),
                why: wording::why(rule, due),
            };
            lines.push((due.on, line));
        }
    }
    lines.sort_by_key(|(due, _)| *due);
    Ok(lines)
}

fn retirement(filiform: &Filiform, open: &Open, patient: PatientId) -> Result<Retirement, Error> {
    let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
    let (rule, standing) = standing(open, patient)?;
    let today = filiform.today();
    let may = |ground| may_go(ground, rule, &standing, today);
    let over = may(Ground::RetentionOver);
    let (ground, refusal) = match (over, may(Ground::RegisteredByMistake)) {
        (Ok(_), _) => (Some(Ground::RetentionOver), None),
        (_, Ok(_)) => (Some(Ground::RegisteredByMistake), None),
        (Err(why), _) => (None, Some(why)),
    };
    let due = rule.map(|rule| {
        let due = rule.due(&standing);
        format!("{}: {}", due.on.words(), wording::why(rule, due))
    });
    let name = kept.patient.listed_name();
    let held = open.store.hold(patient)?;
    let contents = open.store.contents(patient)?;
    Ok(Retirement {
        patient,
        born: filiform.born_words(&kept),
        held: held
            .map(|hold| held_line(open, name.clone(), hold))
            .transpose()?,
        name,
        family_name: kept.patient.family_name,
        record_number: kept.patient.record_number,
        due: due.unwrap_or_default(),
        ground,
        refusal: refusal.map(refusal_words).unwrap_or_default(),
        goes: wording::goes(&contents),
        stays: wording::stays(backups(filiform, open, patient)?),
    })
}

fn refusal_words(why: MustStay) -> String {
    StoreError::MustStay(why).to_string()
}

fn held_line(open: &Open, name: String, kept: KeptHold) -> Result<HeldLine, Error> {
    Ok(HeldLine {
        patient: kept.hold.patient,
        name,
        since: kept.recorded_at.date().words(),
        by: open.therapist(kept.author)?.name,
        reason: kept.hold.reason,
    })
}

fn standing(open: &Open, patient: PatientId) -> Result<(Option<RetentionRule>, Standing), Error> {
    let kept = open.store.standing(patient)?.ok_or(Error::Gone)?;
    Ok((open.store.retention_rule()?, kept.standing))
}

fn note_refused(open: &Open, patient: Option<PatientId>) {
    open.store.note_access(Access {
        action: access::REFUSED.into(),
        patient,
        times: 1,
    });
}
