//! Keys and templates: what is kept, what is refused, and what a template fills.

use proptest::prelude::*;

use super::*;
use crate::practice::Therapist;
use crate::testing::Words;
use crate::visit::NotHeld;

fn phrase(prefix: &str, text: &str) -> Phrase {
    Phrase {
        prefix: prefix.into(),
        text: text.into(),
    }
}

fn template(condition: &str) -> Template {
    Template {
        condition: condition.into(),
        texts: TemplateTexts {
            plan: "See again in a week.".into(),
            ..TemplateTexts::default()
        },
    }
}

fn therapist(phrases: Vec<Phrase>, templates: Vec<Template>) -> Therapist {
    Therapist {
        name: "A. Rivera".into(),
        phrases,
        templates,
        ..Therapist::default()
    }
}

fn faults(therapist: &Therapist) -> Vec<(String, String)> {
    let problems = therapist.checked(&Words).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn fault(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

#[test]
fn a_key_is_kept_in_small_letters_and_its_text_tidied() {
    let kept = therapist(vec![phrase(" Np2 ", " Neck\r\nand arm \u{0}")], vec![])
        .checked(&Words)
        .unwrap();
    assert_eq!(kept.phrases, [phrase("np2", "Neck\nand arm")]);
}

#[test]
fn every_fault_of_a_phrase_is_at_its_field() {
    let rows = vec![
        phrase("np", "Neck"),
        phrase("NP", "Neck again"),
        phrase(";hip", "Hip"),
        phrase("", ""),
        phrase("abcdefghijklmnopq", &"x".repeat(4001)),
        phrase("abcdefghijklmnop", &"x".repeat(4000)),
    ];
    assert_eq!(
        faults(&therapist(rows, vec![])),
        [
            fault("phrases[1].prefix", "duplicate"),
            fault("phrases[2].prefix", "not-a-key"),
            fault("phrases[3].prefix", "missing"),
            fault("phrases[3].text", "missing"),
            fault("phrases[4].prefix", "too-long"),
            fault("phrases[4].text", "too-long"),
        ]
    );
}

#[test]
fn letters_of_any_script_make_a_key_whichever_way_they_are_composed() {
    let two = vec![phrase("e\u{301}paule", "a"), phrase("ÉPAULE", "b")];
    assert_eq!(
        faults(&therapist(two, vec![])),
        [fault("phrases[1].prefix", "duplicate")]
    );
}

#[test]
fn there_is_room_for_five_hundred_phrases() {
    let many = |n: usize| {
        let rows = (0..n).map(|n| phrase(&format!("p{n}"), "x"));
        faults(&therapist(rows.collect(), vec![]))
    };
    assert_eq!(many(MOST_PHRASES), []);
    assert_eq!(many(MOST_PHRASES + 1), [fault("phrases", "too-many")]);
}

#[test]
fn every_fault_of_a_template_is_at_its_field() {
    let mut long = template("neck-pain");
    long.texts.advice = "x".repeat(4001);
    let blank = Template {
        texts: TemplateTexts {
            plan: " \n".into(),
            ..TemplateTexts::default()
        },
        ..Template::default()
    };
    let rows = vec![template("neck-pain"), long, template("neck"), blank];
    assert_eq!(
        faults(&therapist(vec![], rows)),
        [
            fault("templates[1].condition", "duplicate"),
            fault("templates[1].texts.advice", "too-long"),
            fault("templates[2].condition", "unknown-condition"),
            fault("templates[3].condition", "missing"),
            fault("templates[3].texts", "missing"),
        ]
    );
}

#[test]
fn a_template_leaves_what_was_typed_alone() {
    let texts = TemplateTexts {
        assessment: "As before.".into(),
        plan: "See again in a week.".into(),
        ..TemplateTexts::default()
    };
    let note = SessionDraft {
        plan: "Refer back.".into(),
        assessment: " \n".into(),
        ..SessionDraft::default()
    };
    let filled = TemplateTexts {
        plan: String::new(),
        ..texts.clone()
    };
    assert_eq!(texts.for_empty_fields_of(&note), filled);
}

#[test]
fn a_visit_that_was_not_held_takes_nothing_from_a_template() {
    let note = SessionDraft {
        not_held: Some(NotHeld::default()),
        ..SessionDraft::default()
    };
    let texts = template("neck-pain").texts;
    assert_eq!(texts.for_empty_fields_of(&note), TemplateTexts::default());
}

#[test]
fn a_therapist_kept_before_there_were_phrases_has_none() {
    let old = r#"{"name":"A. Rivera","credentials":"PT"}"#;
    let therapist: Therapist = serde_json::from_str(old).unwrap();
    assert_eq!((therapist.phrases, therapist.templates), (vec![], vec![]));
}

proptest! {
    #[test]
    fn what_was_kept_is_kept_again_unchanged(
        rows in prop::collection::vec(("\\PC{0,18}", "(?s).{0,40}"), 0..6),
        plan in "(?s).{0,40}",
    ) {
        let phrases = rows.iter().map(|(prefix, text)| phrase(prefix, text)).collect();
        let mut about = template("neck-pain");
        about.texts.plan = plan;
        if let Ok(kept) = therapist(phrases, vec![about]).checked(&Words) {
            let text = serde_json::to_string(&kept).unwrap();
            let read: Therapist = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(read.checked(&Words).unwrap(), kept.clone());
            let keys: HashSet<_> = kept.phrases.iter().map(|row| &row.prefix).collect();
            prop_assert_eq!(keys.len(), kept.phrases.len());
        }
    }

    #[test]
    fn any_letters_and_digits_make_a_key(prefix in "[a-zA-Z0-9à-öø-þ]{1,16}", text in "[a-z]{1,9}") {
        let kept = therapist(vec![phrase(&prefix, &text)], vec![]).checked(&Words);
        prop_assert_eq!(kept.unwrap().phrases, [phrase(&prefix.to_lowercase(), &text)]);
    }

    #[test]
    fn a_template_fills_the_empty_fields_and_no_other(
        typed in prop::collection::vec("[a-z ]{0,3}", 5),
        texts in prop::collection::vec("[a-z]{0,3}", 5),
    ) {
        let note = SessionDraft {
            indication: typed[0].clone(),
            assessment: typed[1].clone(),
            position: typed[2].clone(),
            advice: typed[3].clone(),
            plan: typed[4].clone(),
            ..SessionDraft::default()
        };
        let template = TemplateTexts {
            indication: texts[0].clone(),
            assessment: texts[1].clone(),
            position: texts[2].clone(),
            advice: texts[3].clone(),
            plan: texts[4].clone(),
        };
        let fills = template.for_empty_fields_of(&note);
        let fills = [fills.indication, fills.assessment, fills.position, fills.advice, fills.plan];
        for ((typed, text), fill) in typed.iter().zip(&texts).zip(fills) {
            prop_assert_eq!(&fill, if typed.trim().is_empty() { text.as_str() } else { "" });
        }
    }
}
