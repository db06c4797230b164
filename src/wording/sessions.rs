//! Sessions in words: a line of the history, a row of needling, a whole note.

use filiform_catalogue::Catalogue;
use filiform_domain::quantity::PainScore;
use filiform_domain::session::{EventDraft, OtherCareDraft, Session, Tolerance};
use filiform_domain::site::{Side, Site};
use filiform_store::HistorySession;

use super as wording;
use crate::contract::{SessionLine, SiteLine};

/// A session of the history in words.
pub(crate) fn line(catalogue: &Catalogue, session: HistorySession) -> SessionLine {
    SessionLine {
        id: session.id,
        date: session.started.date().words(),
        time: session.started.clock(),
        utc_ms: session.started.utc_ms,
        region: wording::region(catalogue, &session.region),
        pain_before: session.pain_before.map(PainScore::points),
        pain_after: session.pain_after.map(PainScore::points),
        sites: session
            .sites
            .iter()
            .map(|site| SiteLine {
                note: None,
                ..site_line(catalogue, site)
            })
            .collect(),
        events: u32::try_from(session.events.len()).unwrap_or(u32::MAX),
    }
}

fn site_line(catalogue: &Catalogue, site: &Site) -> SiteLine {
    SiteLine {
        target: wording::target(catalogue, &site.target, site.side),
        point: site.point.clone(),
        needle: site.needle.words(),
        needles: site.needles,
        technique: wording::technique(catalogue, &site.technique),
        twitch: wording::twitch(site.twitch, site.twitches),
        note: site.note.clone(),
    }
}

pub(crate) fn line_of_note(catalogue: &Catalogue, session: &Session) -> SessionLine {
    SessionLine {
        id: session.id,
        date: session.started.date().words(),
        time: session.started.clock(),
        utc_ms: session.started.utc_ms,
        region: wording::region(catalogue, &session.region),
        pain_before: session.pain_before.map(PainScore::points),
        pain_after: session.pain_after.map(PainScore::points),
        sites: session
            .sites
            .iter()
            .map(|site| site_line(catalogue, site))
            .collect(),
        events: u32::try_from(session.events.len()).unwrap_or(u32::MAX),
    }
}

/// A row of needling in one line: "left upper trapezius · TrP 1 · 0.25 × 40 mm · pistoning · twitch × 3".
pub(crate) fn row_words(site: &SiteLine, both_sides: bool) -> String {
    let needles = match (site.needles, both_sides) {
        (1, false) => None,
        (1, true) => Some("1 needle a side".to_owned()),
        (n, false) => Some(format!("{n} needles")),
        (n, true) => Some(format!("{n} needles a side")),
    };
    let parts = [
        Some(site.target.clone()),
        site.point.clone(),
        Some(site.needle.clone()),
        needles,
        Some(site.technique.clone()),
        site.twitch.clone(),
        site.note.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The whole note in words: heading and paragraph, everything that was recorded and what was left open.
pub(crate) fn full_text(catalogue: &Catalogue, session: &Session) -> Vec<(String, String)> {
    let advice = session
        .breathlessness_advice
        .map(|given| if given { "given" } else { "not given" });
    let paragraphs = [
        ("Story", session.story.clone()),
        ("Pain now, before", Some(pain_words(session.pain_before))),
        ("Needling", needling_words(catalogue, session)),
        ("Needles", needles_words(session)),
        ("Pain now, after", Some(pain_words(session.pain_after))),
        (
            "Tolerance",
            session
                .tolerance
                .map(|tolerance| tolerance_words(tolerance).to_owned()),
        ),
        ("Response", session.response.clone()),
        ("Adverse events", Some(events_words(catalogue, session))),
        ("Advice on breathlessness", advice.map(str::to_owned)),
        ("Other care", other_care_words(catalogue, session)),
        ("Plan", session.plan.clone()),
    ];
    let filled = |(heading, words): (&str, Option<String>)| Some((heading.to_owned(), words?));
    paragraphs.into_iter().filter_map(filled).collect()
}

fn pain_words(pain: Option<PainScore>) -> String {
    pain.map_or_else(
        || "not recorded".to_owned(),
        |pain| format!("{} of 10", pain.points()),
    )
}

fn needling_words(catalogue: &Catalogue, session: &Session) -> Option<String> {
    let row = |site: &Site| row_words(&site_line(catalogue, site), site.side == Side::Both);
    let rows: Vec<String> = session.sites.iter().map(row).collect();
    filled(&rows.join("\n"))
}

/// Signing requires that events were asked about, so an empty list is an answer.
fn events_words(catalogue: &Catalogue, session: &Session) -> String {
    let event = |row: &EventDraft| {
        joined([
            Some(wording::event(catalogue, &row.kind)),
            filled(&row.note),
            None,
        ])
    };
    let rows: Vec<String> = session.events.iter().map(event).collect();
    if rows.is_empty() {
        "asked, none".to_owned()
    } else {
        rows.join("\n")
    }
}

fn other_care_words(catalogue: &Catalogue, session: &Session) -> Option<String> {
    let care = |row: &OtherCareDraft| {
        let minutes = row.minutes.map(|minutes| format!("{minutes} min"));
        joined([
            Some(wording::other_care(catalogue, &row.kind)),
            minutes,
            filled(&row.note),
        ])
    };
    let rows: Vec<String> = session.other_care.iter().map(care).collect();
    filled(&rows.join("\n"))
}

fn needles_words(session: &Session) -> Option<String> {
    let needles = session.needles.as_ref()?;
    let count = format!("{} in, {} out", needles.put_in, needles.taken_out);
    Some(joined([Some(count), needles.difference.clone(), None]))
}

fn tolerance_words(tolerance: Tolerance) -> &'static str {
    match tolerance {
        Tolerance::Good => "good",
        Tolerance::Fair => "fair",
        Tolerance::Poor => "poor",
    }
}

fn joined(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) fn signer(name: &str, credentials: &str) -> String {
    if credentials.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {credentials}")
    }
}
