//! Promises of the files: what is read, what is refused, and that the schema says the same.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod between;
mod episodes;
mod faults;
mod given;
mod reading;
mod recordable;
mod safety;
mod schema;
