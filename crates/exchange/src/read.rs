//! What was read from a file: the draft, and what is wrong with the file around it.

use std::collections::HashSet;

use filiform_domain::problem::Problem;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::files::FileKind;
use crate::json::{self, Unreadable};
use crate::path::is_within;
use crate::schema;
use crate::structure::prune;

/// Faults of a draft that only follow from a part that could not be read: the path of the fault, its code,
/// and that part.
const CONSEQUENCES: [(&str, &str, &str); 10] = [
    ("answers", "missing", "answers"),
    ("diagnosis", "missing", "conditions"),
    ("said", "missing", "agreed"),
    ("session", "missing", "session_not_known"),
    ("needles_out", "needles-differ", "needle_difference"),
    ("events_asked", "missing", "events"),
    ("sites", "missing", "other_care"),
    ("indication", "missing", "condition"),
    ("screening", "contradiction", "screening_yes"),
    ("pain_after", "missing", "pains"),
];

/// The same within one row: the field, the code of its fault, and the field that could not be read.
const IN_A_ROW: [(&str, &str, &str); 6] = [
    ("target", "missing", "own_target"),
    ("depth_mm", "missing", "tissue"),
    ("twitch", "missing", "sought"),
    ("twitch", "missing", "twitches"),
    ("pain_after", "window", "pain_window"),
    ("before", "missing", "after"),
];

/// A draft from a file. It is whole only when the file had no fault.
pub struct Read<T> {
    draft: T,
    problems: Vec<Problem>,
}

impl<T> Read<T> {
    /// The draft without the parts that could not be read. Check it, but do not keep it: use
    /// [`Read::with`] for the draft to keep.
    pub fn draft(&self) -> &T {
        &self.draft
    }

    /// What is wrong with the file itself, each fault at its path.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same faults around a draft that was changed, as when a flag on the command line wins over the file.
    #[must_use]
    pub fn map(self, change: impl FnOnce(T) -> T) -> Self {
        let Self { draft, problems } = self;
        Self {
            draft: change(draft),
            problems,
        }
    }

    /// The draft to keep, when neither the file nor the draft has a fault.
    ///
    /// `of_draft` are the faults that the domain finds in [`Read::draft`].
    ///
    /// # Errors
    /// Every fault of both. No path is there twice: where the file could not be read, what the domain
    /// says of the gap is left out.
    pub fn with(self, of_draft: Vec<Problem>) -> Result<T, Vec<Problem>> {
        let own: Vec<Problem> = of_draft
            .into_iter()
            .filter(|fault| !self.problems.iter().any(|file| explains(file, fault)))
            .collect();
        let mut seen = HashSet::new();
        let all: Vec<Problem> = self
            .problems
            .into_iter()
            .chain(own)
            .filter(|fault| seen.insert(fault.path.clone()))
            .collect();
        if all.is_empty() {
            Ok(self.draft)
        } else {
            Err(all)
        }
    }
}

pub(crate) fn read<T: DeserializeOwned + Default>(
    kind: FileKind,
    bytes: &[u8],
) -> Result<Read<T>, Unreadable> {
    let mut parsed = json::parse(bytes)?;
    let mut problems = parsed.problems;
    problems.extend(prune(&mut parsed.object, schema::fields_of(kind)));
    let draft = serde_json::from_value(Value::Object(parsed.object)).unwrap_or_else(|_| {
        // Pruning leaves only what deserialises, which a test holds. Should it ever not, the file is refused.
        problems.push(unreadable());
        T::default()
    });
    Ok(Read { draft, problems })
}

/// Whether the fault in the file is why the draft has this one.
fn explains(file: &Problem, draft: &Problem) -> bool {
    let follows = |(path, code, part): &(&str, &str, &str)| {
        draft.path == *path && draft.code == *code && is_within(&file.path, part)
    };
    // Two rows may look alike only because a part of one could not be read.
    let list = draft.path.split('[').next().unwrap_or_default();
    let looks_alike = draft.code == "twice" && is_within(&file.path, list);
    // A rating has no range while its scale cannot be read.
    let unscaled = draft
        .path
        .strip_suffix("value")
        .zip(file.path.strip_suffix("scale"));
    let of_its_scale = unscaled.is_some_and(|(value, scale)| value == scale);
    // A range needs both its ends, and two answers contradict each other only when both can be read.
    let of_two = ["range", "contradiction"].contains(&draft.code.as_str());
    // Of a row that may only have been planned, nothing is missed.
    let of_plan = row_of(&draft.path).is_some_and(|row| file.path == format!("{row}.not_done"));
    let follows_in_row = |(field, code, part): &(&str, &str, &str)| {
        let row = row_of(&draft.path).unwrap_or_default();
        draft.code == *code
            && draft.path == format!("{row}.{field}")
            && is_within(&file.path, &format!("{row}.{part}"))
    };
    let in_one_row = IN_A_ROW.iter().any(follows_in_row)
        || of_two && row_of(&draft.path).is_some_and(|row| is_within(&file.path, row));
    // A row cannot be named while the rows cannot be read.
    let of_its_row = draft.code == "no-such-row" && is_within(&file.path, "sites");
    is_within(&draft.path, &file.path)
        || of_its_row
        || of_plan
        || in_one_row
        || of_its_scale
        || looks_alike
        || CONSEQUENCES.iter().any(follows)
}

/// `sites[0].current` as its row: `sites[0]`.
fn row_of(path: &str) -> Option<&str> {
    path.split_inclusive(']')
        .next()
        .filter(|row| row.ends_with(']'))
}

fn unreadable() -> Problem {
    Problem {
        path: String::new(),
        code: "unreadable".to_owned(),
        message: "The file could not be read. Compare it with the schema.".to_owned(),
    }
}
