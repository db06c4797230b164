//! How the score of a measure is entered: one rating, the patient's own activities, or a total with its parts.
//!
//! Written from the scoring notes and the detectable changes of `outcome_measures.csv`; it adds no item text.

use serde::Deserialize;

use crate::cells::{filled, list};
use crate::ids::{MeasureId, SourceId};
use crate::table::Row;

/// How one measure is entered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureForm {
    /// The measure.
    pub id: MeasureId,
    /// What is asked.
    pub asks: Asks,
    /// What the lowest answer means; empty when the pack gives no words.
    pub low_words: String,
    /// What the highest answer means.
    pub high_words: String,
    /// Versions that are series of their own. When there are any, one of them must be named.
    #[serde(deserialize_with = "list")]
    pub versions: Vec<Version>,
    /// What else belongs to a score.
    pub about: About,
    /// Subscales.
    #[serde(deserialize_with = "list")]
    pub parts: Vec<Subscale>,
    /// What the subscales make of the total.
    pub parts_make: Option<PartsMake>,
    /// The highest raw score; the lowest is 0.
    pub raw_max: Option<i32>,
    /// How raw score and total hang together.
    pub raw_is: Option<RawIs>,
    /// The largest published detectable change that was seen, in hundredths of a unit. Not what is known from
    /// memory alone.
    pub error_hundredths: Option<i32>,
    /// Where in the pack it stands.
    #[serde(deserialize_with = "filled")]
    pub source_section: String,
}

/// What is asked of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asks {
    /// The total of a questionnaire on paper.
    Total,
    /// One number, which the patient can give alone.
    Rating,
    /// A number for each activity that the patient chose, in the patient's own words.
    Activities,
}

/// What belongs to a score besides its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// Nothing.
    Nothing,
    /// The joint and its side.
    Joint,
    /// How many measurements it rests on.
    Measurements,
}

/// What subscales make of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartsMake {
    /// The total is their mean.
    Mean,
    /// The total is their sum.
    Sum,
    /// The total is a score of its own.
    Neither,
}

/// How a raw score and the total hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RawIs {
    /// The total is the raw score doubled, when nothing was skipped.
    Doubled,
    /// The total comes from a published table, which is not part of the content.
    Kept,
}

/// A version of a measure: `pain-free:Pain-free`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Stable.
    pub id: String,
    /// In words.
    pub name: String,
}

/// A subscale: `pain:Pain:50:1`, from 0 to 50 with one decimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscale {
    /// Stable.
    pub id: String,
    /// In words.
    pub name: String,
    /// The highest score in whole units; the lowest is 0.
    pub max: i32,
    /// How many decimals it has.
    pub decimals: u8,
}

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.split(':').collect::<Vec<_>>().as_slice() {
            [id, name] => Ok(Self {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
            }),
            _ => Err(format!("\"{text}\" is no version")),
        }
    }
}

impl TryFrom<String> for Subscale {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let fault = || format!("\"{text}\" is no subscale");
        match text.split(':').collect::<Vec<_>>().as_slice() {
            [id, name, max, decimals] => Ok(Self {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                max: max.parse().map_err(|_| fault())?,
                decimals: decimals.parse().map_err(|_| fault())?,
            }),
            _ => Err(fault()),
        }
    }
}

impl Row for MeasureForm {
    const FILE: &'static str = "measure_forms.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}
