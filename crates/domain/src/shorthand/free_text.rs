//! Free text of a line: kept tidy, and without what the Do Not Use list refuses.
//!
//! The list is the Joint Commission's, as `shorthand.md` has it. A needle size is not a drug dose and passes.

use unicode_normalization::UnicodeNormalization;

use super::refusal::{Code, Refusal, Slip};
use super::token::{is_digits, tokens};

/// Units of a drug dose, with which a zero can be lost or overlooked.
const DOSE_UNITS: [&str; 8] = ["mg", "mcg", "ug", "µg", "g", "ml", "units", "iu"];

/// The pieces of a text that are parted by `;`, tidied, without empty ones.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let tidy = tidy(text);
    let pieces = tidy.split(';').map(str::trim);
    pieces
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Text in NFC without control characters and outer blanks. Twice is the same as once.
pub(super) fn tidy(text: &str) -> String {
    let printable = text
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| !c.is_control());
    printable.nfc().collect::<String>().trim().to_owned()
}

/// Refuses what the Do Not Use list refuses. `start` is where the text begins in the line.
pub(super) fn check(line: &str, start: usize) -> Result<(), Refusal> {
    let text = line.get(start..).unwrap_or_default();
    let words = tokens(text);
    let all = words.iter().enumerate();
    for (n, token) in all {
        let bare = token
            .text
            .trim_matches(['(', ')', ',', ';', ':', '!', '?', '"']);
        let next = words.get(n + 1).map(|next| next.text).unwrap_or_default();
        if let Some(slip) = abbreviation(bare).or_else(|| dose(bare, next)) {
            let inside = token.text.find(bare).unwrap_or_default();
            let from = start + token.start + inside;
            return Err(slip.at(line, from..from + bare.len()));
        }
    }
    Ok(())
}

fn abbreviation(word: &str) -> Option<Slip> {
    let without_points = word.replace('.', "");
    let number_before = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let refused = ["QD", "QOD"].contains(&without_points.to_uppercase().as_str())
        || ["U", "IU", "MS"].contains(&without_points.as_str())
        || (number_before.len() < word.len() && ["U", "u", "IU"].contains(&number_before));
    refused.then(|| {
        Slip::new(
            Code::DoNotUse,
            format!("{word} is on the Do Not Use list: write it out"),
        )
    })
}

/// A dose is a number with its unit in the same word or in the next one.
fn dose(word: &str, next: &str) -> Option<Slip> {
    let end = word
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(word.len());
    let (number, unit) = word.split_at(end);
    let is_unit = |text: &str| {
        let bare = text.trim_matches([',', ';', '.', ')']);
        DOSE_UNITS.contains(&bare.to_lowercase().as_str())
    };
    if !(is_unit(unit) || (unit.is_empty() && is_unit(next))) {
        return None;
    }
    let (whole, decimals) = number.split_once('.')?;
    let right = if whole.is_empty() && is_digits(decimals) {
        format!("0.{decimals}")
    } else if is_digits(whole) && !decimals.is_empty() && decimals.bytes().all(|b| b == b'0') {
        whole.to_owned()
    } else {
        return None;
    };
    let message = format!("write {right}, not {number}");
    Some(Slip::new(Code::DoNotUse, message).fixed(format!("{right}{unit}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<(String, Option<String>)> {
        let refusal = check(text, 0).err()?;
        Some((text.get(refusal.span).unwrap().to_owned(), refusal.fix))
    }

    #[test]
    fn the_do_not_use_list_is_refused_at_its_word() {
        for (text, word) in [
            ("ibuprofen QD", "QD"),
            ("takes it q.d., he says", "q.d."),
            ("qod since May", "qod"),
            ("insulin 10U", "10U"),
            ("insulin 10 U", "U"),
            ("100 IU", "IU"),
            ("MS for pain", "MS"),
        ] {
            assert_eq!(refused(text), Some((word.to_owned(), None)), "{text}");
        }
    }

    #[test]
    fn a_dose_with_a_lost_or_an_idle_zero_has_one_right_form() {
        for (text, fix) in [
            ("takes 5.0 mg", "takes 5 mg"),
            ("takes .5 mg", "takes 0.5 mg"),
            ("(.25mg)", "(0.25mg)"),
            ("12.00 ml twice", "12 ml twice"),
        ] {
            assert_eq!(refused(text).unwrap().1.as_deref(), Some(fix), "{text}");
        }
    }

    #[test]
    fn plain_words_sizes_and_sound_doses_pass() {
        for text in [
            "0.30x50 at the edge",
            "takes 0.5 mg and 10 mg",
            "pain 5.0 of 10",
            "moved 2.0 cm",
            "30 ms pulse",
            "u-shaped scar",
            "Mrs of the house",
            "",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn pieces_stay_pieces_when_they_are_tidied_again() {
        // The Greek question mark is a semicolon in NFC.
        let once = pieces(" a\u{37e}b ;\t; e\u{1}\u{301} ");
        assert_eq!(once, ["a", "b", "é"]);
        assert_eq!(pieces(&once.join(";")), once);
    }
}
