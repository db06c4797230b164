//! Outcome measures: range, direction, published thresholds, licence.

use std::fmt;

use serde::Deserialize;

use super::Evidence;
use crate::cells::{Extent, extent, filled, list};
use crate::ids::{MeasureId, RegionId, SourceId};
use crate::table::Row;

/// One outcome measure. The four pain scales are four measures, so that time windows never mix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeMeasure {
    /// Stable, never reused.
    pub id: MeasureId,
    /// The full name.
    #[serde(rename = "full_name", deserialize_with = "filled")]
    pub name: String,
    /// What it measures.
    pub domain: MeasureDomain,
    /// Where it is valid.
    #[serde(deserialize_with = "extent")]
    pub regions: Extent<RegionId>,
    /// The lowest score, in whole units.
    pub score_min: i32,
    /// The highest score, in whole units.
    pub score_max: i32,
    /// The unit in words: "points", "%", "mm".
    #[serde(deserialize_with = "filled")]
    pub unit: String,
    /// How many decimals a score has: the smallest step is 10 to the minus this.
    pub decimals: u8,
    /// Whether a higher score is better or worse.
    pub higher_is: Better,
    /// How it is scored. No item text.
    pub scoring_note: String,
    /// Published important change, as the pack words it.
    pub mcid: Option<String>,
    /// In whom that was found.
    pub mcid_population: Option<String>,
    /// Published detectable change, as the pack words it.
    pub mdc: Option<String>,
    /// In whom that was found.
    pub mdc_population: Option<String>,
    /// The change the app compares with, in whole units. Without one: show change, give no verdict.
    pub threshold_app_default: Option<i32>,
    /// How far that threshold can be trusted.
    pub threshold_note: Option<String>,
    /// Whether it is free.
    #[serde(rename = "licence_status")]
    pub licence: Licence,
    /// Whose it is.
    pub licence_note: Option<String>,
    /// What may be stored.
    #[serde(rename = "store_items")]
    pub storable: Storable,
    /// The LOINC code of the score.
    pub loinc: Option<Loinc>,
    /// The LOINC name, sent with the code.
    pub loinc_name: Option<String>,
    /// What the row rests on.
    #[serde(rename = "source_ids", deserialize_with = "list")]
    pub sources: Vec<SourceId>,
    /// How that was seen.
    pub evidence: Evidence,
}

impl OutcomeMeasure {
    /// The lowest and highest score in its smallest step: 0 and 1000 for 0 to 100 with one decimal.
    pub fn range_in_steps(&self) -> (i64, i64) {
        let steps = 10_i64.pow(u32::from(self.decimals.min(6)));
        (
            i64::from(self.score_min) * steps,
            i64::from(self.score_max) * steps,
        )
    }
}

impl Row for OutcomeMeasure {
    const FILE: &'static str = "outcome_measures.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &self.sources
    }
}

/// What a measure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureDomain {
    /// Pain.
    Pain,
    /// What the patient can do.
    Function,
    /// Change as the patient rates it.
    Change,
    /// What the patient cannot do.
    Disability,
    /// Impact on life.
    Impact,
    /// How often.
    Frequency,
    /// How far a joint moves.
    Mobility,
    /// What the patient believes.
    Belief,
    /// A screen, not an outcome.
    Screen,
}

/// What a higher score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// Higher is better.
    Better,
    /// Higher is worse.
    Worse,
}

/// Whether a measure is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Licence {
    /// Free.
    #[serde(rename = "free")]
    Free,
    /// Free in the clinic; software may need permission.
    #[serde(rename = "free for clinical use")]
    FreeForClinicalUse,
    /// Software needs a licence.
    #[serde(rename = "licensed")]
    Licensed,
}

/// What may be stored of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Storable {
    /// The answers and the total.
    #[serde(rename = "yes")]
    Items,
    /// The total only.
    #[serde(rename = "total only")]
    TotalOnly,
}

/// A LOINC code whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Loinc(Box<str>);

impl Loinc {
    /// The code with its check digit: "72514-3".
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Loinc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no LOINC code: wrong shape or wrong check digit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a LOINC code, or its check digit is wrong")]
pub struct NotALoinc(String);

impl TryFrom<String> for Loinc {
    type Error = NotALoinc;

    fn try_from(text: String) -> Result<Self, NotALoinc> {
        if check_digit_fits(&text) {
            Ok(Self(text.into()))
        } else {
            Err(NotALoinc(text))
        }
    }
}

/// The check digit of LOINC is Luhn's (mod 10).
fn check_digit_fits(text: &str) -> bool {
    let Some((number, check)) = text.split_once('-') else {
        return false;
    };
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let (Some(digits), Ok(check), 1) = (digits, check.parse::<u32>(), check.len()) else {
        return false;
    };
    let weighted = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, digit)| match (n % 2, digit * 2) {
            (0, double) if double > 9 => double - 9,
            (0, double) => double,
            _ => *digit,
        });
    !digits.is_empty() && (weighted.sum::<u32>() + check).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_loinc_code_is_seen() {
        assert!(check_digit_fits("72514-3"));
        for bad in [
            "72514-4", "75214-3", "72514", "-0", "7251a-3", "72514-", "72514-33", "72514-+3",
        ] {
            assert!(!check_digit_fits(bad), "{bad} must not pass");
        }
    }
}
