//! Files that enter and leave. Pure: bytes in, drafts and faults out.
//!
//! Start with [`read_session_file`]: a file is JSON in the shape that [`schema`] describes, and the shape is
//! that of the domain's drafts. This crate finds what is wrong with the file as a file (a word where a number
//! belongs, a field that does not exist); what is wrong with the care it describes, the domain says of the
//! rest. [`Read::with`] joins both, so that a person sees every fault at once and none twice.

mod fhir;
mod files;
mod incoming;
mod json;
mod path;
mod ranges;
mod read;
mod record;
mod schema;
mod shape;
mod structure;
mod tables;
#[cfg(test)]
mod testing;

pub use fhir::{
    Brought, BroughtEntry, Bundled, Header, MOST_BUNDLE_BYTES, NotTaken, bundle, read_bundle,
};
pub use files::{
    FileKind, PracticeFile, read_consent_file, read_contact_file, read_episode_file,
    read_event_file, read_patient_file, read_practice_file, read_score_file, read_screening_file,
    read_session_file,
};
pub use incoming::{
    CsvRefused, MOST_COLUMNS, MOST_ROWS, MOST_TABLE_BYTES, TableChoice, TableFile, TableForm,
    TableRefused, XlsxRefused, read_csv, read_table, read_xlsx,
};
pub use json::{MOST_BYTES, MOST_NESTING, Unreadable};
pub use read::Read;
pub use record::{Kept, Record, Seal, Signer, Staff};
pub use schema::{schema, schema_of};
pub use tables::{
    BYTE_ORDER_MARK, Cell, Row, StudyIds, Table, Tables, Workbook, WorkbookTooLarge, csv_row,
    harmless, moment,
};
