//! The recovery sheet, as words on paper.

use serde::Serialize;

use crate::Paper;

/// What stands on a recovery sheet. Whoever holds it and the practice file can read every note.
#[derive(Clone, Serialize)]
pub struct RecoverySheet {
    /// The practice that the code opens.
    pub practice: String,
    /// The person whose code it is.
    pub person: String,
    /// The code in its groups, as it is typed.
    pub groups: Vec<String>,
    /// The day it was made, in words: a newer sheet takes the place of an older one.
    pub date: String,
    /// Where the practice file is.
    pub folder: String,
    /// The paper it is printed on.
    pub paper: Paper,
}
