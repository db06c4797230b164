//! Scores with their status and unit, and what a signature needs.

use super::*;

#[test]
fn a_score_that_was_corrected_or_taken_back_is_entered_in_error_and_its_words_are_kept() {
    let text = of(&plain());
    let all = resources(&text);
    let scores = all
        .iter()
        .filter(|one| one["code"]["text"] == "Neck Disability Index");
    let mut said: Vec<(String, String)> = scores
        .map(|one| {
            let value = &one["valueQuantity"];
            let words = format!("{} {}", value["value"], value["code"].as_str().unwrap());
            (words, one["status"].as_str().unwrap().to_owned())
        })
        .collect();
    said.sort();
    let expected = [
        ("20 %", "entered-in-error"),
        ("34 %", "corrected"),
        ("38 %", "entered-in-error"),
    ];
    let expected = expected.map(|(words, status)| (words.to_owned(), status.to_owned()));
    assert_eq!(said, expected);
    assert!(text.contains("~word retracted"));
}

#[test]
fn a_visit_not_held_is_cancelled_until_that_is_taken_back() {
    let status = |record: &Record| {
        let mut all = resources(&of(record)).into_iter();
        let not_held = all.find(|one| {
            let code = one["extension"][0]["valueCode"] == "cancelled";
            code && one["resourceType"] == "Encounter"
        });
        not_held.unwrap()["status"].as_str().unwrap().to_owned()
    };
    let mut record = plain();
    assert_eq!(status(&record), "entered-in-error");
    record
        .entries
        .retain(|kept| !matches!(kept.entry, Entry::NotHeldTakenBack(_)));
    assert_eq!(status(&record), "cancelled");
}

#[test]
fn every_shipped_measure_has_a_unit_of_ucum() {
    for measure in Catalogue::shipped().measures() {
        assert!(
            kinds::Unit::of_words(&measure.unit).is_some(),
            "{}: {}",
            measure.id.as_str(),
            measure.unit
        );
    }
}

#[test]
fn every_entry_carries_what_its_signature_needs_and_a_withheld_one_no_word_of_it() {
    let sealed = |record: &Record| -> (usize, usize) {
        let text = of(record);
        let all = resources(&text);
        let seals = all
            .iter()
            .filter(|one| one["resourceType"] == "Provenance")
            .map(|one| one["extension"][0]["extension"].as_array().unwrap().clone());
        let has = |parts: &Vec<Value>, name: &str| parts.iter().any(|part| part["url"] == name);
        let seals: Vec<_> = seals.collect();
        assert!(
            seals
                .iter()
                .all(|parts| has(parts, "digest") && has(parts, "hash"))
        );
        let told = seals
            .iter()
            .filter(|parts| has(parts, "body") && has(parts, "salt"));
        (seals.len(), told.count())
    };
    let clinical = |record: &Record| {
        let kept = record
            .entries
            .iter()
            .filter(|kept| is_clinical(record, kept));
        kept.count()
    };
    let record = plain();
    assert_eq!(sealed(&record), (clinical(&record), clinical(&record)));
    let record = voided(VoidReason::WrongPatient);
    assert_eq!(sealed(&record), (clinical(&record), clinical(&record) - 4));
}
