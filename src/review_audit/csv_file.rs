//! The list as CSV, written as every other table that leaves.

use std::io;

use data_encoding::HEXLOWER;
use filiform_domain::ids::TherapistId;
use filiform_domain::time::Instant;
use filiform_exchange::{BYTE_ORDER_MARK, Cell, csv_row};

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
    format!("{BYTE_ORDER_MARK}{}\r\n", COLUMNS.join(","))
}

/// One line. `recorded` is when, by whom, and the entry's hash.
pub(super) fn line(
    line: &AuditLine,
    (at, author, hash): (Instant, TherapistId, [u8; 32]),
) -> io::Result<Vec<u8>> {
    let patient = line.patient.map(|patient| patient.to_string());
    let cells = [
        line.seq.to_string(),
        filiform_exchange::moment(at),
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
    csv_row(&cells.map(|cell| Cell::text(&cell)))
}
