//! Find anything: words of notes newest first and marked, filters, letters and targets, what each role sees, and
//! a search that is noted without its words.

use filiform::contract::{
    AuditFilter, AuditGroup, ExportLetter, FindAnything, FoundAnything, NoteFound, ReportEvent,
    ReviewAudit, SaidFound, WhichPatient,
};
use filiform::export_referral::{export_letter, offer_letter};
use filiform::report_event::report_event;
use filiform::review_audit::review_audit;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;
use serde_json::json;

use crate::support::*;

fn find_in(desk: &Desk, query: &str, inside: Option<PatientId>) -> FoundAnything {
    let asked = FindAnything {
        query: query.into(),
        inside,
        limit: 20,
    };
    filiform::find_anything::find_anything(&desk.filiform, asked)
        .ok()
        .unwrap()
}

fn find(desk: &Desk, query: &str) -> FoundAnything {
    find_in(desk, query, None)
}

/// "20 Nov 2026 Okafor: stiff after the [garden]".
fn lines(notes: &[NoteFound]) -> Vec<String> {
    let line = |note: &NoteFound| {
        let pieces = note.excerpt.iter();
        let marked = |text: &str, hit| {
            if hit {
                format!("[{text}]")
            } else {
                text.to_owned()
            }
        };
        let words: String = pieces.map(|piece| marked(&piece.text, piece.hit)).collect();
        let family = note.name.split(',').next().unwrap_or_default();
        format!("{} {family}: {words}", note.date)
    };
    notes.iter().map(line).collect()
}

/// Ada with two visits, Inês with one.
fn seen() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let ines = desk
        .register(PatientDraft {
            family_name: "Silva".into(),
            given_name: "Inês".into(),
            birth_date: "1990-07-01".into(),
            ..ada()
        })
        .id;
    for (whose, date, story) in [
        (patient, "2026-11-03", "Stiff after the garden."),
        (ines, "2026-11-10", "The garden gate jammed; heel fine."),
        (
            patient,
            "2026-11-20",
            "Better. Gärtnern again, garden at last.",
        ),
    ] {
        let mut visit = note(date);
        visit.story = story.into();
        desk.sign(whose, &visit).unwrap();
    }
    (desk, patient)
}

#[test]
fn words_are_found_newest_first_and_marked_as_they_were_written() {
    let (desk, _) = seen();
    assert_eq!(
        lines(&find(&desk, "garden").notes),
        [
            "20 Nov 2026 Okafor: Better. Gärtnern again, [garden] at last.",
            "10 Nov 2026 Silva: The [garden] gate jammed; heel fine.",
            "3 Nov 2026 Okafor: Stiff after the [garden].",
        ]
    );
    assert_eq!(
        lines(&find(&desk, "gart").notes),
        ["20 Nov 2026 Okafor: Better. [Gärt]nern again, garden at last."]
    );
    assert_eq!(find(&desk, "\"the garden\" -gate").notes.len(), 1);
    assert_eq!(
        lines(&find(&desk, "trapez date:2026-11-20").notes),
        ["20 Nov 2026 Okafor: Upper [trapez]ius"],
        "a target is shown by its name"
    );
    assert!(find(&desk, "zebra").notes.is_empty());
}

#[test]
fn filters_narrow_and_say_what_they_do_not_know() {
    let (desk, patient) = seen();
    assert_eq!(find(&desk, "garden patient:okafor").notes.len(), 2);
    assert_eq!(
        find(&desk, "garden date:2026-11-01..2026-11-15")
            .notes
            .len(),
        2
    );
    assert_eq!(find(&desk, "target:UT date:2026-11-20").notes.len(), 1);
    assert_eq!(
        find(&desk, "target:\"upper trapezius\" region:neck")
            .notes
            .len(),
        3
    );
    assert!(find(&desk, "target:popliteus").notes.is_empty());
    let unknown = find(&desk, "garden region:moon");
    assert!(unknown.notes.is_empty());
    assert_eq!(unknown.remarks, ["No region is called so."]);
    assert_eq!(
        find(&desk, "garden patient:nobody").remarks,
        ["No patient is called so."]
    );
    assert_eq!(find(&desk, "garden date:soon").remarks.len(), 1);
    let inside = find_in(&desk, "arde", Some(patient));
    assert_eq!(
        lines(&inside.inside),
        [
            "20 Nov 2026 Okafor: Better. Gärtnern again, g[arde]n at last.",
            "3 Nov 2026 Okafor: Stiff after the g[arde]n."
        ],
        "in the middle of a word, in one patient"
    );
    assert!(inside.notes.is_empty());
}

