//! How made-up patients were screened and what they agreed to: enough of them to look at.

use filiform_catalogue::Catalogue;
use filiform_domain::between::Between;
use filiform_domain::consent::{ConsentDraft, ConsentKind, Relation, SignedHow, Topic};
use filiform_domain::entry::Entry;
use filiform_domain::ids::ConsentId;
use filiform_domain::screening::{Answer, ScreeningAnswer, ScreeningDraft};
use filiform_domain::session::Session;
use filiform_domain::time::Instant;

use super::dice::Dice;
use super::{Chart, Maker};

/// The first patients were screened and consented.
const SCREENED: u32 = 12;
/// Of them the last ones consented by word of mouth alone.
const IN_WRITING: u32 = 9;
/// What some of them answer with yes, with the note beside it.
const FLAGS: [(&str, &str); 6] = [
    ("anticoagulant", "apixaban, since last year"),
    ("anxiety", "fainted at a blood test once"),
    ("lung-disease", "COPD, inhaler"),
    ("diabetes", "feet without finding"),
    ("metal-allergy", "nickel, ear rings"),
    ("osteoporosis", "treated"),
];
/// Minutes before the first needle at which the consent was signed.
const BEFORE_MS: i64 = 10 * 60_000;

/// How many entries there will be for so many patients.
pub(super) fn count(patients: u32, visits: u32) -> u64 {
    if visits == 0 {
        0
    } else {
        u64::from(patients.min(SCREENED)) * 2
    }
}

/// The screening and the consent of the `n`th patient, both of the day of the first visit.
pub(super) fn entries(dice: &mut Dice, n: u32, chart: &Chart, maker: &Maker<'_>) -> Vec<Entry> {
    let Some(first) = chart.sessions.first().filter(|_| n < SCREENED) else {
        return Vec::new();
    };
    let between = Between {
        patient: chart.id,
        birth_date: chart.patient.birth_date,
        now: maker.now,
        offset_at: maker.offset_at,
    };
    let screening = sheet(maker.catalogue, dice, n, first).checked(&between, maker.catalogue);
    let id = ConsentId::new(first.started.utc_ms, dice.bytes());
    let consent = form(dice, n, chart, first).checked(id, &between, maker.catalogue);
    let answered = screening
        .ok()
        .map(|sheet| Entry::ScreeningAnswered(Box::new(sheet)));
    let given = consent.ok().map(|form| Entry::ConsentGiven(Box::new(form)));
    answered.into_iter().chain(given).collect()
}

/// Every check that is asked once, answered with no, and a flag for most.
fn sheet(catalogue: &Catalogue, dice: &mut Dice, n: u32, first: &Session) -> ScreeningDraft {
    let flag = usize::try_from(n).ok().and_then(|n| FLAGS.get(n));
    let flag = flag.or_else(|| dice.one(&FLAGS));
    let asked = catalogue
        .checks()
        .iter()
        .filter(|check| !check.ask_every_visit);
    let mut answers: Vec<ScreeningAnswer> = asked
        .map(|check| answer(check.id.as_str(), Answer::No, ""))
        .collect();
    if let Some((check, note)) = flag {
        answers.retain(|row| row.check != *check);
        answers.push(answer(check, Answer::Yes, note));
    }
    ScreeningDraft {
        reviewed: first.started.date().to_string(),
        answers,
        note: String::new(),
    }
}

fn answer(check: &str, answer: Answer, note: &str) -> ScreeningAnswer {
    ScreeningAnswer {
        check: check.to_owned(),
        answer: Some(answer),
        note: note.to_owned(),
        date: String::new(),
    }
}

fn form(dice: &mut Dice, n: u32, chart: &Chart, first: &Session) -> ConsentDraft {
    let at = Instant {
        utc_ms: first.started.utc_ms - BEFORE_MS,
        ..first.started
    };
    let written = n < IN_WRITING;
    let kind = if written {
        ConsentKind::Written
    } else {
        ConsentKind::Verbal
    };
    let mut techniques: Vec<String> = Vec::new();
    for id in first.note.sites.iter().flat_map(|site| &site.techniques) {
        if !techniques.contains(id) {
            techniques.push(id.clone());
        }
    }
    ConsentDraft {
        kind: Some(kind),
        date: at.date().to_string(),
        time: at.clock(),
        procedure: "Dry needling".to_owned(),
        regions: vec![first.note.region.clone()],
        techniques,
        told: Topic::ALL.to_vec(),
        form_version: if written {
            "2026-01".to_owned()
        } else {
            String::new()
        },
        signer: if written {
            chart.patient.full_name()
        } else {
            String::new()
        },
        relation: Some(Relation::Patient),
        copy_given: written.then_some(true),
        signed: written.then_some(SignedHow::Drawn),
        strokes: if written {
            vec![scribble(dice)]
        } else {
            Vec::new()
        },
        ..ConsentDraft::default()
    }
}

/// A line that could be anybody's signature.
fn scribble(dice: &mut Dice) -> Vec<i64> {
    let points = (0..14_u32).flat_map(|n| {
        let (x, y) = (120 + n * 50 + dice.below(30), dice.between(90, 230));
        [i64::from(x), i64::from(y)]
    });
    points.collect()
}
