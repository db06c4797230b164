//! The recovery code: what opens the practice when the passphrase is forgotten.
//!
//! 28 symbols of Crockford's alphabet in seven groups of four. 26 of them are random (130 bits); the last
//! two are check symbols of a Reed-Solomon code over GF(32), so that any one or two misread symbols and
//! any two swapped ones are always told apart from a wrong code, and worse misreadings 1023 times in 1024.

use std::fmt;

use zeroize::Zeroizing;

use super::kdf::derived_key;
use super::secret::{Entropy, Secret32};
use crate::StoreError;

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM: usize = 26;
const LENGTH: usize = RANDOM + 2;
const GROUP: usize = 4;

/// A recovery code, wiped when dropped and never printed except by [`to_sheet`](Self::to_sheet).
pub struct RecoveryCode(Box<Zeroizing<[u8; LENGTH]>>);

impl RecoveryCode {
    /// Draws a new code.
    pub(crate) fn generate(entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let mut code = Self(Box::new(Zeroizing::new([0; LENGTH])));
        let (random, check) = code.0.split_at_mut(RANDOM);
        entropy.fill(random)?;
        for symbol in random.iter_mut() {
            *symbol &= 31;
        }
        check.copy_from_slice(&remainder(random.iter().chain(&[0, 0])));
        Ok(code)
    }

    /// Reads a code as a person types it: either case, with or without spaces and dashes, O for 0 and
    /// I or L for 1.
    ///
    /// # Errors
    /// [`StoreError::RecoveryCodeMistyped`] for a strange symbol, a wrong length or a failed check.
    pub fn parse(typed: &str) -> Result<Self, StoreError> {
        let mut code = Self(Box::new(Zeroizing::new([0; LENGTH])));
        let mut places = code.0.iter_mut();
        for letter in typed.chars().filter(|letter| !is_separator(*letter)) {
            let place = places.next().ok_or(StoreError::RecoveryCodeMistyped)?;
            *place = symbol_value(letter).ok_or(StoreError::RecoveryCodeMistyped)?;
        }
        let complete = places.next().is_none();
        if complete && remainder(code.0.iter()) == [0, 0] {
            return Ok(code);
        }
        Err(StoreError::RecoveryCodeMistyped)
    }

    /// The code as it goes on the recovery sheet: `XXXX-XXXX-…`, seven groups.
    pub fn to_sheet(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
        for (n, value) in self.0.iter().enumerate() {
            if n > 0 && n % GROUP == 0 {
                text.push('-');
            }
            text.push(
                SYMBOLS
                    .get(usize::from(*value))
                    .map_or('?', |symbol| char::from(*symbol)),
            );
        }
        text
    }

    /// The key that this code wraps with. The code is random enough not to need stretching.
    pub(crate) fn wrapping_key(&self, salt: &[u8; 32]) -> Secret32 {
        derived_key(self.0.as_slice(), salt, b"filiform recovery code v1")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(hidden)")
    }
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '.' | '\u{2010}'..='\u{2015}')
}

fn symbol_value(letter: char) -> Option<u8> {
    let canonical = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SYMBOLS
        .iter()
        .position(|symbol| char::from(*symbol) == canonical)?;
    u8::try_from(place).ok()
}

/// The remainder of the symbols, read as a polynomial over GF(32), on division by (x - 2)(x - 4).
fn remainder<'a>(symbols: impl Iterator<Item = &'a u8>) -> [u8; 2] {
    let (mut high, mut low) = (0, 0);
    for symbol in symbols {
        // (x - 2)(x - 4) = x^2 + 6x + 8, because 2 + 4 = 6 and 2 * 4 = 8 in this field.
        (high, low) = (low ^ times(high, 6), symbol ^ times(high, 8));
    }
    [high, low]
}

/// Multiplication in GF(32) with x^5 + x^2 + 1.
fn times(a: u8, b: u8) -> u8 {
    let mut product = 0;
    for bit in (0..5).rev() {
        product <<= 1;
        if product & 0b10_0000 != 0 {
            product ^= 0b10_0101;
        }
        if b >> bit & 1 == 1 {
            product ^= a;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Given(Vec<u8>);

    impl Entropy for Given {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
            bytes.copy_from_slice(&self.0);
            Ok(())
        }
    }

    fn any_code() -> impl Strategy<Value = RecoveryCode> {
        proptest::collection::vec(any::<u8>(), RANDOM)
            .prop_map(|bytes| RecoveryCode::generate(&Given(bytes)).unwrap())
    }

    impl fmt::Debug for Given {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Given")
        }
    }

    fn typed(symbols: &[u8]) -> String {
        symbols
            .iter()
            .map(|value| char::from(SYMBOLS[usize::from(*value)]))
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_on_the_sheet_reads_back_however_it_is_typed(code in any_code()) {
            let sheet = code.to_sheet();
            prop_assert_eq!(sheet.len(), 34);
            let sloppy = sheet.to_lowercase().replace('0', "o").replace('1', "L").replace('-', " \u{2013} ");
            for text in [sheet.to_string(), sheet.replace('-', ""), sloppy, sheet.replace('1', "i")] {
                let read = RecoveryCode::parse(&text).unwrap();
                prop_assert_eq!(read.0.as_slice(), code.0.as_slice());
            }
        }

        #[test]
        fn one_or_two_misread_symbols_are_a_mistype_never_another_code(
            code in any_code(), one in 0..LENGTH, other in 0..LENGTH, shift in 1_u8..32, shift_other in 0_u8..32,
        ) {
            prop_assume!(one != other);
            let mut symbols = code.0.to_vec();
            symbols[one] ^= shift;
            symbols[other] ^= shift_other;
            prop_assert_eq!(RecoveryCode::parse(&typed(&symbols)).unwrap_err(), StoreError::RecoveryCodeMistyped);
        }

        #[test]
        fn two_swapped_symbols_are_a_mistype(code in any_code(), one in 0..LENGTH, other in 0..LENGTH) {
            let mut symbols = code.0.to_vec();
            prop_assume!(symbols[one] != symbols[other]);
            symbols.swap(one, other);
            prop_assert_eq!(RecoveryCode::parse(&typed(&symbols)).unwrap_err(), StoreError::RecoveryCodeMistyped);
        }

        #[test]
        fn any_text_is_read_or_refused_never_a_panic(text in ".*") {
            if let Err(error) = RecoveryCode::parse(&text) {
                prop_assert_eq!(error, StoreError::RecoveryCodeMistyped);
            }
        }
    }

    #[test]
    fn a_code_that_is_too_short_or_too_long_is_a_mistype() {
        let sheet = RecoveryCode::generate(&Given(vec![5; RANDOM]))
            .unwrap()
            .to_sheet();
        for text in [
            String::new(),
            sheet[..33].to_owned(),
            format!("{}0", sheet.as_str()),
            sheet.replace('5', "U"),
        ] {
            assert_eq!(
                RecoveryCode::parse(&text).unwrap_err(),
                StoreError::RecoveryCodeMistyped,
                "{text}"
            );
        }
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        let code = RecoveryCode::generate(&Given(vec![5; RANDOM])).unwrap();
        assert_eq!(format!("{code:?}"), "RecoveryCode(hidden)");
    }
}
