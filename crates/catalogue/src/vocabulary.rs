//! The catalogue answers what the rules of the domain ask of the clinical content.

use filiform_domain::level::SpinePart;
use filiform_domain::vocabulary::{TargetFacts, Vocabulary};

use crate::catalogue::Catalogue;
use crate::rows::{RiskLevel, Target, TargetKind};

impl Vocabulary for Catalogue {
    fn target(&self, id: &str) -> Option<TargetFacts> {
        self.targets().get(id).map(|target| TargetFacts {
            paired: target.is_paired(),
            region: target.region.to_string(),
            name: target.plain_name(),
            pleura: target.can_reach_lung(),
            muscle: target.kind == TargetKind::Muscle,
            high_risk: target.risk_level == RiskLevel::High,
            spine: part_of_spine(target),
        })
    }

    fn region_exists(&self, id: &str) -> bool {
        self.regions().contains(id)
    }

    fn condition_exists(&self, id: &str) -> bool {
        self.conditions().contains(id)
    }

    fn condition_has_code(&self, condition: &str, icd10cm: &str) -> bool {
        self.conditions()
            .get(condition)
            .is_some_and(|row| row.code(icd10cm).is_some())
    }

    /// "Deep" is a word of the field but no technique that a note records.
    fn technique_exists(&self, id: &str) -> bool {
        self.techniques()
            .get(id)
            .is_some_and(|technique| technique.recorded)
    }

    fn other_care_exists(&self, id: &str) -> bool {
        self.other_care().contains(id)
    }

    fn adverse_event_exists(&self, id: &str) -> bool {
        self.adverse_events().contains(id)
    }

    fn check_exists(&self, id: &str) -> bool {
        self.checks().contains(id)
    }

    fn region_over_lung(&self, id: &str) -> bool {
        let here = |target: &&Target| target.region.as_str() == id;
        self.targets()
            .iter()
            .filter(here)
            .any(Target::can_reach_lung)
    }
}

/// Targets of the neck and the back lie at levels of their own part of the spine.
fn part_of_spine(target: &Target) -> Option<SpinePart> {
    match target.region.as_str() {
        "neck" => Some(SpinePart::Cervical),
        "thoracic" => Some(SpinePart::Thoracic),
        "lumbar" => Some(SpinePart::Lumbar),
        _ => None,
    }
}
