//! What is wrong with something a person entered: each fault at its field, all of them at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// One fault, at the field it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Problem {
    /// The field, as a path into the draft: `sites[1].needle`.
    pub path: String,
    /// A stable word that programs act on: `missing`, `out-of-range`.
    pub code: String,
    /// One sentence for the person. It never repeats what was entered.
    pub message: String,
}

/// Collects faults while a draft is read, and knows where in the draft it is.
#[derive(Debug, Default)]
pub struct Check {
    problems: Vec<Problem>,
    prefix: String,
}

impl Check {
    /// Notes a fault at `field`, below the present prefix.
    pub fn fault(&mut self, field: &str, code: &str, message: impl Into<String>) {
        let path = match (self.prefix.is_empty(), field.is_empty()) {
            (true, _) => field.to_owned(),
            (false, true) => self.prefix.clone(),
            (false, false) => format!("{}.{field}", self.prefix),
        };
        self.problems.push(Problem {
            path,
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// Runs `body` with every path below `prefix`.
    pub fn within<T>(&mut self, prefix: &str, body: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.prefix.clone();
        self.prefix = if outer.is_empty() {
            prefix.to_owned()
        } else {
            format!("{outer}.{prefix}")
        };
        let value = body(self);
        self.prefix = outer;
        value
    }

    /// Text that must be there: trimmed, in NFC, at most `max` characters.
    pub fn required(&mut self, field: &str, what: &str, value: &str, max: usize) -> String {
        let text = self.optional(field, what, value, max);
        if text.is_none() && tidy(value).is_empty() {
            self.fault(field, "missing", format!("{what} is missing."));
        }
        text.unwrap_or_default()
    }

    /// Text that may be absent: trimmed, in NFC, at most `max` characters.
    pub fn optional(&mut self, field: &str, what: &str, value: &str, max: usize) -> Option<String> {
        let text = tidy(value);
        if text.chars().count() > max {
            self.fault(
                field,
                "too-long",
                format!("{what} is longer than {max} characters."),
            );
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A whole number within a range, or nothing.
    pub fn whole<N: TryFrom<i64>>(
        &mut self,
        field: &str,
        what: &str,
        value: Option<i64>,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<N> {
        let number = value?;
        if !range.contains(&number) {
            let (low, high) = (range.start(), range.end());
            self.fault(
                field,
                "out-of-range",
                format!("{what} must be a whole number from {low} to {high}."),
            );
            return None;
        }
        N::try_from(number).ok()
    }

    /// `value` when no fault was noted, else every fault.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(self.problems)
        }
    }

    /// Whether no fault was noted so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Text as it is kept: NFC, no control characters but line ends, no outer white space.
pub fn tidy(text: &str) -> String {
    let kept: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .nfc()
        .collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_the_nested_field() {
        let mut check = Check::default();
        check.within("sites[1]", |check| check.fault("needle", "missing", "x"));
        check.fault("region", "missing", "y");
        let paths: Vec<_> = check
            .finish(())
            .unwrap_err()
            .into_iter()
            .map(|p| p.path)
            .collect();
        assert_eq!(paths, ["sites[1].needle", "region"]);
    }

    #[test]
    fn text_is_kept_tidy() {
        assert_eq!(
            tidy("  Ine\u{302}s\u{0}\r\nSilva \t"),
            "Inês\nSilva",
            "NFC, no NUL, no carriage return"
        );
    }

    #[test]
    fn a_letter_and_its_accent_are_composed_across_what_is_left_out() {
        assert_eq!(tidy("Ine\u{0}\u{302}s"), "Inês");
    }

    #[test]
    fn a_required_text_of_blanks_is_missing_once() {
        for nothing in [" \n ", "\u{7f}", " \u{0} "] {
            let mut check = Check::default();
            check.required("family_name", "The family name", nothing, 80);
            let problems = check.finish(()).unwrap_err();
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].code, "missing");
        }
    }

    #[test]
    fn a_number_outside_its_range_is_refused_with_the_range() {
        let mut check = Check::default();
        assert_eq!(
            check.whole::<u8>("pain_before", "Pain", Some(11), 0..=10),
            None
        );
        assert!(check.finish(()).unwrap_err()[0].message.contains("0 to 10"));
    }
}
