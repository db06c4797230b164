//! The floor that the benches compare with. Not for anything else.
