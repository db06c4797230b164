//! What is typed to record a visit that was not held.

use clap::{ArgGroup, Args, ValueEnum};

/// A visit that was called off or missed.
#[derive(Args)]
#[command(group(ArgGroup::new("how").args(["called_off_by", "missed", "take_back"]).required(true)))]
pub(crate) struct NotHeld {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The day of the visit, 2026-11-24
    #[arg(
        long,
        value_name = "DAY",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) date: String,
    /// The time of the visit, 14:05
    #[arg(
        long,
        value_name = "TIME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) time: String,
    /// It was called off by
    #[arg(long, value_enum, value_name = "WHO")]
    pub(crate) called_off_by: Option<By>,
    /// The name of somebody else who called it off
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) name: String,
    /// Nobody came
    #[arg(long)]
    pub(crate) missed: bool,
    /// It was recorded by mistake: the id, as `history --json` gives it
    #[arg(long, value_name = "ID")]
    pub(crate) take_back: Option<String>,
}

/// Who called a visit off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// The patient
    Patient,
    /// Family, or somebody who cares for the patient
    Family,
    /// The practice itself
    Practice,
    /// Somebody else, with --name
    Other,
}
