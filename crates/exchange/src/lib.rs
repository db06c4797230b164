//! Files that enter and leave.
