//! A small vocabulary for the tests of this crate.

use crate::between::Between;
use crate::ids::PatientId;
use crate::level::SpinePart;
use crate::measure::{MeasureFacts, PartsMake, Wanted};
use crate::time::Instant;
use crate::vocabulary::{TargetFacts, Vocabulary};

pub(crate) struct Words;

impl Vocabulary for Words {
    fn target(&self, id: &str) -> Option<TargetFacts> {
        let (paired, region, name, pleura, spine) = match id {
            "trapezius-upper" => (true, "neck", "upper trapezius", true, None),
            "infraspinatus" => (true, "shoulder-girdle", "infraspinatus", true, None),
            "gastrocnemius-medial" => {
                (true, "lower-leg", "gastrocnemius, medial head", false, None)
            }
            "procerus" => (false, "head-jaw", "procerus", false, None),
            "multifidus-lumbar" => (
                true,
                "lumbar",
                "lumbar multifidus",
                false,
                Some(SpinePart::Lumbar),
            ),
            "achilles-midportion" => (true, "ankle-foot", "Achilles tendon", false, None),
            _ => return None,
        };
        Some(TargetFacts {
            paired,
            region: region.into(),
            name: name.into(),
            pleura,
            muscle: id != "achilles-midportion",
            high_risk: pleura || spine.is_some(),
            spine,
        })
    }

    fn region_exists(&self, id: &str) -> bool {
        [
            "neck",
            "shoulder-girdle",
            "lower-leg",
            "head-jaw",
            "lumbar",
            "ankle-foot",
        ]
        .contains(&id)
    }

    fn condition_exists(&self, id: &str) -> bool {
        id == "neck-pain"
    }

    fn condition_has_code(&self, condition: &str, icd10cm: &str) -> bool {
        condition == "neck-pain" && icd10cm == "M54.2"
    }

    fn technique_exists(&self, id: &str) -> bool {
        ["pistoning", "static", "superficial", "electrical"].contains(&id)
    }

    fn other_care_exists(&self, id: &str) -> bool {
        ["therapeutic-exercise", "stretching"].contains(&id)
    }

    fn adverse_event_exists(&self, id: &str) -> bool {
        ["bruise", "bleeding", "needlestick-staff"].contains(&id)
    }

    fn check_exists(&self, id: &str) -> bool {
        ["no-consent", "local-infection"].contains(&id)
    }

    fn measure(&self, id: &str) -> Option<MeasureFacts> {
        (id == "ndi").then(|| MeasureFacts {
            name: "Neck Disability Index".into(),
            unit: "%".into(),
            range: (0, 100),
            decimals: 0,
            higher_is_better: false,
            pain: false,
            compared: true,
            wanted: Wanted::Total,
            versions: Vec::new(),
            joint: false,
            measurements: false,
            parts: Vec::new(),
            parts_make: PartsMake::Neither,
            raw: None,
            threshold: Some(20),
            error_hundredths: Some(2040),
        })
    }

    fn region_over_lung(&self, id: &str) -> bool {
        ["neck", "shoulder-girdle"].contains(&id)
    }
}

/// 22 Nov 2026, 15:05 on a wall clock five hours behind UTC.
pub(crate) const NOW_MS: i64 = 1_795_377_900_000;

/// What the rules of an entry between two visits ask for: somebody born on 14 Mar 1984, now.
pub(crate) fn between() -> Between<'static> {
    Between {
        patient: PatientId::new(NOW_MS, [9; 10]),
        birth_date: "1984-03-14".parse().unwrap(),
        now: Instant {
            utc_ms: NOW_MS,
            offset_minutes: -300,
        },
        offset_at: &|_| -300,
    }
}
