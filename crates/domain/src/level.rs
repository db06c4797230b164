//! Spinal levels: "L4", "L4-5", "T9-T12", "L3+L5".

/// A part of the spine, by its letter. The sacrum ends the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    /// `C`, `T`, `L` or `S`.
    pub letter: char,
    /// Counted from the top of its part: C1 to C8, T1 to T12, L1 to L5, S1 to S5.
    pub number: u8,
}

/// Why a level was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LevelFault {
    /// It cannot be read at all.
    #[error("Write the level like L4, L4-5, T9-T12 or L3+L5.")]
    Unreadable,
    /// The spine has no such level.
    #[error("There is no such level: C1 to C8, T1 to T12, L1 to L5, S1 to S5.")]
    NoSuchLevel,
    /// A range runs from the higher level to the lower.
    #[error("Write a range from the upper level to the lower, like T9-T12.")]
    Backwards,
}

impl Level {
    /// Its place in the whole row, from 0 for C1.
    fn place(self) -> u8 {
        let above = match self.letter {
            'C' => 0,
            'T' => 8,
            'L' => 20,
            _ => 25,
        };
        above + self.number.saturating_sub(1)
    }

    fn new(letter: char, number: u8) -> Result<Self, LevelFault> {
        let most = match letter {
            'C' => 8,
            'T' => 12,
            'L' | 'S' => 5,
            _ => return Err(LevelFault::Unreadable),
        };
        if (1..=most).contains(&number) {
            Ok(Self { letter, number })
        } else {
            Err(LevelFault::NoSuchLevel)
        }
    }
}

/// Every level that a text names: single ones parted by `+` or `,`, ranges with `-`.
///
/// # Errors
/// [`LevelFault`], which says how to write it.
pub fn levels(text: &str) -> Result<Vec<Level>, LevelFault> {
    let mut named = Vec::new();
    for part in text.split(['+', ',']) {
        let part = part.trim().to_uppercase().replace('–', "-");
        let (first, last) = part
            .split_once('-')
            .map_or((part.as_str(), None), |(first, last)| (first, Some(last)));
        let from = single(first.trim(), None)?;
        let to = last.map_or(Ok(from), |last| single(last.trim(), Some(from.letter)))?;
        if to.place() < from.place() {
            return Err(LevelFault::Backwards);
        }
        named.extend([from, to]);
    }
    named.dedup();
    Ok(named)
}

fn single(text: &str, letter_before: Option<char>) -> Result<Level, LevelFault> {
    let mut letters = text.chars();
    let (letter, digits) = match letters.next() {
        Some(letter) if letter.is_ascii_alphabetic() => (letter, letters.as_str()),
        Some(_) => (letter_before.ok_or(LevelFault::Unreadable)?, text),
        None => return Err(LevelFault::Unreadable),
    };
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(LevelFault::Unreadable);
    }
    Level::new(letter, digits.parse().map_err(|_| LevelFault::Unreadable)?)
}

/// Whether a target of this part of the spine can be needled at that level. The neighbouring part's
/// nearest levels belong to it too: a cervical multifidus reaches down to the upper thoracic levels.
pub fn fits(part: SpinePart, level: Level) -> bool {
    let place = level.place();
    match part {
        SpinePart::Cervical => place <= 10,
        SpinePart::Thoracic => (6..=21).contains(&place),
        SpinePart::Lumbar => (18..=26).contains(&place),
    }
}

/// The part of the spine that a target is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpinePart {
    /// Neck.
    Cervical,
    /// Upper and middle back.
    Thoracic,
    /// Low back.
    Lumbar,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Vec<String>, LevelFault> {
        levels(text).map(|all| {
            all.iter()
                .map(|l| format!("{}{}", l.letter, l.number))
                .collect()
        })
    }

    #[test]
    fn levels_are_read_alone_as_ranges_and_in_lists() {
        assert_eq!(read("L4").unwrap(), ["L4"]);
        assert_eq!(read("l4-5").unwrap(), ["L4", "L5"]);
        assert_eq!(read("T9-T12").unwrap(), ["T9", "T12"]);
        assert_eq!(read("L3+L5").unwrap(), ["L3", "L5"]);
        assert_eq!(read("C7-T1").unwrap(), ["C7", "T1"]);
        assert_eq!(read("L5, S1").unwrap(), ["L5", "S1"]);
    }

    #[test]
    fn a_level_that_no_spine_has_is_refused() {
        for (text, fault) in [
            ("C9", LevelFault::NoSuchLevel),
            ("L0", LevelFault::NoSuchLevel),
            ("T12-T9", LevelFault::Backwards),
            ("L4-T12", LevelFault::Backwards),
            ("4", LevelFault::Unreadable),
            ("Q1", LevelFault::Unreadable),
            ("L", LevelFault::Unreadable),
            ("L4 and L5", LevelFault::Unreadable),
            ("", LevelFault::Unreadable),
        ] {
            assert_eq!(levels(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_target_of_one_part_of_the_spine_has_the_levels_of_that_part() {
        let fits = |part, text| {
            levels(text)
                .unwrap()
                .into_iter()
                .all(|level| fits(part, level))
        };
        assert!(fits(SpinePart::Lumbar, "L4-5") && fits(SpinePart::Lumbar, "L5-S1"));
        assert!(!fits(SpinePart::Lumbar, "T4") && !fits(SpinePart::Cervical, "L4"));
        assert!(fits(SpinePart::Cervical, "C7-T1") && fits(SpinePart::Thoracic, "T9-T12"));
        assert!(!fits(SpinePart::Thoracic, "C2"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reading_panic(text in "\\PC{0,12}") {
            let _ = levels(&text);
        }
    }
}
