//! The page for a colleague who takes over.

use filiform_domain::session::Session;
use filiform_report::{Block, Document};

use super::course::{assessment, diagnosis, head};
use super::visit::NO_VISIT;
use crate::practice::known::{Known, rows, section, text};
use crate::wording;

/// Visits that a colleague is told of.
const LAST_VISITS: usize = 3;

/// What a colleague must know who takes over: flags, the last visits, the plan, what to avoid.
pub(super) fn coverage(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Coverage page");
    "For a colleague who takes over. Screening and consent are asked again before a needle."
        .clone_into(&mut sheet.about);
    head(known, &mut sheet);
    let blocks = &mut sheet.blocks;
    diagnosis(known, blocks);
    section(blocks, "Flags, and what to avoid");
    let flags = known.safety.flags.iter().map(|flag| {
        let note = if flag.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", flag.note)
        };
        let action = known.catalogue.checks().get(&flag.check);
        let action = action.map_or_else(String::new, |check| check.suggested_action.clone());
        vec![format!("{}{note}", flag.words), action]
    });
    let flags: Vec<Vec<String>> = flags.collect();
    if flags.is_empty() {
        blocks.push(text("No flag is on record."));
    }
    blocks.push(Block::Table {
        heads: ["Known of the patient", "What the checklist proposes"]
            .map(str::to_owned)
            .to_vec(),
        widths: vec![4, 5],
        cells: flags,
    });
    let SafetyState {
        screened,
        asked,
        consent,
        renew,
    } = state(known);
    blocks.push(Block::Rows {
        rows: rows([
            ("Screening", screened),
            ("Asked each visit", asked),
            ("Consent", consent),
            ("Consent again", renew),
            ("Adverse events", known.harm().join("\n")),
        ]),
    });
    section(blocks, "Last visits");
    let visits = known.held();
    if visits.is_empty() {
        blocks.push(text(NO_VISIT));
    }
    for visit in visits.iter().rev().take(LAST_VISITS) {
        blocks.push(last_visit(known, visit));
    }
    section(blocks, "Plan");
    assessment(known, blocks);
    known.note_withheld(blocks);
    known.own_words(blocks);
    blocks.push(known.signed_by_me());
    sheet
}

struct SafetyState {
    screened: String,
    asked: String,
    consent: String,
    renew: String,
}

fn state(known: &Known<'_>) -> SafetyState {
    let lines = &known.safety;
    SafetyState {
        screened: lines.screened.clone(),
        asked: lines.asked.clone(),
        consent: lines.consent.clone(),
        renew: lines.renew.clone().unwrap_or_default(),
    }
}

fn last_visit(known: &Known<'_>, visit: &Session) -> Block {
    let note = &visit.note;
    let points =
        |points: Option<i64>| points.map_or_else(|| "not recorded".to_owned(), |n| n.to_string());
    let sites = note
        .needled()
        .map(|row| wording::note::row_words(known.catalogue, row));
    Block::Entry {
        title: format!("{} {}", visit.started.date().words(), visit.started.clock()),
        by: known.signer(visit.therapist),
        struck: false,
        rows: rows([
            ("Needled", sites.collect::<Vec<_>>().join("\n")),
            (
                "Pain now, 0 to 10",
                format!(
                    "before {}, after {}",
                    points(note.pain_before),
                    points(note.pain_after)
                ),
            ),
            ("Response", note.response.clone()),
            ("Told", note.story.clone()),
            ("Advice", note.advice.clone()),
        ]),
    }
}
