//! What the store promises: one ledger, folded tables, drafts that survive, files that are refused unharmed.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod amendments;
mod attachments;
mod audit;
mod backup;
mod bad_files;
mod between;
mod caseload;
mod chain;
mod decrypted;
mod drafts;
mod durability;
mod episodes;
mod every_table;
mod find;
mod floor;
mod forging;
mod full_disk;
mod imports;
mod patients;
mod projections;
mod reading;
mod rekey;
mod restore;
mod retire;
mod safety;
mod scores;
mod staff;
mod support;
mod tampering;
mod writing;
