//! A letter beside the bare calls of Typst for the same document, in turns, in one run; then beside what other programs
//! need to print the same words, where they are installed. Absolute times depend on the machine; read the ratios.
//!
//! The floor is `typst::compile` and `typst_pdf::pdf` with the words already composed. The workflow also reads the record,
//! composes the words, writes the file whole, and records what left. Each round begins with an empty cache of Typst.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints it, and stops when something is wrong"
)]

#[path = "letter/others.rs"]
mod others;
#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};

use filiform::contract::{ExportLetter, LetterForm, PreviewLetter, WhichPatient};
use filiform::export_referral::{export_letter, letter_itself, offer_letter, preview_letter};
use filiform_domain::ids::PatientId;
use filiform_domain::session::SessionDraft;
use support::{Desk, ada, note};

/// Rounds of each measurement.
const ROUNDS: usize = 40;
/// Visits that the letters speak of.
const LETTERS: [(&str, usize); 2] = [("3 visits", 3), ("12 visits", 12)];

fn main() {
    println!("| what | floor (median) | workflow (median) | ratio | 99th percentile |");
    println!("| --- | --- | --- | --- | --- |");
    for (what, visits) in LETTERS {
        let (desk, patient) = desk_with(visits);
        saved(&desk, patient, what);
        seen(&desk, patient, what);
    }
    let (desk, patient) = desk_with(12);
    let asked = asked(&desk, patient);
    let (letter, _) = letter_itself(&desk.filiform, asked.clone()).ok().unwrap();
    let ours = median((0..ROUNDS).map(|_| timed(|| save(&desk, &asked))).collect());
    others::side_by_side(&letter, ours);
}

fn desk_with(visits: usize) -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for n in 0..visits {
        let note = SessionDraft {
            pain_before: Some(8 - i64::try_from(n / 2).unwrap()),
            pain_after: Some(2),
            ..note(&format!("2026-{:02}-{:02}", 10 + n / 7, 1 + 3 * (n % 7)))
        };
        desk.sign(patient, &note).unwrap();
    }
    (desk, patient)
}

fn asked(desk: &Desk, patient: PatientId) -> PreviewLetter {
    let offer = offer_letter(&desk.filiform, WhichPatient { patient });
    PreviewLetter {
        patient,
        form: LetterForm {
            opinion: "Eight weeks in all. Numbness or weakness would change this view.".into(),
            plan: "One visit a week for three more weeks.".into(),
            ..offer.ok().unwrap().form
        },
        whole: true,
    }
}

/// From the choices to the file on the disk and the entry in the record.
fn save(desk: &Desk, asked: &PreviewLetter) -> u32 {
    let asked = ExportLetter {
        patient: asked.patient,
        form: asked.form.clone(),
        path: desk.letters.join("letter.pdf").display().to_string(),
        replace: true,
        draft: None,
    };
    filiform_report::forget();
    export_letter(&desk.filiform, asked).ok().unwrap().pages
}

fn saved(desk: &Desk, patient: PatientId, what: &str) {
    let asked = asked(desk, patient);
    let mut pairs = Vec::new();
    for _ in 0..ROUNDS {
        let (letter, made_at) = letter_itself(&desk.filiform, asked.clone()).ok().unwrap();
        let bare = filiform_report::bare_letter(&letter, made_at).unwrap();
        filiform_report::forget();
        let floor = timed(&bare);
        pairs.push((floor, timed(|| save(desk, &asked))));
    }
    print(&format!("a letter of {what}, saved"), pairs);
}

/// The pages beside the form, after one more letter of the opinion was typed: the cache holds the page before.
fn seen(desk: &Desk, patient: PatientId, what: &str) {
    let mut asked = asked(desk, patient);
    let mut pairs = Vec::new();
    for _ in 0..ROUNDS {
        asked.form.opinion.push('a');
        let (letter, made_at) = letter_itself(&desk.filiform, asked.clone()).ok().unwrap();
        let bare = filiform_report::bare_letter(&letter, made_at).unwrap();
        let floor = timed(&bare);
        asked.form.opinion.push('b');
        let preview = || {
            preview_letter(&desk.filiform, asked.clone())
                .ok()
                .unwrap()
                .all
        };
        pairs.push((floor, timed(preview)));
    }
    print(&format!("the pages of {what} after a key"), pairs);
}

fn print(what: &str, pairs: Vec<(Duration, Duration)>) {
    let (floors, workflows): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let slowest = part(workflows.clone(), 99);
    let (floor, workflow) = (median(floors), median(workflows));
    let ratio = workflow.as_secs_f64() / floor.as_secs_f64();
    println!("| {what} | {floor:.2?} | {workflow:.2?} | {ratio:.2} | {slowest:.2?} |");
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Stopwatch::now();
    black_box(work());
    start.elapsed()
}

fn median(times: Vec<Duration>) -> Duration {
    part(times, 50)
}

/// So many in a hundred are shorter.
fn part(mut times: Vec<Duration>, hundredths: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * hundredths / 100).min(times.len() - 1)]
}
