//! Short names of targets, with those that are refused because they can be misread.

use serde::Deserialize;

use crate::ids::{SourceId, TargetId};
use crate::table::Row;

/// One short name. Case does not matter when it is typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "AbbreviationRow")]
pub struct Abbreviation {
    /// The short name as it is written best: "UT".
    pub word: String,
    /// What it stands for.
    pub meaning: Meaning,
    /// A remark, for names that are not refused.
    pub note: Option<String>,
}

/// What a short name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// The short name of this target: one each.
    Canonical(TargetId),
    /// Another short name of this target.
    Alias(TargetId),
    /// It can be misread. The app asks back instead of guessing.
    Refused {
        /// The question: "gluteus maximus or medius? write GMax or GMed".
        ask: String,
    },
}

impl Abbreviation {
    /// The target, unless the name is refused.
    pub fn target(&self) -> Option<&TargetId> {
        match &self.meaning {
            Meaning::Canonical(id) | Meaning::Alias(id) => Some(id),
            Meaning::Refused { .. } => None,
        }
    }
}

impl Row for Abbreviation {
    const FILE: &'static str = "abbreviations.csv";

    fn id(&self) -> &str {
        &self.word
    }

    fn sources(&self) -> &[SourceId] {
        &[]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationRow {
    alias: String,
    muscle_id: Option<TargetId>,
    status: Status,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Canonical,
    Alias,
    Refused,
}

impl TryFrom<AbbreviationRow> for Abbreviation {
    type Error = String;

    fn try_from(row: AbbreviationRow) -> Result<Self, String> {
        let word = row.alias;
        if word.is_empty() || word.contains(char::is_whitespace) {
            return Err(format!("\"{word}\" is not one word"));
        }
        let (meaning, note) = match (row.status, row.muscle_id, row.note) {
            (Status::Canonical, Some(id), note) => (Meaning::Canonical(id), note),
            (Status::Alias, Some(id), note) => (Meaning::Alias(id), note),
            (Status::Refused, None, Some(ask)) => (Meaning::Refused { ask }, None),
            (Status::Refused, Some(_), _) => {
                return Err(format!("{word} is refused and has a target"));
            }
            (Status::Refused, None, None) => {
                return Err(format!("{word} is refused without a question"));
            }
            (_, None, _) => return Err(format!("{word} has no target")),
        };
        Ok(Self {
            word,
            meaning,
            note,
        })
    }
}
