//! What the therapist can do: one file per workflow.
