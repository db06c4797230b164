//! What is typed to find anything.

use clap::Args;

/// What to look for.
#[derive(Args)]
#[command(after_help = "\
A word is a beginning: trap finds trapezius. \"a phrase\" is found as it stands, -word leaves out. Filters: \
target:UT  region:neck  patient:okafor  date:2026-11-22, date:2026-11, date:2026, date:2026-01..2026-03. \
Write -- before a QUERY that begins with a minus.")]
pub(crate) struct Find {
    /// Words, phrases and filters; several arguments are one query
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) query: Vec<String>,
    /// Look in the notes of this patient too, in the middle of words as well: an id, or a filter that finds
    /// exactly one patient
    #[arg(long, value_name = "PATIENT")]
    pub(crate) inside: Option<String>,
    /// How many of each kind at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(crate) limit: u32,
}
