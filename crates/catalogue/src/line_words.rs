//! The catalogue answers what a typed line asks of the clinical content.

use filiform_domain::quantity::NeedleSize;
use filiform_domain::shorthand::{LineTarget, LineWords, Named, ShortName};

use crate::catalogue::{Catalogue, ShortName as Found};
use crate::rows::{RiskLevel, Target, TargetKind};

/// The event that belongs into the practice's own record and never into a patient's note.
const STAFF_EVENT: &str = "needlestick-staff";

impl LineWords for Catalogue {
    fn short_name(&self, word: &str) -> ShortName {
        match self.read_short_name(word) {
            Found::Target(target) => ShortName::Target(line_target(target)),
            Found::Refused(ask) => ShortName::Refused {
                ask: ask.to_owned(),
                offered: self.offered_by(ask),
            },
            Found::Unknown => ShortName::Unknown,
        }
    }

    fn line_target(&self, id: &str) -> Option<LineTarget> {
        self.targets().get(id).map(line_target)
    }

    fn targets_like(&self, typed: &str, most: usize) -> Vec<LineTarget> {
        let found = self.search_targets(typed).into_iter();
        found.take(most).map(line_target).collect()
    }

    fn technique_name(&self, id: &str) -> Option<String> {
        let mut letters = self.techniques().get(id)?.label.chars();
        let first = letters.next()?.to_lowercase();
        Some(first.chain(letters).collect())
    }

    fn events(&self) -> Vec<Named> {
        let of_patients = self
            .adverse_events()
            .iter()
            .filter(|event| event.id != STAFF_EVENT);
        of_patients
            .map(|event| Named {
                id: event.id.to_string(),
                name: event.name.clone(),
            })
            .collect()
    }

    fn needle_sizes(&self) -> Vec<NeedleSize> {
        let list = self.needle_sizes().iter();
        list.map(|size| NeedleSize {
            diameter_um: size.diameter_um,
            length_mm: size.length_mm,
        })
        .collect()
    }
}

impl Catalogue {
    /// The targets that a question offers after "write", in its order.
    fn offered_by(&self, ask: &str) -> Vec<LineTarget> {
        let offer = ask.split_once("write ").map_or("", |(_, offer)| offer);
        let words = offer.split(|c: char| !c.is_alphanumeric());
        let names = words.filter(|word| word.chars().any(char::is_uppercase));
        let mut offered: Vec<LineTarget> = names
            .filter_map(|name| match self.read_short_name(name) {
                Found::Target(target) => Some(line_target(target)),
                _ => None,
            })
            .collect();
        offered.dedup();
        offered
    }
}

fn line_target(target: &Target) -> LineTarget {
    LineTarget {
        id: target.id.to_string(),
        short: target.abbr.clone(),
        name: target.plain_name(),
        paired: target.is_paired(),
        muscle: target.kind == TargetKind::Muscle,
        high_risk: target.risk_level == RiskLevel::High,
        pleura: target.can_reach_lung(),
    }
}
