//! How a score is entered follows the pack's own words.

use filiform_catalogue::{About, Asks, Catalogue, PartsMake, RawIs, Storable};
use filiform_domain::measure::Wanted;
use filiform_domain::vocabulary::Vocabulary;

use crate::broken::*;

#[test]
fn every_measure_has_a_form_and_every_form_a_measure() {
    let catalogue = Catalogue::shipped();
    assert_eq!(catalogue.measures().len(), catalogue.measure_forms().len());
    check_dangling(FORMS, "\nphq-2,", "\nphq-9,", "phq-2", "measure_forms.csv");
}

#[test]
fn only_what_may_be_kept_in_full_is_asked_of_the_patient_on_the_screen() {
    for measure in Catalogue::shipped().measures() {
        let form = Catalogue::shipped()
            .measure_forms()
            .get(measure.id.as_str())
            .unwrap();
        if measure.storable == Storable::TotalOnly {
            assert_eq!(form.asks, Asks::Total, "{}", measure.id);
        }
    }
}

#[test]
fn the_notes_of_the_pack_are_in_the_forms() {
    let forms = Catalogue::shipped().measure_forms();
    let form = |id: &str| forms.get(id).unwrap();
    assert_eq!(
        (form("ndi").raw_max, form("ndi").raw_is),
        (Some(50), Some(RawIs::Doubled))
    );
    assert_eq!(
        (form("koos-jr").raw_max, form("koos-jr").raw_is),
        (Some(28), Some(RawIs::Kept))
    );
    assert_eq!(form("spadi").parts_make, Some(PartsMake::Mean));
    assert_eq!(form("ases").parts_make, Some(PartsMake::Sum));
    assert_eq!(form("jfls-20").parts.len(), 3);
    assert_eq!(form("mouth-opening").versions.len(), 3);
    assert_eq!(form("sane").about, About::Joint);
    assert_eq!(
        (
            form("psfs").low_words.as_str(),
            form("psfs").high_words.as_str()
        ),
        ("unable", "able as before")
    );
}

#[test]
fn a_seen_detectable_change_is_one_of_the_numbers_that_the_pack_gives() {
    for measure in Catalogue::shipped().measures() {
        let form = Catalogue::shipped()
            .measure_forms()
            .get(measure.id.as_str())
            .unwrap();
        let Some(error) = form.error_hundredths else {
            continue;
        };
        let (whole, rest) = (error / 100, error % 100);
        let number = match rest {
            0 => whole.to_string(),
            _ => format!("{whole}.{rest:02}")
                .trim_end_matches('0')
                .to_owned(),
        };
        let mdc = measure.mdc.as_deref().unwrap_or_default();
        assert!(
            mdc.contains(&number),
            "{}: {number} is not in {mdc:?}",
            measure.id
        );
    }
}

#[test]
fn the_rules_see_a_measure_as_the_pack_has_it() {
    let catalogue = Catalogue::shipped();
    let lefs = catalogue.measure("lefs").unwrap();
    assert!(lefs.higher_is_better && lefs.compared && !lefs.pain);
    assert_eq!(
        (lefs.range, lefs.threshold, lefs.error_hundredths),
        ((0, 80), Some(9), Some(900))
    );
    let pain = catalogue.measure("nprs-worst").unwrap();
    assert!(pain.pain && pain.wanted == Wanted::Rating);
    for rates_itself in ["groc-15", "groc-11", "phq-2"] {
        assert!(!catalogue.measure(rates_itself).unwrap().compared);
    }
    assert!(catalogue.measure("nothing").is_none());
}
