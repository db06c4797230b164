//! The letters of a CSV: its encoding by its mark, by its bytes, or by a guess that is said to be one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Text with how it was read.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) guessed: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    /// There is no encoding of this name.
    UnknownEncoding,
    /// The bytes are not in this encoding.
    NotInIt,
    /// A letter is NUL: it is no text.
    Nul,
}

/// Decodes a whole file. A mark at its beginning says what it is; else it is UTF-8 when it can be.
pub(super) fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, NoText> {
    let (encoding, guessed) = match (chosen, Encoding::for_bom(bytes)) {
        (Some(label), _) => {
            let encoding = Encoding::for_label(label.trim().as_bytes());
            (encoding.ok_or(NoText::UnknownEncoding)?, false)
        }
        (None, Some((encoding, _))) => (encoding, false),
        (None, None) if std::str::from_utf8(bytes).is_ok() => (UTF_8, false),
        (None, None) => (guess(bytes), true),
    };
    let (text, encoding, unread) = encoding.decode(bytes);
    if unread {
        return Err(NoText::NotInIt);
    }
    if text.contains('\0') {
        return Err(NoText::Nul);
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        guessed,
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
