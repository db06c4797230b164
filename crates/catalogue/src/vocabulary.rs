//! The catalogue answers what the rules of the domain ask of the clinical content.

use filiform_domain::level::SpinePart;
use filiform_domain::measure::{
    MeasureFacts, PartFacts, PartsMake as Make, RawFacts, VersionFacts, Wanted,
};
use filiform_domain::vocabulary::{TargetFacts, Vocabulary};

use crate::catalogue::Catalogue;
use crate::rows::{
    About, Asks, Better, MeasureDomain, MeasureForm, OutcomeMeasure, PartsMake, RawIs, RiskLevel,
    Target, TargetKind,
};

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

    fn measure(&self, id: &str) -> Option<MeasureFacts> {
        let (row, form) = (self.measures().get(id)?, self.measure_forms().get(id)?);
        Some(measure_facts(row, form))
    }

    fn region_over_lung(&self, id: &str) -> bool {
        let here = |target: &&Target| target.region.as_str() == id;
        self.targets()
            .iter()
            .filter(here)
            .any(Target::can_reach_lung)
    }
}

fn measure_facts(row: &OutcomeMeasure, form: &MeasureForm) -> MeasureFacts {
    let rates_itself = matches!(row.domain, MeasureDomain::Change | MeasureDomain::Screen);
    MeasureFacts {
        name: row.name.clone(),
        unit: row.unit.clone(),
        range: (row.score_min.into(), row.score_max.into()),
        decimals: row.decimals,
        higher_is_better: row.higher_is == Better::Better,
        pain: row.domain == MeasureDomain::Pain,
        compared: !rates_itself,
        wanted: match form.asks {
            Asks::Total => Wanted::Total,
            Asks::Rating => Wanted::Rating,
            Asks::Activities => Wanted::Activities,
        },
        versions: form
            .versions
            .iter()
            .map(|version| VersionFacts {
                id: version.id.clone(),
                name: version.name.clone(),
            })
            .collect(),
        joint: form.about == About::Joint,
        measurements: form.about == About::Measurements,
        parts: form
            .parts
            .iter()
            .map(|part| PartFacts {
                id: part.id.clone(),
                name: part.name.clone(),
                max: part.max.into(),
                decimals: part.decimals,
            })
            .collect(),
        parts_make: match form.parts_make {
            Some(PartsMake::Mean) => Make::Mean,
            Some(PartsMake::Sum) => Make::Sum,
            Some(PartsMake::Neither) | None => Make::Neither,
        },
        raw: form.raw_max.map(|max| RawFacts {
            max: max.into(),
            doubled: form.raw_is == Some(RawIs::Doubled),
        }),
        threshold: row.threshold_app_default.map(i64::from),
        error_hundredths: form.error_hundredths.map(i64::from),
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
