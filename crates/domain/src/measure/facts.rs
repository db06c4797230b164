//! What the rules of a score need to know of its measure. The catalogue answers.

/// The facts about one outcome measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureFacts {
    /// The full name.
    pub name: String,
    /// The unit in words: "points", "%".
    pub unit: String,
    /// The lowest and the highest score in whole units.
    pub range: (i64, i64),
    /// Decimals of a score: its smallest step is 10 to the minus this.
    pub decimals: u8,
    /// Whether a higher score is better.
    pub higher_is_better: bool,
    /// A pain scale: daily ratings can be taken, and the four bands read its change.
    pub pain: bool,
    /// Whether two scores may be compared at all: not those that rate a change, and not a screen.
    pub compared: bool,
    /// What is asked.
    pub wanted: Wanted,
    /// Versions that are series of their own.
    pub versions: Vec<VersionFacts>,
    /// The joint belongs to it.
    pub joint: bool,
    /// The number of measurements belongs to it.
    pub measurements: bool,
    /// Subscales.
    pub parts: Vec<PartFacts>,
    /// What they make of the total.
    pub parts_make: PartsMake,
    /// The raw score, when there is one.
    pub raw: Option<RawFacts>,
    /// The published change that the app compares with, in whole units.
    pub threshold: Option<i64>,
    /// The largest published detectable change that was seen, in hundredths of a unit.
    pub error_hundredths: Option<i64>,
}

/// What is asked of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A total from a paper form.
    Total,
    /// One number.
    Rating,
    /// A number for each of the patient's own activities; the score is their mean.
    Activities,
}

/// A version of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFacts {
    /// Its id.
    pub id: String,
    /// In words.
    pub name: String,
}

/// A subscale, from 0 on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartFacts {
    /// Its id.
    pub id: String,
    /// In words.
    pub name: String,
    /// The highest score in whole units.
    pub max: i64,
    /// Its decimals.
    pub decimals: u8,
}

/// What subscales make of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsMake {
    /// The total is their mean.
    Mean,
    /// The total is their sum.
    Sum,
    /// The total is a score of its own.
    Neither,
}

/// A raw score, from 0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawFacts {
    /// The highest.
    pub max: i64,
    /// The total is the raw score doubled.
    pub doubled: bool,
}
