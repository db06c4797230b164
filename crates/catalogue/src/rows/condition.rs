//! Conditions with their ICD-10-CM codes.

use std::fmt;

use serde::Deserialize;

use super::Evidence;
use crate::cells::{filled, list};
use crate::ids::{ConditionId, MeasureId, RegionId, SourceId, TargetId};
use crate::table::Row;

/// One condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "ConditionRow")]
pub struct Condition {
    /// Stable, never reused.
    pub id: ConditionId,
    /// The name: "Plantar fasciitis (plantar heel pain)".
    pub name: String,
    /// The group of conditions that the practice asked for first, if it belongs to one.
    pub group: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The codes, the best first choices first.
    pub codes: Vec<ConditionCode>,
    /// The remark on the codes as the pack has it. Show it beside codes that have no note of their own.
    pub codes_note: String,
    /// Where it is felt.
    pub regions: Vec<RegionId>,
    /// Muscles often looked at. Not advice to needle them.
    pub muscles: Vec<TargetId>,
    /// Measures that fit.
    pub outcome_measures: Vec<MeasureId>,
    /// Signs that call for a physician.
    pub refer_out_signs: Vec<String>,
    /// What is known of needling here, with its certainty.
    pub dn_evidence: String,
    /// What the row rests on.
    pub sources: Vec<SourceId>,
    /// How the codes were seen.
    pub evidence_icd: Evidence,
    /// How the evidence on needling was seen.
    pub evidence_dn: Evidence,
    /// How muscles and signs were seen.
    pub evidence_muscles_and_signs: Evidence,
}

impl Condition {
    /// The listed code, or nothing when the condition does not have it. Case does not matter.
    pub fn code(&self, icd10cm: &str) -> Option<&ConditionCode> {
        self.codes
            .iter()
            .find(|listed| listed.code.as_str().eq_ignore_ascii_case(icd10cm))
    }
}

impl Row for Condition {
    const FILE: &'static str = "conditions.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// A code of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionCode {
    /// The code: "M76.61".
    pub code: Icd10Code,
    /// What sets it apart from the other codes of the condition: "Right". Nothing when the pack does
    /// not say it code by code; then [`Condition::codes_note`] holds the remark.
    pub note: Option<String>,
}

/// An ICD-10-CM code, by its shape: a letter, a digit, a digit or letter, then up to four after a dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Icd10Code(Box<str>);

impl Icd10Code {
    /// The code as text, in capitals with its dot.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Icd10Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text does not have the shape of an ICD-10-CM code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" does not have the shape of an ICD-10-CM code")]
pub struct NotACode(String);

impl TryFrom<String> for Icd10Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        if has_icd10_shape(&text) {
            Ok(Self(text.into()))
        } else {
            Err(NotACode(text))
        }
    }
}

