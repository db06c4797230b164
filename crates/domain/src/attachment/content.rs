//! What a file is, told by its bytes alone: a PDF, a PNG or a JPEG image, whole from its first byte to its end. A name is
//! never asked, and nothing is decoded: only the marks are followed by which each format is put together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// Most bytes of a file: 20 MiB.
pub const MOST_BYTES: usize = 20 * MIB;
/// Most dots of an image: more than a page of A3 at 600 to the inch. A window that draws more may run out of memory.
pub const MOST_DOTS: u64 = 100_000_000;

const MIB: usize = 1 << 20;
/// A PDF says within so many last bytes that it ends.
const PDF_TAIL: usize = 2048;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// A PDF document.
    Pdf,
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
}

/// Width and height of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Dots {
    /// Dots from left to right.
    pub width: u32,
    /// Dots from top to bottom.
    pub height: u32,
}

/// What the bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSeen {
    /// What they are.
    pub format: FileFormat,
    /// How many there are.
    pub bytes: u32,
    /// Width and height of an image.
    pub dots: Option<Dots>,
}

impl FileFormat {
    /// "PDF".
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG image",
            Self::Jpeg => "JPEG image",
        }
    }

    /// `application/pdf`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// How a file of it ends, without the dot: `pdf`.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// What the bytes are, or why they cannot be attached: the fault is at the field `file`.
///
/// # Errors
/// A file without a byte, one that is too large, one of another kind, one that is cut short or damaged, an image of too
/// many dots.
pub fn look(bytes: &[u8]) -> Result<FileSeen, Problem> {
    if bytes.is_empty() {
        return Err(fault(
            "empty",
            "No file is chosen, or nothing is in the chosen one. Choose a PDF, a PNG or a JPEG."
                .into(),
        ));
    }
    let length = match u32::try_from(bytes.len()) {
        Ok(length) if bytes.len() <= MOST_BYTES => length,
        _ => return Err(too_large(bytes.len() as u64)),
    };
    let seen = |format, dots| FileSeen {
        format,
        bytes: length,
        dots,
    };
    if bytes.starts_with(b"%PDF-") {
        return pdf_is_whole(bytes)
            .then(|| seen(FileFormat::Pdf, None))
            .ok_or_else(|| broken("PDF"));
    }
    let (format, read) = if bytes.starts_with(PNG) {
        (FileFormat::Png, png(bytes))
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        (FileFormat::Jpeg, jpeg(bytes))
    } else {
        return Err(other());
    };
    let dots = read.ok_or_else(|| broken(format.words()))?;
    if u64::from(dots.width) * u64::from(dots.height) > MOST_DOTS {
        return Err(too_many_dots(dots));
    }
    Ok(seen(format, Some(dots)))
}

/// "1.4 MiB", "12 KiB": never less than one.
pub fn size_words(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes >= MIB {
        let tenths = bytes.saturating_mul(10).div_ceil(MIB);
        return format!("{}.{} MiB", tenths / 10, tenths % 10);
    }
    format!("{} KiB", bytes.div_ceil(1024).max(1))
}

/// The fault of a file of so many bytes.
pub fn too_large(bytes: u64) -> Problem {
    let most = MOST_BYTES / MIB;
    let size = size_words(bytes);
    let message = format!(
        "The file has {size}, and at most {most} MiB can be attached. Scan it in grey or with fewer dots, or attach its pages one by one."
    );
    fault("too-large", message)
}

fn too_many_dots(dots: Dots) -> Problem {
    let message = format!(
        "The image has {} by {} dots, which is more than can be shown. Scan it with fewer dots.",
        dots.width, dots.height
    );
    fault("too-many-dots", message)
}

fn broken(what: &str) -> Problem {
    let message = format!(
        "The file begins as a {what} and is cut short or damaged. Copy or scan it again, and attach the new one."
    );
    fault("damaged", message)
}

fn other() -> Problem {
    let message = "This is no PDF, PNG or JPEG, whatever its name says. Save a photo in HEIC, a scan in TIFF or a text document as a PDF, and attach that.";
    fault("other-kind", message.into())
}

