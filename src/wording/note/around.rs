//! What a note holds before and after the needling, in words.

use filiform_catalogue::Catalogue;
use filiform_domain::event::{EventDraft, StoppedEarly};
use filiform_domain::pain::{PainArea, PainRating};
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::{
    BillingCode, Finding, FirstVisit, Medicine, NotHeld, OtherCareDraft, Present,
    PromptAcknowledged, SinceLast,
};

use super::{Paragraph, duration, filled, joined, labelled, lines, rating};
use crate::wording;

pub(super) fn before(catalogue: &Catalogue, note: &SessionDraft) -> Vec<Paragraph> {
    let mut paragraphs = vec![
        ("Visit not held", note.not_held.as_ref().and_then(not_held)),
        ("Ended", filled(&note.ended)),
        ("Needled by", filled(&note.operator)),
        ("Also present", lines(note.present.iter().map(present))),
    ];
    paragraphs.extend(note.first_visit.iter().flat_map(first_visit));
    paragraphs.extend([
        ("Story", filled(&note.story)),
        (
            "Since the last session",
            note.since_last.as_ref().and_then(since),
        ),
        ("Asked at every visit", screening(catalogue, note)),
        (
            "Prompts acknowledged",
            lines(note.acknowledged.iter().map(|row| prompt(catalogue, row))),
        ),
        ("Consent of the day", consent(note)),
        (
            "Pain now, before",
            note.not_held.is_none().then(|| rating(note.pain_before)),
        ),
        ("Pain", lines(note.pains.iter().map(pain))),
        (
            "Where it hurts",
            lines(
                note.pain_areas
                    .iter()
                    .map(|area| area_words(catalogue, area)),
            ),
        ),
        ("Findings", lines(note.findings.iter().map(finding))),
        ("Assessment", filled(&note.assessment)),
        (
            "Condition",
            filled(&note.condition).map(|id| wording::condition(catalogue, &id)),
        ),
        ("Why needling", filled(&note.indication)),
        ("Plan changed today", filled(&note.plan_changed)),
    ]);
    paragraphs
}

pub(super) fn after(catalogue: &Catalogue, note: &SessionDraft) -> Vec<Paragraph> {
    vec![
        (
            "Tolerance",
            note.tolerance.map(|tolerance| tolerance.words().to_owned()),
        ),
        ("Response", filled(&note.response)),
        ("Adverse events", events(catalogue, note)),
        (
            "Stopped early",
            note.stopped_early.as_ref().and_then(stopped),
        ),
        ("Advice on breathlessness", advice(note)),
        ("Advice", filled(&note.advice)),
        (
            "Other care",
            lines(note.other_care.iter().map(|row| care(catalogue, row))),
        ),
        ("Plan", filled(&note.plan)),
        ("Next visit", filled(&note.next_visit)),
        ("Review or end", filled(&note.stop_rule)),
        ("Time", minutes(note)),
        ("Codes", lines(note.codes.iter().map(code))),
    ]
}

fn not_held(visit: &NotHeld) -> Option<String> {
    joined([
        visit.how.map(|how| how.words().to_owned()),
        labelled("by", &visit.by),
        filled(&visit.reason),
    ])
}

pub(super) fn present(person: &Present) -> String {
    let role = person.role.map(|role| role.words().to_owned());
    joined([role, filled(&person.name)]).unwrap_or_default()
}

fn first_visit(visit: &FirstVisit) -> Vec<Paragraph> {
    let asked = visit
        .red_flags_asked
        .map(|asked| if asked { "asked" } else { "not asked" });
    let red_flags = [asked.map(str::to_owned), filled(&visit.red_flags)];
    vec![
        ("History", filled(&visit.history)),
        ("Red flags", joined(red_flags)),
        ("Medicines", lines(visit.medicines.iter().map(medicine))),
        ("Allergies", filled(&visit.allergies)),
        ("Examination", filled(&visit.examination)),
        ("Goals", filled(&visit.goals)),
        ("Prognosis", filled(&visit.prognosis)),
    ]
}

pub(super) fn medicine(medicine: &Medicine) -> String {
    joined([
        filled(&medicine.name),
        filled(&medicine.dose),
        filled(&medicine.change),
    ])
    .unwrap_or_default()
}

fn since(since: &SinceLast) -> Option<String> {
    let bruise = since
        .bruise
        .map(|bruise| if bruise { "a bruise" } else { "no bruise" });
    let later = since.later_event.map(|came| {
        if came {
            "something untoward came later: see the reported event"
        } else {
            "nothing untoward came later"
        }
    });
    joined([
        since.change.map(|change| change.words().to_owned()),
        since
            .soreness
            .map(|soreness| format!("soreness {soreness} of 10")),
        since
            .soreness_hours
            .map(|hours| format!("sore for {hours} h")),
        bruise.map(str::to_owned),
        labelled("medicine used:", &since.medicine),
        later.map(str::to_owned),
        labelled("warning signs:", &since.warning_signs),
        filled(&since.note),
    ])
}

