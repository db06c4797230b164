//! Checking the whole record.
