//! The list as CSV: RFC 4180 in UTF-8, with a byte order mark because spreadsheets guess wrongly without one.
//!
//! A spreadsheet runs what begins like a formula. Such a cell gets an apostrophe in front, which shows it as text.

use std::io;

use csv::{Terminator, WriterBuilder};
use data_encoding::HEXLOWER;
use filiform_domain::ids::TherapistId;
use filiform_domain::time::Instant;

use crate::contract::AuditLine;

const COLUMNS: [&str; 11] = [
    "number",
    "recorded_at",
    "who",
    "what",
    "details",
    "patient",
    "kind",
    "who_id",
    "patient_id",
    "entry_id",
    "hash",
];

/// What the file begins with.
pub(super) fn heading() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// One line. `recorded` is when, by whom, and the entry's hash.
pub(super) fn line(
    line: &AuditLine,
    (at, author, hash): (Instant, TherapistId, [u8; 32]),
) -> io::Result<Vec<u8>> {
    let patient = line.patient.map(|patient| patient.to_string());
    let cells = [
        line.seq.to_string(),
        moment(at),
        line.who.clone(),
        line.what.clone(),
        line.details.clone(),
        line.name.clone(),
        line.kind.clone(),
        author.to_string(),
        patient.unwrap_or_default(),
        line.id.to_string(),
        HEXLOWER.encode(&hash),
    ];
    let mut row = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    row.write_record(cells.map(harmless))?;
    row.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// "2026-11-22T14:05:00-05:00": the wall clock with its offset.
fn moment(at: Instant) -> String {
    let sign = if at.offset_minutes < 0 { '-' } else { '+' };
    let offset = at.offset_minutes.unsigned_abs();
    let wall = at.local().format("%Y-%m-%dT%H:%M:%S");
    format!("{wall}{sign}{:02}:{:02}", offset / 60, offset % 60)
}

fn harmless(cell: String) -> String {
    let runs = |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n');
    if cell.chars().next().is_some_and(runs) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_shown_as_text() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(bad.to_owned()), format!("'{bad}"));
        }
        for fine in ["Okafor, Ada", "", "2026-11-22", "a=b"] {
            assert_eq!(harmless(fine.to_owned()), fine);
        }
    }

    #[test]
    fn a_moment_carries_the_offset_of_its_wall_clock() {
        let at = |offset_minutes| Instant {
            utc_ms: 1_795_374_300_000,
            offset_minutes,
        };
        assert_eq!(moment(at(-300)), "2026-11-22T14:05:00-05:00");
        assert_eq!(moment(at(345)), "2026-11-23T00:50:00+05:45");
    }
}
