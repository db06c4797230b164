//! Electrical stimulation through needles, as it was set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The current through the needles of a row, and of the rows it is paired with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Current {
    /// The device.
    pub device: String,
    /// The setting on its dial, as read.
    pub dial: String,
    /// Channels in use: 1 to 16.
    #[ts(type = "number | null")]
    pub channels: Option<i64>,
    /// The electrode pairs, from a needle of this row to another.
    pub pairs: Vec<ElectrodePair>,
    /// The waveform: "biphasic, rectangular".
    pub waveform: String,
    /// Frequency in hertz, as set: "2", "2/100 alternating".
    pub hz: String,
    /// Pulse width in microseconds: 1 to 1000000.
    #[ts(type = "number | null")]
    pub pulse_us: Option<i64>,
    /// The widest pulse in microseconds, when it was a range.
    #[ts(type = "number | null")]
    pub pulse_to_us: Option<i64>,
    /// Intensity in microamperes: 2 mA is 2000. 1 to 100000.
    #[ts(type = "number | null")]
    pub intensity_ua: Option<i64>,
    /// The highest intensity in microamperes, when it was a range: "1 to 3 mA".
    #[ts(type = "number | null")]
    pub intensity_to_ua: Option<i64>,
    /// Intensity by its effect.
    pub effect: Option<CurrentEffect>,
    /// Intensity in the therapist's words: "maximum tolerable".
    pub intensity: String,
    /// Seconds it was on: 20 minutes is 1200. 1 to 14400.
    #[ts(type = "number | null")]
    pub seconds: Option<i64>,
    /// The most seconds it was on, when it was a range.
    #[ts(type = "number | null")]
    pub seconds_to: Option<i64>,
    /// Direct current, as in percutaneous electrolysis, with its dose: "3 mA, 3 s, 3 times".
    pub direct_dose: String,
}

/// From a needle of this row to a needle of another, or of the same target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ElectrodePair {
    /// The other row, counted from 1; none when both needles belong to this row.
    #[ts(type = "number | null")]
    pub with_row: Option<i64>,
    /// Which pole is at this row.
    pub here: Option<Pole>,
    /// Where the two needles are, when the rows do not say it.
    pub words: String,
}

/// The pole of an electrode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pole {
    /// The negative pole, the cathode.
    Negative,
    /// The positive pole, the anode.
    Positive,
    /// The poles change.
    Alternating,
}

/// Intensity by its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CurrentEffect {
    /// Felt, without a contraction.
    Sensory,
    /// A visible contraction.
    Motor,
}

impl Pole {
    /// "negative".
    pub fn words(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Alternating => "alternating",
        }
    }
}

impl CurrentEffect {
    /// "sensory".
    pub fn words(self) -> &'static str {
        match self {
            Self::Sensory => "sensory",
            Self::Motor => "motor",
        }
    }
}
