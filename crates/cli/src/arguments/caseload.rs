//! What is typed to review the caseload.

use clap::Args;

/// Which month.
#[derive(Args)]
pub(crate) struct Caseload {
    /// The month, 2026-11; the present one without it
    #[arg(long, value_name = "MONTH", default_value = "")]
    pub(crate) month: String,
}
