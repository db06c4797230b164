//! Whatever is typed, a letter comes out.

use super::{conforming, sample};
use crate::ReferralLetter;

/// A small generator (splitmix64), so that a failure is the same on every computer.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below
    }

    /// A character from anywhere, with a liking for the places where fonts and shaping meet.
    fn character(&mut self) -> char {
        const PLACES: [(u64, u64); 16] = [
            (0, 0x250),
            (0x300, 0x70),
            (0x370, 0x190),
            (0x590, 0x70),
            (0x600, 0x100),
            (0x900, 0x80),
            (0xE00, 0x80),
            (0x1100, 0x100),
            (0x1AB0, 0x1D0),
            (0x2000, 0x700),
            (0x3000, 0x200),
            (0x4E00, 0x5200),
            (0xAC00, 0x2C00),
            (0xF900, 0x700),
            (0x1F000, 0x1000),
            (0, 0x11_0000),
        ];
        let place = usize::try_from(self.roll(PLACES.len() as u64)).unwrap();
        let (from, many) = PLACES[place];
        let code = u32::try_from(from + self.roll(many)).unwrap();
        char::from_u32(code).unwrap_or('\u{FFFF}')
    }

    fn text(&mut self) -> String {
        let length = self.roll(60);
        (0..length).map(|_| self.character()).collect()
    }
}

fn letter_of_anything(dice: &mut Dice) -> ReferralLetter {
    let mut letter = sample::letter();
    letter.patient.name = dice.text();
    letter.letterhead.practice = dice.text();
    letter.news = dice.text();
    letter.salutation = dice.text();
    letter.fingerprint = dice.text();
    letter.signature.name = dice.text();
    letter
        .diagnoses
        .iter_mut()
        .for_each(|diagnosis| diagnosis.words = dice.text());
    letter
        .numbers
        .iter_mut()
        .for_each(|number| number.measure = dice.text());
    letter
        .treated
        .iter_mut()
        .for_each(|treated| treated.words = dice.text());
    letter
        .pain
        .iter_mut()
        .for_each(|visit| visit.before = u8::try_from(dice.roll(256)).ok());
    letter.opinion = Some(dice.text());
    letter.own_words = (0..12).map(|_| dice.text()).collect();
    letter
}

#[test]
fn a_letter_of_any_text_is_set_and_conforms() {
    for seed in 0..24 {
        let letter = letter_of_anything(&mut Dice(seed));
        assert!(conforming(&letter).pages >= 1, "seed {seed}");
        crate::forget();
    }
}

#[test]
fn every_character_our_fonts_claim_can_be_written() {
    let mut letter = sample::letter();
    let shown: Vec<char> = ('\u{20}'..='\u{1FFFF}')
        .filter(|c| crate::fonts::can_show(c.encode_utf8(&mut [0; 4])))
        .collect();
    assert!(shown.len() > 30_000, "only {}", shown.len());
    letter.own_words = shown
        .chunks(500)
        .map(|some| some.iter().collect())
        .collect();
    conforming(&letter);
}
