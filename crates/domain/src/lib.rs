//! What a patient, a session and a needle site are. Pure: no I/O, no clock, no randomness, no SQL.
//!
//! Start with [`session`]: a draft holds what was typed, [`signing`] turns it into a signed session or
//! into a list of faults, each at its field. There is no second rulebook anywhere else.

pub mod change;
pub mod entry;
pub mod fold;
pub mod ids;
pub mod patient;
pub mod practice;
pub mod problem;
pub mod quantity;
pub mod session;
pub mod signing;
pub mod site;
#[cfg(test)]
mod testing;
pub mod time;
pub mod vocabulary;
