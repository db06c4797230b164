//! How an episode of care begins: the initial evaluation and the plan of care.

use filiform_domain::site::SiteDraft;
use filiform_report::{Block, Document};

use super::course::{diagnosis, goals, head};
use super::visit::NO_VISIT;
use crate::contract::OutcomeSeries;
use crate::practice::known::{Known, rows, section, text};
use crate::wording;

/// The first visit of the episode, with what was found and measured when care began.
pub(super) fn initial_evaluation(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Initial evaluation");
    let visits = known.visits();
    head(known, &mut sheet);
    let blocks = &mut sheet.blocks;
    diagnosis(known, blocks);
    let first = visits.iter().find(|visit| visit.note.first_visit.is_some());
    let Some(visit) = first.or(visits.first()) else {
        blocks.push(text(NO_VISIT));
        baseline(known, blocks);
        blocks.push(known.signed_by_me());
        return sheet;
    };
    section(
        blocks,
        &format!("First visit, {}", visit.started.date().words()),
    );
    let wanted = |heading: &str| !["Billing", "Minutes", "Episode"].contains(&heading);
    let paragraphs = wording::note::full_text(known.catalogue, &visit.note, "");
    let paragraphs = paragraphs
        .into_iter()
        .filter(|(heading, _)| wanted(heading));
    blocks.push(Block::Rows {
        rows: rows(paragraphs),
    });
    let needled: Vec<&SiteDraft> = visit.note.needled().collect();
    let charts = wording::figures::body_charts(known.catalogue, &needled, &visit.note.pain_areas);
    if !charts.is_empty() {
        section(blocks, "Body chart");
        blocks.extend(charts.into_iter().map(Block::Drawing));
    }
    baseline(known, blocks);
    goals(known, blocks);
    known.own_words(blocks);
    blocks.push(known.signed_by_me());
    sheet
}

/// The first score of each measure, and the baseline in words.
pub(super) fn baseline(known: &Known<'_>, blocks: &mut Vec<Block>) {
    let words = known
        .episode()
        .and_then(|kept| kept.episode.baseline.clone());
    let first = |series: &OutcomeSeries| {
        let point = series.points.iter().find(|point| point.value.is_some())?;
        Some(vec![
            super::course::measure(series),
            point.value.clone().unwrap_or_default(),
            point.date.clone(),
        ])
    };
    let cells: Vec<Vec<String>> = known.series().iter().filter_map(first).collect();
    if words.is_none() && cells.is_empty() {
        return;
    }
    section(blocks, "Baseline");
    blocks.extend(words.map(text));
    blocks.push(Block::Table {
        heads: ["Measure", "Score", "Day"].map(str::to_owned).to_vec(),
        widths: vec![4, 2, 2],
        cells,
    });
}

/// The plan of care with lines for the signature that certifies it.
#[expect(clippy::too_many_lines, reason = "one list, in the order of the page")]
pub(super) fn plan_of_care(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Plan of care");
    head(known, &mut sheet);
    let blocks = &mut sheet.blocks;
    diagnosis(known, blocks);
    baseline(known, blocks);
    goals(known, blocks);
    section(blocks, "Plan");
    let episode = known.episode().map(|kept| &kept.episode);
    let plan = episode.and_then(|episode| episode.plan_of_care.as_ref());
    let latest = known
        .visits()
        .into_iter()
        .rev()
        .find(|visit| !visit.note.plan.is_empty());
    let day = |day: Option<filiform_domain::time::CalendarDate>| {
        day.map(filiform_domain::time::CalendarDate::words)
            .unwrap_or_default()
    };
    let said = rows([
        (
            "Frequency and length",
            plan.and_then(|plan| plan.frequency.clone())
                .unwrap_or_default(),
        ),
        (
            "Treatment",
            latest.map(|visit| visit.note.plan).unwrap_or_default(),
        ),
        (
            "Next re-assessment",
            day(episode.and_then(|episode| episode.reassess_due)),
        ),
        (
            "Sent to",
            plan.and_then(|plan| plan.sent_to.clone())
                .unwrap_or_default(),
        ),
        ("Sent", day(plan.and_then(|plan| plan.sent_on))),
        (
            "Signature wanted by",
            day(plan.and_then(|plan| plan.signature_due)),
        ),
        (
            "Certified until",
            day(plan.and_then(|plan| plan.certified_until)),
        ),
    ]);
    if said.is_empty() {
        blocks.push(text("No plan is on record."));
    }
    blocks.push(Block::Rows { rows: said });
    known.own_words(blocks);
    blocks.push(known.signed_by_me());
    section(blocks, "Certification by the physician");
    blocks.push(Block::Ticks {
        items: vec![
            "I have read this plan of care and certify it as it stands.".to_owned(),
            "I certify it with these changes:".to_owned(),
        ],
    });
    blocks.push(Block::Lines {
        label: String::new(),
        count: 2,
    });
    blocks.push(Block::Sign {
        who: vec!["Signature and credentials of the physician".to_owned()],
    });
    sheet
}