fn fault(code: &str, message: String) -> Problem {
    Problem {
        path: "file".into(),
        code: code.into(),
        message,
    }
}

/// The last words of a PDF are where its table of contents stands, and that it ends.
fn pdf_is_whole(bytes: &[u8]) -> bool {
    let padding = |byte: &&u8| byte.is_ascii_whitespace() || **byte == 0;
    let end = bytes.len() - bytes.iter().rev().take_while(padding).count();
    let tail = bytes
        .get(end.saturating_sub(PDF_TAIL)..end)
        .unwrap_or_default();
    let has = |word: &[u8]| tail.windows(word.len()).any(|part| part == word);
    has(b"startxref") && has(b"%%EOF")
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Width and height of a PNG whose chunks follow one another up to the last one.
fn png(bytes: &[u8]) -> Option<Dots> {
    let mut rest = bytes.strip_prefix(PNG)?;
    let (mut dots, mut has_image) = (None, false);
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let content = after.get(..length)?;
        // Four bytes of a checksum stand behind the content.
        rest = after.get(length.checked_add(4)?..)?;
        match (kind, dots) {
            (b"IHDR", None) => dots = Some(png_dots(content)?),
            (b"IHDR", Some(_)) | (_, None) => return None,
            (b"IDAT", _) => has_image = true,
            (b"IEND", _) => return dots.filter(|_| has_image),
            _ => {}
        }
    }
}

fn png_dots(header: &[u8]) -> Option<Dots> {
    let (width, rest) = header.split_first_chunk::<4>()?;
    let (height, rest) = rest.split_first_chunk::<4>()?;
    let dots = Dots {
        width: u32::from_be_bytes(*width),
        height: u32::from_be_bytes(*height),
    };
    (rest.len() == 5 && dots.width > 0 && dots.height > 0).then_some(dots)
}

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Width and height of a JPEG whose segments follow one another up to its end.
fn jpeg(bytes: &[u8]) -> Option<Dots> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let (mut dots, mut has_scan) = (None, false);
    loop {
        let (marker, after) = marker(rest)?;
        rest = match marker {
            END_OF_IMAGE => return dots.filter(|_| has_scan),
            // Stands alone.
            0x01 | 0xD0..=0xD7 => after,
            _ => {
                let (length, _) = after.split_first_chunk::<2>()?;
                let length = usize::from(u16::from_be_bytes(*length));
                let content = after.get(2..length)?;
                if is_frame(marker) {
                    dots = Some(jpeg_dots(content)?);
                }
                let behind = after.get(length..)?;
                if marker == START_OF_SCAN {
                    has_scan = true;
                    after_scan(behind)?
                } else {
                    behind
                }
            }
        };
    }
}

/// The next marker, and what stands behind it. It may be filled up with any number of bytes before it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let after = bytes.strip_prefix(&[0xFF])?;
    let fill = after.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, rest) = after.get(fill..)?.split_first()?;
    (*marker != 0).then_some((*marker, rest))
}

/// What stands behind the dots themselves: they hold no marker but a stuffed byte and the marks of a restart.
fn after_scan(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        let found = bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        at += found;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return bytes.get(at..),
        }
    }
}

/// Whether a segment says how large the image is.
fn is_frame(marker: u8) -> bool {
    (0xC0..=0xCF).contains(&marker) && ![0xC4, 0xC8, 0xCC].contains(&marker)
}

fn jpeg_dots(frame: &[u8]) -> Option<Dots> {
    let (_precision, rest) = frame.split_first()?;
    let (height, rest) = rest.split_first_chunk::<2>()?;
    let (width, _) = rest.split_first_chunk::<2>()?;
    let dots = Dots {
        width: u32::from(u16::from_be_bytes(*width)),
        height: u32::from(u16::from_be_bytes(*height)),
    };
    (dots.width > 0 && dots.height > 0).then_some(dots)
}

#[cfg(test)]
#[path = "content_tests.rs"]
mod tests;
