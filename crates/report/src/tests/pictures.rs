//! The logo and the image of a signature: shown with their words, and never on what is only looked at.

use super::{conforming, legible, sample};
use crate::{Paper, Picture, ReferralLetter, ReportError, try_picture};

const LOGO: &[u8] = include_bytes!("../../../../tests/support/pictures/logo.png");
const SIGNATURE: &[u8] = include_bytes!("../../../../tests/support/pictures/signature.jpg");
/// The same in the colours of a printing press, which PDF/A takes only with a profile of that press.
const PRESS: &[u8] = include_bytes!("../../../../tests/support/pictures/press.jpg");

fn picture(bytes: &[u8], alt: &str) -> Picture {
    Picture {
        bytes: bytes.to_vec(),
        alt: alt.to_owned(),
        held: false,
    }
}

fn with_pictures() -> ReferralLetter {
    let mut letter = sample::letter();
    letter.letterhead.logo = Some(picture(LOGO, "Logo of Riverside Physical Therapy"));
    letter.signature.picture = Some(picture(SIGNATURE, "Signature of Jordan Reyes"));
    letter
}

#[test]
fn a_letter_with_logo_and_signature_conforms_on_one_page_and_says_what_they_show() {
    let mut letter = with_pictures();
    for paper in [Paper::Letter, Paper::A4] {
        letter.paper = paper;
        assert_eq!(conforming(&letter).pages, 1);
    }
    let file = legible(&letter);
    assert_eq!(file.matches("/S /Figure").count(), 1 + 2);
    assert!(file.contains("/Alt (Logo of Riverside Physical Therapy)"));
    assert!(file.contains("/Alt (Signature of Jordan Reyes)"));
}

#[test]
fn what_is_looked_at_before_it_is_saved_shows_no_signature_and_has_the_same_pages() {
    let file = legible(&with_pictures().unsigned());
    assert!(file.contains("Logo of") && !file.contains("Signature of"));
    assert_eq!(conforming(&with_pictures().unsigned()).pages, 1);
}

#[test]
fn a_picture_that_no_letter_can_show_is_refused() {
    assert_eq!(try_picture(LOGO, sample::made_at()), Ok(()));
    assert_eq!(try_picture(SIGNATURE, sample::made_at()), Ok(()));
    let half = LOGO.get(..LOGO.len() / 2).unwrap();
    let mut wide = LOGO.to_vec();
    // The width in the head of a PNG.
    wide.splice(16..20, 60_000_u32.to_be_bytes());
    for wrong in [&b""[..], b"\x89PNG\r\n", b"<svg/>", half, &wide, PRESS] {
        assert_eq!(
            try_picture(wrong, sample::made_at()),
            Err(ReportError::Picture),
            "{} bytes",
            wrong.len()
        );
    }
}