fn screening(catalogue: &Catalogue, note: &SessionDraft) -> Option<String> {
    let yes = note
        .screening_yes
        .iter()
        .map(|id| wording::check(catalogue, id));
    joined([
        note.screening.map(|answer| answer.words().to_owned()),
        lines(yes),
        filled(&note.screening_note),
    ])
}

pub(super) fn prompt(catalogue: &Catalogue, row: &PromptAcknowledged) -> String {
    joined([
        Some(wording::check(catalogue, &row.check)),
        filled(&row.reason),
    ])
    .unwrap_or_default()
}

fn consent(note: &SessionDraft) -> Option<String> {
    joined([
        note.consent.map(|consent| consent.words().to_owned()),
        labelled("withdrawn at", &note.consent_withdrawn_at),
    ])
}

pub(super) fn pain(rating: &PainRating) -> String {
    let value = rating
        .value
        .map(|value| format!("{value} {}", rating.scale.unit()));
    joined([
        value,
        Some(rating.window.words().to_owned()),
        Some(rating.moment.words().to_owned()),
        filled(&rating.activity),
        filled(&rating.place),
    ])
    .unwrap_or_default()
}

pub(super) fn area_words(catalogue: &Catalogue, area: &PainArea) -> String {
    let region = wording::region(catalogue, &area.region).to_lowercase();
    let view = area.view.map(|view| view.words().to_owned());
    let sided = area
        .side
        .map_or_else(|| region.clone(), |side| wording::sided(&region, side));
    joined([Some(sided), view]).unwrap_or_default()
}

pub(super) fn finding(finding: &Finding) -> String {
    let name = finding.side.map_or_else(
        || finding.name.clone(),
        |side| wording::sided(&finding.name, side),
    );
    let unit = if finding.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", finding.unit)
    };
    let values = match (finding.before.as_str(), finding.after.as_str()) {
        ("", after) => format!("after {after}{unit}"),
        (before, "") => format!("{before}{unit}"),
        (before, after) => format!("{before} to {after}{unit}"),
    };
    joined([Some(name), Some(values), filled(&finding.note)]).unwrap_or_default()
}

/// Signing requires that events were asked about where a needle was used, so an empty list is an answer there.
fn events(catalogue: &Catalogue, note: &SessionDraft) -> Option<String> {
    let rows = lines(note.events.iter().map(|row| event(catalogue, row)));
    rows.or_else(|| note.events_asked.then(|| "asked, none".to_owned()))
}

pub(super) fn event(catalogue: &Catalogue, event: &EventDraft) -> String {
    let onset = event.onset_min.map(|minutes| match minutes {
        0 => "at once".to_owned(),
        minutes => format!("{} after the needle", duration(minutes.saturating_mul(60))),
    });
    joined([
        Some(wording::event(catalogue, &event.kind)),
        event.row.map(|row| format!("at row {row}")),
        event.severity.map(|severity| severity.words().to_owned()),
        labelled("felt at the needle:", &event.sensation),
        onset,
        labelled("done:", &event.action),
        labelled("course:", &event.course),
        labelled("over:", &event.resolved),
        filled(&event.note),
    ])
    .unwrap_or_default()
}

fn stopped(stop: &StoppedEarly) -> Option<String> {
    let recovery = stop.recovery.iter().map(|line| {
        let parts: Vec<String> = [filled(&line.at), filled(&line.seen)]
            .into_iter()
            .flatten()
            .collect();
        parts.join(" ")
    });
    lines([stop.reason.clone()].into_iter().chain(recovery))
}

fn advice(note: &SessionDraft) -> Option<String> {
    let given = note
        .breathlessness_advice
        .map(|given| if given { "given" } else { "not given" });
    let slip = note.breathlessness_slip.map(|slip| {
        if slip {
            "with the written slip"
        } else {
            "without the written slip"
        }
    });
    joined([
        given.map(str::to_owned),
        labelled("at", &note.breathlessness_time),
        slip.map(str::to_owned),
    ])
}

pub(super) fn care(catalogue: &Catalogue, row: &OtherCareDraft) -> String {
    joined([
        Some(wording::other_care(catalogue, &row.kind)),
        row.minutes.map(|minutes| format!("{minutes} min")),
        filled(&row.segment),
        labelled("grade", &row.grade),
        filled(&row.note),
    ])
    .unwrap_or_default()
}

fn minutes(note: &SessionDraft) -> Option<String> {
    joined([
        note.timed_minutes
            .map(|minutes| format!("{minutes} min timed")),
        note.total_minutes
            .map(|minutes| format!("{minutes} min in all")),
    ])
}

pub(super) fn code(row: &BillingCode) -> String {
    let units = row
        .units
        .map(|units| format!(" × {units}"))
        .unwrap_or_default();
    format!("{}{units}", row.code)
}
