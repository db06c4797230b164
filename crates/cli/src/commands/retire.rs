//! `retention`, `hold` and `retire`: how long records are kept, and their end.

use filiform::contract::{
    HoldRecord, Nothing, RetentionPage, RetireRecord, Retirement, WhichPatient,
};
use filiform::{Job, retire_record};
use filiform_domain::ids::PatientId;
use filiform_domain::retention::{Ground, RetentionDraft};

use crate::arguments::{Arguments, Hold, Retention, Retire};
use crate::failure::Failure;
use crate::output::Output;
use crate::{practice, progress};

/// Shows the rule, what is due and what is held; sets the rule when one is given.
pub(super) fn retention(
    arguments: &Arguments,
    output: &Output,
    asked: &Retention,
) -> Result<(), Failure> {
    let rule = RetentionDraft {
        on: !asked.off,
        years_after_last_visit: asked.after_last_visit,
        age_of_majority: asked.majority,
        years_after_majority: asked.after_majority,
    };
    let is_set = asked.off
        || rule
            != RetentionDraft {
                on: true,
                ..RetentionDraft::default()
            };
    let page = practice::with_open(arguments, output, |filiform| {
        Ok(if is_set {
            retire_record::set_retention(filiform, rule)?
        } else {
            retire_record::retention_page(filiform, Nothing {})?
        })
    })?;
    output.answer(&page, || page_in_words(&page));
    Ok(())
}

/// Lays a hold on a record, or lifts it.
pub(super) fn hold(arguments: &Arguments, output: &Output, asked: &Hold) -> Result<(), Failure> {
    let offer = practice::with_open(arguments, output, |filiform| {
        let typed = HoldRecord {
            patient: practice::patient(filiform, &asked.patient)?,
            reason: asked.reason.clone(),
        };
        Ok(if asked.lift {
            retire_record::lift_hold(filiform, typed)?
        } else {
            retire_record::hold_record(filiform, typed)?
        })
    })?;
    output.answer(&offer, || vec![held_in_words(&offer)]);
    Ok(())
}

/// Says what destroying a record would mean; destroys it with `--yes`.
pub(super) fn retire(
    arguments: &Arguments,
    output: &Output,
    asked: &Retire,
) -> Result<(), Failure> {
    practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let offer = retire_record::offer_retirement(filiform, WhichPatient { patient })?;
        let Some(reason) = asked.reason.clone().filter(|_| asked.yes) else {
            output.answer(&offer, || offer_in_words(&offer));
            return Ok(());
        };
        let typed = RetireRecord {
            patient,
            ground: offer.ground.unwrap_or(Ground::RetentionOver),
            reason,
            typed: typed(&asked.patient, offer),
        };
        let retire = |job: &Job<'_>| retire_record::retire_record(filiform, typed, job);
        let retired = progress::show("Cleaning up the file", retire)?;
        output.answer(&retired, || retired.words.clone());
        Ok(())
    })
}

/// A whole id is as good as the whole name; a part of a name is not.
fn typed(named: &str, offer: Retirement) -> String {
    if named.parse::<PatientId>().is_ok() {
        offer.family_name
    } else {
        named.to_owned()
    }
}

fn page_in_words(page: &RetentionPage) -> Vec<String> {
    let rule = match page.words.as_str() {
        "" => "No rule is set. Nothing is ever due.".to_owned(),
        words => format!("Records are kept {words}."),
    };
    let due = page.due.iter();
    let due = due.map(|line| {
        format!(
            "due {}  {}  {}  {}",
            line.due, line.patient, line.name, line.why
        )
    });
    let more = page.due_total as usize - page.due.len();
    let more = (more > 0).then(|| format!("and {more} more are due"));
    let held = page.held.iter();
    let held =
        held.map(|line| format!("held since {}  {}  {}", line.since, line.patient, line.name));
    std::iter::once(rule)
        .chain(due)
        .chain(more)
        .chain(held)
        .collect()
}

fn held_in_words(offer: &Retirement) -> String {
    match &offer.held {
        Some(held) => format!(
            "Held since {}. The record stays until the hold is lifted.",
            held.since
        ),
        None => "The hold is lifted.".to_owned(),
    }
}

fn offer_in_words(offer: &Retirement) -> Vec<String> {
    let due = Some(format!("Due {}.", offer.due)).filter(|_| !offer.due.is_empty());
    let verdict = if offer.refusal.is_empty() {
        "It may be destroyed. Nothing was destroyed yet: give --reason and --yes.".to_owned()
    } else {
        offer.refusal.clone()
    };
    let goes = offer.goes.iter().map(|what| format!("goes: {what}"));
    let stays = offer.stays.iter().map(|what| format!("stays: {what}"));
    due.into_iter()
        .chain([verdict])
        .chain(goes)
        .chain(stays)
        .collect()
}
