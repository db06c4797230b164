//! A small vocabulary for the tests of this crate.

use crate::vocabulary::{TargetFacts, Vocabulary};

pub(crate) struct Words;

impl Vocabulary for Words {
    fn target(&self, id: &str) -> Option<TargetFacts> {
        let (paired, region, name, pleura) = match id {
            "trapezius-upper" => (true, "neck", "upper trapezius", true),
            "infraspinatus" => (true, "shoulder-girdle", "infraspinatus", true),
            "gastrocnemius-medial" => (true, "lower-leg", "gastrocnemius, medial head", false),
            "procerus" => (false, "head-jaw", "procerus", false),
            _ => return None,
        };
        Some(TargetFacts {
            paired,
            region: region.into(),
            name: name.into(),
            pleura,
        })
    }

    fn region_exists(&self, id: &str) -> bool {
        ["neck", "shoulder-girdle", "lower-leg", "head-jaw"].contains(&id)
    }

    fn condition_exists(&self, id: &str) -> bool {
        id == "neck-pain"
    }

    fn condition_has_code(&self, condition: &str, icd10cm: &str) -> bool {
        condition == "neck-pain" && icd10cm == "M54.2"
    }

    fn technique_exists(&self, id: &str) -> bool {
        ["pistoning", "static"].contains(&id)
    }

    fn other_care_exists(&self, id: &str) -> bool {
        ["therapeutic-exercise", "stretching"].contains(&id)
    }

    fn adverse_event_exists(&self, id: &str) -> bool {
        ["bruise", "bleeding"].contains(&id)
    }
}
