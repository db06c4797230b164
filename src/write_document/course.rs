//! How an episode of care goes: the progress report and the discharge summary. Numbers come from the record; no sentence names a cause.

use filiform_domain::episode::{Episode, GoalState};
use filiform_domain::session::Session;
use filiform_report::{Block, Document};

use crate::contract::OutcomeSeries;
use crate::practice::known::{Known, list, rows, section, text};
use crate::wording;

/// Said where there is no episode to speak of.
const NO_EPISODE: &str = "No episode of care is on record.";

/// What changed over the period, and where each goal stands.
pub(super) fn progress_report(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Progress report");
    head(known, &mut sheet);
    let blocks = &mut sheet.blocks;
    diagnosis(known, blocks);
    changed(known, blocks);
    goals(known, blocks);
    done(known, blocks);
    section(blocks, "Adverse events");
    blocks.push(list(known.harm()));
    section(blocks, "Assessment and plan");
    assessment(known, blocks);
    known.note_withheld(blocks);
    known.own_words(blocks);
    blocks.push(known.signed_by_me());
    sheet
}

pub(super) fn assessment(known: &Known<'_>, blocks: &mut Vec<Block>) {
    let visits = known.visits();
    let latest = |of: fn(&Session) -> &String| {
        let visit = visits.iter().rev().find(|visit| !of(visit).is_empty());
        visit.map(|visit| format!("{} ({})", of(visit), visit.started.date().words()))
    };
    let said = rows([
        (
            "Assessment",
            latest(|visit| &visit.note.assessment).unwrap_or_default(),
        ),
        ("Plan", latest(|visit| &visit.note.plan).unwrap_or_default()),
        (
            "Plan changed",
            latest(|visit| &visit.note.plan_changed).unwrap_or_default(),
        ),
        (
            "Next visit",
            latest(|visit| &visit.note.next_visit).unwrap_or_default(),
        ),
        (
            "Reviewed or ended",
            latest(|visit| &visit.note.stop_rule).unwrap_or_default(),
        ),
    ]);
    if said.is_empty() {
        blocks.push(text("No assessment and no plan is on record."));
    }
    blocks.push(Block::Rows { rows: said });
}

/// How the episode ended, and where each goal stands.
pub(super) fn discharge_summary(known: &Known<'_>) -> Document {
    let mut sheet = known.sheet("Discharge summary");
    head(known, &mut sheet);
    let blocks = &mut sheet.blocks;
    diagnosis(known, blocks);
    section(blocks, "At discharge");
    let end = known
        .episode()
        .and_then(|kept| kept.episode.discharge.as_ref());
    match end {
        None => blocks.push(text(
            "No discharge is on record: the episode of care is not closed.",
        )),
        Some(end) => {
            let status = end.summary.clone().unwrap_or_default();
            blocks.push(Block::Rows {
                rows: rows([
                    ("Ended", wording::episodes::end_words(end)),
                    ("Status", status),
                    (
                        "Home programme",
                        end.home_programme.clone().unwrap_or_default(),
                    ),
                    ("Follow-up", end.follow_up.clone().unwrap_or_default()),
                ]),
            });
        }
    }
    changed(known, blocks);
    goals(known, blocks);
    done(known, blocks);
    section(blocks, "Adverse events");
    blocks.push(list(known.harm()));
    known.note_withheld(blocks);
    known.own_words(blocks);
    blocks.push(known.signed_by_me());
    sheet
}

/// Since when, by whom referred, how many visits.
pub(super) fn head(known: &Known<'_>, sheet: &mut Document) {
    let visits = known.visits();
    let period = known
        .period()
        .map(|(first, last)| wording::period(first, last));
    let referral = known
        .episode()
        .and_then(|kept| kept.episode.referral.as_ref());
    let referred = referral.map(wording::episodes::referral_words).or_else(|| {
        let referrer = known.patient.referrer.as_ref()?;
        Some(format!("{} · {}", referrer.name, referrer.reason))
    });
    let missed = known.course.visits.len().saturating_sub(visits.len());
    let not_held = if missed == 0 {
        String::new()
    } else {
        format!(", {missed} not held")
    };
    sheet.facts.extend(rows([
        ("Period", period.unwrap_or_default()),
        ("Visits", format!("{}{not_held}", visits.len())),
        (
            "Referred",
            referred
                .unwrap_or_default()
                .trim_matches([' ', '·'])
                .to_owned(),
        ),
    ]));
}

