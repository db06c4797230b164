//! Where in a file something stands, in the notation of the domain: `sites[1].needle`.

use std::fmt::Write as _;

/// The longest field name that a path repeats, in characters.
const LONGEST_NAME: usize = 40;

/// A place in a file, while it is walked.
#[derive(Debug, Default)]
pub(crate) struct Place {
    path: String,
}

impl Place {
    /// The place of a field below this one.
    pub(crate) fn at_field(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            path: format!("{}{dot}{}", self.path, shown(name)),
        }
    }

    /// The place of the `n`th row of a list, counted from 0.
    pub(crate) fn at_row(&self, n: usize) -> Self {
        let mut path = self.path.clone();
        // Writing to a String cannot fail.
        let _ = write!(path, "[{n}]");
        Self { path }
    }

    /// The path in words; empty for the whole file.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// Whether `path` is `above`, or leads to something inside it.
pub(crate) fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| above.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A field name as a message may repeat it. One that does not look like a field name could be a patient's
/// name that slipped into the wrong place, and becomes a question mark.
fn shown(name: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(plain) {
        name
    } else {
        "?"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_the_domain_writes_it() {
        let place = Place::default()
            .at_field("sites")
            .at_row(1)
            .at_field("needle");
        assert_eq!(place.path(), "sites[1].needle");
        assert_eq!(Place::default().path(), "");
    }

    #[test]
    fn a_field_that_could_be_a_name_is_not_repeated() {
        for name in ["Ada Okafor", "Łukasz", "", &"x".repeat(41), "a.b", "a[0]"] {
            assert_eq!(Place::default().at_field(name).path(), "?", "{name:?}");
        }
    }

    #[test]
    fn a_path_lies_within_itself_and_what_is_above_it() {
        assert!(is_within("sites[1].needle", "sites"));
        assert!(is_within("sites[1].needle", "sites[1]"));
        assert!(is_within("sites", "sites"));
        assert!(is_within("sites", ""));
        assert!(!is_within("sites[10]", "sites[1]"));
        assert!(!is_within("needles_in", "needles"));
        assert!(!is_within("sites", "sites[1]"));
    }
}
