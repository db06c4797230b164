//! Tests of the migration machinery, with steps of their own.
