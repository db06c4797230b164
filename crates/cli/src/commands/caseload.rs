//! `caseload`: what waits, what was done in a month, what went wrong and how care ended.

use filiform::contract::{
    AttentionLine, CaseloadPage, ConditionEpisodes, EventRates, MonthDone, ReviewCaseload, Waiting,
};
use filiform::review_caseload;

use crate::arguments::{Arguments, Caseload};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Shows the caseload.
pub(super) fn caseload(
    arguments: &Arguments,
    output: &Output,
    asked: &Caseload,
) -> Result<(), Failure> {
    let month = asked.month.clone();
    let page = practice::with_open(arguments, output, |filiform| {
        Ok(review_caseload::review_caseload(
            filiform,
            ReviewCaseload { month },
        )?)
    })?;
    output.answer(&page, || lines(&page));
    Ok(())
}

fn lines(page: &CaseloadPage) -> Vec<String> {
    let mut lines = waiting(&page.waiting);
    lines.push(page.month_words.clone());
    lines.extend(indented(done(&page.done)));
    lines.push(page.span_words.clone());
    lines.extend(indented(events(&page.events)));
    lines.extend(indented(
        page.conditions.iter().flat_map(condition).collect(),
    ));
    lines.push(page.caution.clone());
    lines
}

fn indented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|line| format!("  {line}"))
}

fn waiting(waiting: &Waiting) -> Vec<String> {
    let drafts = waiting.drafts.iter();
    let drafts = drafts.map(|line| format!("{}: {} since {}", line.who, line.what, line.since));
    let licences = waiting
        .licences
        .iter()
        .map(|warning| warning.message.clone());
    let kinds: [(&str, Vec<String>); 5] = [
        ("Not signed", drafts.collect()),
        ("Plans of care awaited", attention(&waiting.plans)),
        ("Re-assessments overdue", attention(&waiting.reassessments)),
        ("Certifications ending", attention(&waiting.certifications)),
        ("Licences ending", licences.collect()),
    ];
    let filled = kinds.into_iter().filter(|(_, lines)| !lines.is_empty());
    filled
        .flat_map(|(title, lines)| std::iter::once(title.to_owned()).chain(indented(lines)))
        .collect()
}

fn attention(lines: &[AttentionLine]) -> Vec<String> {
    lines
        .iter()
        .map(|line| format!("{}  {}", line.name, line.words.join(" ")))
        .collect()
}

fn done(done: &MonthDone) -> Vec<String> {
    let therapists = done.therapists.iter().map(|row| {
        format!(
            "{}: {} held, {} not held, {} without a code",
            row.who, row.held, row.not_held, row.unbilled
        )
    });
    let codes = done.codes.iter();
    let codes = codes.map(|row| {
        format!(
            "{}: {} lines, {} units ({})",
            row.code, row.lines, row.units, row.who
        )
    });
    let unbilled = done.unbilled.iter();
    let unbilled =
        unbilled.map(|row| format!("no code: {}  {}  {}", row.session, row.date, row.name));
    therapists.chain(codes).chain(unbilled).collect()
}

fn events(events: &EventRates) -> Vec<String> {
    let counted = format!("{} visits held. {}", events.visits, events.method);
    let rows = events.rows.iter();
    let rows = rows.map(|row| {
        format!(
            "{}: {} events, {} per 1,000 ({})",
            row.words, row.events, row.rate, row.interval
        )
    });
    std::iter::once(counted).chain(rows).collect()
}

fn condition(group: &ConditionEpisodes) -> Vec<String> {
    let ConditionEpisodes {
        condition,
        episodes,
        visits,
        reasons,
        goals,
        statement,
        readings,
    } = group;
    let first = format!(
        "{condition}: {episodes} ended; {visits}; {goals}; {}",
        reasons.join(", ")
    );
    let readings = readings
        .iter()
        .map(|row| format!("  {}  {}", row.count, row.sentence));
    [first, format!("  {statement}")]
        .into_iter()
        .chain(readings)
        .collect()
}
