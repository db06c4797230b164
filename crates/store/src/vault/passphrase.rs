//! The passphrase: how it is held, and whether it is strong enough for a stolen laptop.

use std::fmt;

use zeroize::Zeroizing;

use crate::StoreError;

/// Longest passphrase in bytes; far above what anyone types, far below what would stall key derivation.
const LONGEST: usize = 1024;

/// The lowest zxcvbn score that is accepted. The file can be stolen and guessed at offline for years, so
/// only the top score (10^10 guesses or more, each a whole Argon2id run) will do for health records.
const LOWEST_SCORE: u8 = 4;

/// A passphrase, wiped when dropped and never printed.
///
/// It is used byte for byte as typed (UTF-8): nothing is trimmed, folded or normalised. Keyboards on
/// Linux, macOS and Windows all produce composed characters, and a rule that depends on a Unicode
/// version could one day stop opening a file.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text as typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl From<&str> for Passphrase {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(hidden)")
    }
}

/// What [`judge_passphrase`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassphraseVerdict {
    /// Whether the vault takes it.
    pub acceptable: bool,
    /// 0 (guessed at once) to 4 (out of reach).
    pub score: u8,
    /// What would help, in plain words; empty when it is acceptable.
    pub hint: String,
}

/// Judges a new passphrase. `words_about_user` (names, practice, place) count as easily guessed.
pub fn judge_passphrase(passphrase: &Passphrase, words_about_user: &[&str]) -> PassphraseVerdict {
    let refused = |score: u8, hint: &str| PassphraseVerdict {
        acceptable: false,
        score,
        hint: hint.to_owned(),
    };
    if passphrase.0.trim().is_empty() {
        return refused(0, "Type a few words that do not belong together.");
    }
    if passphrase.0.len() > LONGEST {
        return refused(0, "It is longer than 1024 bytes; a few words are enough.");
    }
    let guessable: Vec<&str> = words_about_user
        .iter()
        .copied()
        .chain(WORDS_OF_THE_TRADE)
        .collect();
    let found = weaker_reading(passphrase, &guessable);
    let score = u8::from(found.score());
    if score >= LOWEST_SCORE {
        return PassphraseVerdict {
            acceptable: true,
            score,
            hint: String::new(),
        };
    }
    refused(score, &hint_from(found.feedback()))
}

/// The lower of the scores with and without the separators between the words. zxcvbn counts a dash as if it
/// were random; who guesses words tries the usual separators at once.
fn weaker_reading(passphrase: &Passphrase, guessable: &[&str]) -> zxcvbn::Entropy {
    let separator = |letter: &char| letter.is_whitespace() || "-_.,;:/+".contains(*letter);
    let words = Zeroizing::new(
        passphrase
            .0
            .chars()
            .filter(|letter| !separator(letter))
            .collect::<String>(),
    );
    let as_typed = zxcvbn::zxcvbn(&passphrase.0, guessable);
    let joined = zxcvbn::zxcvbn(&words, guessable);
    if as_typed.guesses() <= joined.guesses() {
        as_typed
    } else {
        joined
    }
}

/// Refuses a passphrase that [`judge_passphrase`] would not take.
pub(crate) fn require_strong(passphrase: &Passphrase) -> Result<(), StoreError> {
    let verdict = judge_passphrase(passphrase, &[]);
    if verdict.acceptable {
        return Ok(());
    }
    Err(StoreError::WeakPassphrase { hint: verdict.hint })
}

/// Words anyone would try first on this app.
const WORDS_OF_THE_TRADE: [&str; 6] = [
    "filiform", "needling", "needle", "dry", "practice", "physio",
];

/// zxcvbn's first finding and first advice as two sentences.
fn hint_from(feedback: Option<&zxcvbn::feedback::Feedback>) -> String {
    let warning = feedback
        .and_then(zxcvbn::feedback::Feedback::warning)
        .map(|warning| warning.to_string());
    let advice = feedback
        .and_then(|found| found.suggestions().first())
        .map(ToString::to_string);
    let advice = advice.unwrap_or_else(|| "Add another word or two.".to_owned());
    warning.map_or_else(|| advice.clone(), |warning| format!("{warning} {advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_passphrases_are_refused_with_a_hint() {
        let weak = [
            "",
            "   ",
            "password",
            "Passw0rd!",
            "qwertyuiop",
            "filiform needling",
            "19840314",
            "aaaaaaaaaaaa",
        ];
        for text in weak {
            let verdict = judge_passphrase(&text.into(), &[]);
            assert!(!verdict.acceptable, "{text:?} must be refused");
            assert!(
                verdict.hint.ends_with('.'),
                "{text:?} needs a sentence, got {:?}",
                verdict.hint
            );
        }
        assert!(!judge_passphrase(&"x".repeat(LONGEST + 1).as_str().into(), &[]).acceptable);
    }

    #[test]
    fn a_few_unrelated_words_are_enough() {
        let verdict = judge_passphrase(&"lantern orbit plum kettle".into(), &[]);
        assert_eq!(
            verdict,
            PassphraseVerdict {
                acceptable: true,
                score: 4,
                hint: String::new()
            }
        );
    }

    #[test]
    fn words_about_the_user_do_not_count_as_strength() {
        let text = "quillfeather-zyrianov".into();
        assert!(judge_passphrase(&text, &[]).acceptable);
        let aware = judge_passphrase(&text, &["Zyrianov", "Quillfeather"]);
        assert!(!aware.acceptable, "score {}", aware.score);
    }

    #[test]
    fn separators_between_words_do_not_count_as_strength() {
        for (joined, separated) in [
            ("riverastone", "rivera-stone"),
            ("mountaincoffee", "mountain / coffee"),
        ] {
            let [joined, separated] =
                [joined, separated].map(|text| judge_passphrase(&text.into(), &[]));
            assert_eq!(separated.score, joined.score);
        }
    }

    #[test]
    fn random_signs_do_count() {
        assert!(judge_passphrase(&"jK8#mPq2!vXz".into(), &[]).acceptable);
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(
            format!("{:?}", Passphrase::from("lantern orbit")),
            "Passphrase(hidden)"
        );
    }
}
