//! The figures of the suite, in one table.

use std::fmt::Write as _;

/// One line of the table, and what went wrong in it.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) figures: String,
    pub(crate) faults: Vec<String>,
}

impl Row {
    pub(crate) fn new(what: &str, figures: String, faults: Vec<String>) -> Self {
        Self {
            what: what.to_owned(),
            figures,
            faults,
        }
    }
}

/// The rows beneath each other, then every fault in full.
pub(crate) fn of(rows: &[Row]) -> String {
    let widest = rows.iter().map(|row| row.what.len()).max().unwrap_or(0);
    let mut text = "\nFault suite\n".to_owned();
    for row in rows {
        let mark = if row.faults.is_empty() {
            "ok"
        } else {
            "FAILED"
        };
        let _ = writeln!(text, "  {:widest$}  {}  {mark}", row.what, row.figures);
    }
    let faults: Vec<&String> = rows.iter().flat_map(|row| &row.faults).collect();
    if !faults.is_empty() {
        let _ = writeln!(text, "\n{} faults:", faults.len());
    }
    for fault in faults.iter().take(60) {
        let _ = writeln!(text, "  {fault}");
    }
    text
}
