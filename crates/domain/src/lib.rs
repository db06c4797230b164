//! What a patient, a session and a needle site are. Pure: no I/O, no clock, no randomness, no SQL.
//!
//! Start with [`session`]: a draft holds what was typed, [`signing`] turns it into a signed session or
//! into a list of faults, each at its field. There is no second rulebook anywhere else.

pub mod amendment;
pub mod attachment;
pub mod backup;
pub mod between;
pub mod change;
pub mod consent;
pub mod contact;
pub mod current;
pub mod entry;
pub mod episode;
pub mod event;
pub mod find;
pub mod fold;
pub mod forward;
pub mod ids;
pub mod import;
pub mod imported;
pub mod late;
pub mod letter;
pub mod level;
pub mod locking;
pub mod measure;
pub mod month;
pub mod needle;
pub mod needle_box;
pub mod not_held;
pub mod outcome;
pub mod pain;
pub mod patient;
pub mod payer;
pub mod phrases;
pub mod picture;
pub mod practice;
pub mod problem;
pub mod quantity;
pub mod rate;
pub mod reported_event;
pub mod retention;
pub mod role;
pub mod screening;
pub mod session;
pub mod shorthand;
pub mod signing;
pub mod site;
#[cfg(test)]
mod testing;
pub mod time;
pub mod treated;
pub mod visit;
pub mod vocabulary;
