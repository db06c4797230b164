//! Who did what, on the wire.

use filiform_domain::ids::{EntryId, PatientId, TherapistId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of thing was done: the choices of the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AuditGroup {
    /// Notes were signed.
    Notes,
    /// Patients were registered or changed, and their episodes of care opened, changed and closed.
    Patients,
    /// Screenings and consents.
    Safety,
    /// Contacts, events that were heard of later, and scores.
    Between,
    /// Something left the practice.
    Exports,
    /// The record was opened, searched or printed; somebody was refused or failed to unlock.
    Access,
    /// The practice, its therapists and its rules.
    Practice,
    /// Holds, and records that were destroyed.
    Retention,
}

/// Which entries to list. Everything that is left open fits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AuditFilter {
    /// One patient's record alone.
    pub patient: Option<PatientId>,
    /// What one person did alone.
    pub person: Option<TherapistId>,
    /// One kind of thing alone.
    pub group: Option<AuditGroup>,
    /// The first day, `2026-11-22`; empty for no limit.
    pub from: String,
    /// The last day, `2026-11-22`; empty for no limit.
    pub to: String,
}

/// A page of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewAudit {
    /// Which entries.
    pub filter: AuditFilter,
    /// The entry after which the page begins: `next` of the page before.
    pub after: Option<EntryId>,
    /// At most so many lines, 1 to 500.
    pub limit: u32,
}

/// One thing that somebody did.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// The entry.
    pub id: EntryId,
    /// Its number in the chain.
    #[ts(type = "number")]
    pub seq: u64,
    /// Its kind, as a stable word: `session-signed`.
    pub kind: String,
    /// What kind of thing it was.
    pub group: AuditGroup,
    /// "22 Nov 2026".
    pub date: String,
    /// "14:05".
    pub time: String,
    /// Who did it; "Unknown" for whoever failed to unlock.
    pub who: String,
    /// "Signed a note".
    pub what: String,
    /// More of it: "visit of 20 Nov 2026, 09:20"; empty when there is no more.
    pub details: String,
    /// Whose record it was about.
    pub patient: Option<PatientId>,
    /// "Okafor, Ada"; of a record that was destroyed only that; empty when it was about the practice.
    pub name: String,
    /// Whether that record was destroyed, so that there is nothing to open.
    pub destroyed: bool,
}

/// Somebody who wrote entries, for the filter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditPerson {
    /// Who.
    pub id: TherapistId,
    /// "A. Rivera, PT, DPT".
    pub name: String,
}

/// A page of the list, newest first.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// The cursor of older ones; none when these are the last.
    pub next: Option<EntryId>,
    /// Everybody who ever had a name in this practice.
    pub people: Vec<AuditPerson>,
    /// "Okafor, Ada", when one patient's record was asked for.
    pub patient_name: String,
    /// Where the list would be saved. The name carries no patient's name.
    pub path: String,
}

/// A list to save as CSV.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportAudit {
    /// Which entries.
    pub filter: AuditFilter,
    /// The file to write.
    pub path: String,
    /// Whether a file that is already there may be replaced.
    pub replace: bool,
}

/// A saved list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditExported {
    /// The file that was written.
    pub path: String,
    /// Lines below the heading.
    #[ts(type = "number")]
    pub lines: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}
