//! What was added to a signed note, in words.

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::{Amended, VoidReason};
use filiform_domain::session::SessionDraft;
use filiform_store::{HistorySession, KeptAmendment, KeptVoiding, SignedSession};

use super as wording;
use crate::contract::{AmendmentWords, LineAt, VoidWords};

/// "20 Nov 2026 14:05 · Neck".
pub(crate) fn visit_words(catalogue: &Catalogue, visit: &HistorySession) -> String {
    let region = wording::region(catalogue, &visit.region);
    let parts = [
        format!("{} {}", visit.started.date().words(), visit.started.clock()),
        region,
    ];
    parts.join(" · ").trim_end_matches(" · ").to_owned()
}

/// "Signed 3 days after the visit".
pub(crate) fn late(days: u32) -> String {
    let days = if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    };
    format!("Signed {days} after the visit")
}

/// "amended 22 Nov 2026", or none.
pub(crate) fn amended(visit: &HistorySession) -> Option<String> {
    let amended = visit.amended?;
    Some(format!("amended {}", amended.at.date().words()))
}

/// "voided: recorded for another patient", or none.
pub(crate) fn voided(visit: &HistorySession) -> Option<String> {
    Some(format!("voided: {}", visit.voided?.words()))
}

/// "1 note withheld: recorded for another patient", when there are any.
pub(crate) fn withheld(notes: usize) -> Option<String> {
    let why = VoidReason::WrongPatient.words();
    match notes {
        0 => None,
        1 => Some(format!("1 note withheld: {why}")),
        notes => Some(format!("{notes} notes withheld: {why}")),
    }
}

/// Every amendment of a note in order, each with what it changed in the note as it stood then.
pub(crate) fn amendments(
    catalogue: &Catalogue,
    signed: &SignedSession,
    signer: impl Fn(&KeptAmendment) -> String,
) -> Vec<AmendmentWords> {
    let mut stood = &signed.original.note;
    let words = |kept| amendment(catalogue, &mut stood, kept, signer(kept));
    signed.amendments.iter().map(words).collect()
}

fn amendment<'a>(
    catalogue: &Catalogue,
    stood: &mut &'a SessionDraft,
    kept: &'a KeptAmendment,
    by: String,
) -> AmendmentWords {
    let (changes, addendum) = match &kept.amendment.what {
        Amended::Addendum(words) => (Vec::new(), Some(words.clone())),
        Amended::Correction(correction) => {
            let before = std::mem::replace(stood, &correction.note);
            let changes = wording::note::changed_fields(catalogue, before, &correction.note);
            (changes, None)
        }
    };
    AmendmentWords {
        id: kept.amendment.id,
        by,
        at: wording::day_and_clock(kept.recorded_at),
        why: kept.amendment.why.clone(),
        changes,
        addendum,
        fingerprint: wording::fingerprint(&kept.hash),
    }
}

/// Why a note does not hold.
pub(crate) fn void_words(kept: &KeptVoiding, by: String) -> VoidWords {
    let reason = kept.voiding.reason;
    VoidWords {
        reason,
        reason_words: reason.words().to_owned(),
        words: kept.voiding.words.clone(),
        by,
        at: wording::day_and_clock(kept.recorded_at),
        withheld: reason == VoidReason::WrongPatient,
        fingerprint: wording::fingerprint(&kept.hash),
    }
}

/// The lines of `text` that `before` does not have under the same heading.
pub(crate) fn changed_lines(before: &[(String, String)], text: &[(String, String)]) -> Vec<LineAt> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut found = Vec::new();
    for (paragraph, (heading, words)) in text.iter().enumerate() {
        let was = before.iter().find(|(other, _)| other == heading);
        let was: Vec<&str> = was.map_or_else(Vec::new, |(_, words)| words.lines().collect());
        let lines = words.lines().enumerate();
        let changed = lines.filter(|(_, line)| !was.contains(line));
        found.extend(changed.map(|(line, _)| LineAt {
            paragraph: number(paragraph),
            line: number(line),
        }));
    }
    found
}