fn has_icd10_shape(text: &str) -> bool {
    let (category, rest) = match text.split_once('.') {
        Some((category, rest)) => (category, Some(rest)),
        None => (text, None),
    };
    let sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let mut start = category.chars();
    let category_fits = start.next().is_some_and(|c| c.is_ascii_uppercase())
        && start.next().is_some_and(|c| c.is_ascii_digit())
        && start.next().is_some_and(sign)
        && start.next().is_none();
    category_fits && rest.is_none_or(|rest| (1..=4).contains(&rest.len()) && rest.chars().all(sign))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionRow {
    id: ConditionId,
    #[serde(deserialize_with = "filled")]
    name: String,
    customer_group: Option<String>,
    #[serde(deserialize_with = "list")]
    aliases: Vec<String>,
    #[serde(deserialize_with = "list")]
    icd10cm: Vec<Icd10Code>,
    #[serde(deserialize_with = "filled")]
    icd10_note: String,
    #[serde(deserialize_with = "list")]
    regions: Vec<RegionId>,
    #[serde(deserialize_with = "list")]
    muscles: Vec<TargetId>,
    #[serde(deserialize_with = "list")]
    outcome_measures: Vec<MeasureId>,
    #[serde(deserialize_with = "list")]
    refer_out_signs: Vec<String>,
    dn_evidence: String,
    #[serde(deserialize_with = "list")]
    source_ids: Vec<SourceId>,
    evidence_icd: Evidence,
    evidence_dn: Evidence,
    evidence_muscles_and_signs: Evidence,
}

impl TryFrom<ConditionRow> for Condition {
    type Error = String;

    fn try_from(row: ConditionRow) -> Result<Self, String> {
        if row.icd10cm.is_empty() {
            return Err(format!("{} has no ICD-10-CM code", row.id));
        }
        Ok(Self {
            codes: pair_with_notes(row.icd10cm, &row.icd10_note),
            id: row.id,
            name: row.name,
            group: row.customer_group,
            aliases: row.aliases,
            codes_note: row.icd10_note,
            regions: row.regions,
            muscles: row.muscles,
            outcome_measures: row.outcome_measures,
            refer_out_signs: row.refer_out_signs,
            dn_evidence: row.dn_evidence,
            sources: row.source_ids,
            evidence_icd: row.evidence_icd,
            evidence_dn: row.evidence_dn,
            evidence_muscles_and_signs: row.evidence_muscles_and_signs,
        })
    }
}

/// Gives each code its note when there are as many notes as codes. A single code has the whole remark.
fn pair_with_notes(codes: Vec<Icd10Code>, remark: &str) -> Vec<ConditionCode> {
    let mut notes = if codes.len() == 1 {
        vec![remark.to_owned()]
    } else {
        spelled_out(remark)
    };
    if notes.len() != codes.len() {
        notes.clear();
    }
    let mut notes = notes.into_iter();
    codes
        .into_iter()
        .map(|code| ConditionCode {
            code,
            note: notes.next(),
        })
        .collect()
}

/// The parts of a remark, each readable alone: in "Elbow right; left; hand right; left" the second is
/// "Elbow left". Without its joint a bare "left" would be read beside the wrong code.
fn spelled_out(remark: &str) -> Vec<String> {
    let mut place = "";
    remark
        .split(';')
        .map(str::trim)
        .map(|part| {
            match part.rsplit_once(' ') {
                Some((before, last)) if is_side(last) => place = before,
                None if is_side(part) && !place.is_empty() => return format!("{place} {part}"),
                _ => place = "",
            }
            part.to_owned()
        })
        .collect()
}

fn is_side(word: &str) -> bool {
    ["right", "left", "both", "bilateral", "unspecified"]
        .contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_by_its_shape() {
        for good in ["M54.2", "G44.209", "S13.4XXA", "M22.2X1", "Z47.1", "M72"] {
            assert!(has_icd10_shape(good), "{good} has the shape");
        }
        for bad in [
            "",
            "M5",
            "54.2",
            "m54.2",
            "M54.",
            "M54.20000",
            "M54.2 ",
            "MM4.2",
            "M542",
            "M54,2",
        ] {
            assert!(!has_icd10_shape(bad), "{bad:?} has not");
        }
    }

    fn check(codes: &[&str], remark: &str, expect: &[Option<&str>]) {
        let codes = codes.iter().map(|code| Icd10Code((*code).into())).collect();
        let paired = pair_with_notes(codes, remark);
        let notes: Vec<_> = paired.iter().map(|code| code.note.as_deref()).collect();
        assert_eq!(notes, expect, "{remark}");
    }

    #[test]
    fn notes_belong_to_codes_only_when_there_are_as_many() {
        check(&["A", "B"], "Right; left", &[Some("Right"), Some("left")]);
        check(
            &["A"],
            "Since Oct 2021; code the neck too",
            &[Some("Since Oct 2021; code the neck too")],
        );
        check(&["A", "B", "C"], "Right; left", &[None, None, None]);
    }

    #[test]
    fn a_side_keeps_the_joint_it_was_said_of() {
        check(
            &["A", "B", "C", "D", "E"],
            "Elbow right; left; hand right; left; other",
            &[
                Some("Elbow right"),
                Some("Elbow left"),
                Some("hand right"),
                Some("hand left"),
                Some("other"),
            ],
        );
    }
}
