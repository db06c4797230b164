//! The command line as a script meets it: the real program, in folders of its own.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod amendments;
mod attachments;
mod backups;
mod between;
mod caseload;
mod documents;
mod episodes;
mod exchange;
mod exit_codes;
mod faults;
mod find;
mod given;
mod history;
mod import;
mod letter;
mod lines;
mod main_job;
mod not_held;
mod outcomes;
mod people;
mod protocols;
mod record;
mod retire;
mod safety;
mod shapes;
mod whole_note;
