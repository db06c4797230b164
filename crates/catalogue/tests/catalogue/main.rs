//! What the catalogue promises: the shipped content is sound, every fault is seen, and rows are found.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod broken;
mod faults;
mod figure;
mod lookup;
mod measure_forms;
mod rules;
mod shipped;
mod shorthand;