#[test]
fn patients_targets_and_letters_are_found_by_their_names() {
    let (desk, patient) = seen();
    let names: Vec<String> = find(&desk, "oka")
        .patients
        .into_iter()
        .map(|line| line.name)
        .collect();
    assert_eq!(names, ["Okafor, Adá"]);
    let target = &find(&desk, "upper trap").targets[0];
    assert_eq!(target.name, "Upper trapezius");
    assert_eq!(
        find(&desk, &target.query).notes.len(),
        3,
        "its query finds where it was needled"
    );
    send_letter(&desk, patient);
    let letters = find(&desk, "letter oka").letters;
    assert_eq!(
        (letters.len(), letters[0].patient, letters[0].what.as_str()),
        (1, patient, "Letter")
    );
    assert!(find(&desk, "letter silva").letters.is_empty());
}

#[test]
fn what_is_said_beside_the_notes_is_found_where_it_was_said() {
    let (desk, patient) = seen();
    let session = desk.history(patient)[0].id;
    desk.log(patient, call("2026-11-21", "16:30"));
    let event = ReportEvent {
        patient,
        event: bruise(session),
        draft: None,
    };
    report_event(&desk.filiform, event).ok().unwrap();
    crate::amend_session::addendum(&desk, session, "Her mother fainted at a needle, too.").unwrap();
    crate::amend_session::correct(&desk, session, "The garden was last year.", |note| {
        note.story = "Better. Quarry again.".into();
    })
    .unwrap();
    let said = |query: &str| -> Vec<String> {
        let found = find(&desk, query).said;
        let line = |one: &SaidFound| {
            let pieces = one.excerpt.iter();
            let words: String = pieces.map(|piece| piece.text.as_str()).collect();
            format!("{} {}: {words}", one.date, one.what)
        };
        found.iter().map(line).collect()
    };
    assert_eq!(
        said("agr need"),
        ["21 Nov 2026 Phone call · Dr. L. Hahn: Agrees with needling of the neck."]
    );
    assert_eq!(
        said("\"bruise of\" -calf"),
        ["22 Nov 2026 Bruising, mild · patient: Bruise of 4 cm over the left shoulder."]
    );
    assert_eq!(said("mother fainted").len(), 1, "words that were added");
    let why = find(&desk, "\"last year\"").said;
    assert_eq!(
        (why.len(), why[0].session),
        (1, Some(session)),
        "why it was corrected"
    );
    assert_eq!(find(&desk, "quarry").notes.len(), 1, "the corrected note");
    assert!(said("\"with of\"").is_empty(), "a phrase stands together");
    assert!(
        said("agrees target:UT").is_empty(),
        "only notes have targets"
    );
    assert!(said("agrees date:2026-11-01..2026-11-20").is_empty());
    assert!(said("agrees patient:silva").is_empty());
}

#[test]
fn nothing_or_only_marks_finds_nothing() {
    let (desk, patient) = seen();
    for typed in [
        "", "  ", "\"", "- --", "target:", "*", "(", "\u{0}", "NEAR(",
    ] {
        let found = find_in(&desk, typed, Some(patient));
        assert!(
            found.notes.is_empty() && found.inside.is_empty(),
            "{typed:?}"
        );
    }
    assert!(
        find(&desk, "g").notes.is_empty(),
        "one letter begins too much"
    );
}

#[test]
fn a_search_is_noted_without_its_words() {
    let (desk, _) = seen();
    find(&desk, "");
    find(&desk, "zebracorn");
    find(&desk, "zebracorn herd");
    desk.clock.forward(2 * 60_000);
    desk.filiform.answer("workspace", json!({})).unwrap();
    let filter = AuditFilter {
        group: Some(AuditGroup::Access),
        ..AuditFilter::default()
    };
    let asked = ReviewAudit {
        filter,
        after: None,
        limit: 50,
    };
    let page = review_audit(&desk.filiform, asked).ok().unwrap();
    let said: Vec<&str> = page.lines.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(
        said.iter().filter(|what| what.contains("Searched")).count(),
        1,
        "{said:?}"
    );
    assert!(!json!(page).to_string().contains("zebracorn"));
}

fn send_letter(desk: &Desk, patient: PatientId) {
    let offer = offer_letter(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap();
    let asked = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    export_letter(&desk.filiform, asked).ok().unwrap();
}