pub(super) fn diagnosis(known: &Known<'_>, blocks: &mut Vec<Block>) {
    section(blocks, "Diagnosis");
    let named = known.diagnoses();
    if named.is_empty() {
        blocks.push(text("No diagnosis is on record."));
    } else {
        blocks.push(list(named));
    }
    if let Some(kept) = known.episode() {
        let onset = kept
            .episode
            .onset_date
            .map(filiform_domain::time::CalendarDate::words);
        let onset: Vec<String> = onset
            .into_iter()
            .chain(kept.episode.onset.clone())
            .collect();
        blocks.push(Block::Rows {
            rows: rows([("Onset", onset.join(", "))]),
        });
    }
}

/// "Neck Disability Index (activities: …)".
pub(super) fn measure(series: &OutcomeSeries) -> String {
    if series.detail.is_empty() {
        series.name.clone()
    } else {
        format!("{} ({})", series.name, series.detail)
    }
}

/// Start and now of each measure with how the change reads, and its chart. First and latest, never the best pair.
pub(super) fn changed(known: &Known<'_>, blocks: &mut Vec<Block>) {
    section(blocks, "What changed");
    let series = known.series();
    let cells = series.iter().map(|series| {
        let mut scored = series.points.iter().filter(|point| point.value.is_some());
        let shown = |point: &crate::contract::OutcomePoint| {
            format!(
                "{} ({})",
                point.value.clone().unwrap_or_default(),
                point.date
            )
        };
        let first = scored.next().map(shown).unwrap_or_default();
        let latest = scored
            .next_back()
            .map_or_else(|| "not scored again".to_owned(), shown);
        let said: Vec<&str> = series.said.iter().map(|said| said.words.as_str()).collect();
        vec![measure(series), first, latest, said.join(" ")]
    });
    let cells: Vec<Vec<String>> = cells.collect();
    if cells.is_empty() {
        blocks.push(text("No measure was scored."));
        return;
    }
    blocks.push(Block::Table {
        heads: ["Measure", "Start", "Now", "Reading"]
            .map(str::to_owned)
            .to_vec(),
        widths: vec![3, 2, 2, 4],
        cells,
    });
    if let Some(said) = wording::outcomes::other_care(known.catalogue, &known.course) {
        blocks.push(text(said.words));
    }
    for said in wording::outcomes::missing(known.catalogue, &known.course) {
        blocks.push(Block::Small { said: said.words });
    }
    let charted = series.iter().filter(|series| {
        series
            .points
            .iter()
            .filter(|point| point.thousandths.is_some())
            .count()
            >= 3
    });
    blocks.extend(
        charted
            .filter_map(wording::figures::trend)
            .map(Block::Trend),
    );
}

pub(super) fn goals(known: &Known<'_>, blocks: &mut Vec<Block>) {
    section(blocks, "Goals");
    let Some(kept) = known.episode() else {
        blocks.push(text(NO_EPISODE));
        return;
    };
    let Episode { goals, .. } = &kept.episode;
    if goals.is_empty() {
        blocks.push(text("No goal is on record."));
        return;
    }
    let day = |day: Option<filiform_domain::time::CalendarDate>| {
        day.map(filiform_domain::time::CalendarDate::words)
            .unwrap_or_default()
    };
    let cells = goals.iter().map(|goal| {
        let decided = match goal.state {
            GoalState::Open => String::new(),
            _ => day(goal.decided_on),
        };
        let state = format!("{} {decided}", goal.state.words());
        vec![goal.text.clone(), day(goal.due), state.trim().to_owned()]
    });
    blocks.push(Block::Table {
        heads: ["Goal", "By", "Where it stands"]
            .map(str::to_owned)
            .to_vec(),
        widths: vec![5, 2, 2],
        cells: cells.collect(),
    });
}

/// What was needled in how many sessions, and the other care.
pub(super) fn done(known: &Known<'_>, blocks: &mut Vec<Block>) {
    let visits = known.visits();
    section(blocks, "Treatment");
    let treated = wording::care::treated(known.catalogue, &visits);
    if treated.is_empty() {
        blocks.push(text("No needling is on record."));
    } else {
        blocks.push(text("Dry needling of these muscles and sites:"));
        blocks.push(list(treated.iter().map(|row| {
            let sessions = if row.sessions == 1 {
                "session"
            } else {
                "sessions"
            };
            format!("{}, {} {sessions}", row.words, row.sessions)
        })));
    }
    let other = wording::care::other_care(known.catalogue, &visits);
    if !other.is_empty() {
        blocks.push(text("Other care was given at the same time:"));
        blocks.push(list(other));
    }
}
