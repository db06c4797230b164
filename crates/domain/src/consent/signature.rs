//! The signature under a consent: drawn on the pad, scanned, or on paper in the file.

use super::{ConsentDraft, ConsentKind, PAD_HEIGHT, PAD_WIDTH, SignedHow};
use crate::problem::Check;

/// Most strokes of a signature.
const MOST_STROKES: usize = 100;
/// Most numbers of a stroke: 500 points.
const MOST_IN_STROKE: usize = 1000;
/// Most numbers in all: 4000 points.
const MOST_IN_ALL: usize = 8000;
/// Longest scan, in characters of Base64: about 512 KiB of image.
const LONGEST_SCAN: usize = 700_000;
/// How a JPEG and a PNG begin in Base64.
const IMAGES: [&str; 2] = ["/9j/", "iVBORw0KGgo"];

/// What is kept of the signature.
pub(super) struct Kept {
    pub(super) signed: Option<SignedHow>,
    pub(super) strokes: Vec<Vec<i64>>,
    pub(super) scan: String,
}

/// The signature that belongs to how it was signed; what was drawn or attached for another way is left out.
pub(super) fn of(form: &ConsentDraft, check: &mut Check) -> Kept {
    let nothing = Kept {
        signed: None,
        strokes: Vec::new(),
        scan: String::new(),
    };
    if form.kind != Some(ConsentKind::Written) {
        return nothing;
    }
    match form.signed {
        None => {
            check.fault("signed", "missing", "How was it signed: here, or on paper?");
            nothing
        }
        Some(SignedHow::Paper) => Kept {
            signed: form.signed,
            ..nothing
        },
        Some(SignedHow::Drawn) => {
            check_strokes(&form.strokes, check);
            Kept {
                signed: form.signed,
                strokes: form.strokes.clone(),
                ..nothing
            }
        }
        Some(SignedHow::Scan) => {
            check_scan(&form.scan, check);
            Kept {
                signed: form.signed,
                scan: form.scan.clone(),
                ..nothing
            }
        }
    }
}

fn check_strokes(strokes: &[Vec<i64>], check: &mut Check) {
    if strokes.is_empty() {
        check.fault("strokes", "missing", "The signature is missing.");
    }
    let all: usize = strokes.iter().map(Vec::len).sum();
    if strokes.len() > MOST_STROKES || all > MOST_IN_ALL {
        check.fault(
            "strokes",
            "too-many",
            "The signature has more strokes than can be kept. Draw it again.",
        );
    }
    for (n, stroke) in strokes.iter().enumerate() {
        if !is_stroke(stroke) {
            let message = format!(
                "A stroke is 1 to 500 points: x from 0 to {PAD_WIDTH} and y from 0 to {PAD_HEIGHT} in turn."
            );
            check.fault(&format!("strokes[{n}]"), "no-stroke", message);
        }
    }
}

fn is_stroke(stroke: &[i64]) -> bool {
    let mut points = stroke.chunks(2);
    let on_pad = |point: &[i64]| match point {
        [x, y] => (0..=PAD_WIDTH).contains(x) && (0..=PAD_HEIGHT).contains(y),
        _ => false,
    };
    !stroke.is_empty() && stroke.len() <= MOST_IN_STROKE && points.all(on_pad)
}

fn check_scan(scan: &str, check: &mut Check) {
    if scan.is_empty() {
        check.fault("scan", "missing", "The scan of the signed form is missing.");
    } else if scan.len() > LONGEST_SCAN {
        check.fault(
            "scan",
            "too-long",
            "The scan is larger than 512 KiB. Scan it with fewer dots or in grey.",
        );
    } else if !is_image(scan) {
        check.fault(
            "scan",
            "no-image",
            "The scan is no JPEG or PNG image in Base64.",
        );
    }
}

/// Whether this is a JPEG or PNG image in Base64, by its content.
pub(crate) fn is_image(text: &str) -> bool {
    IMAGES.iter().any(|start| text.starts_with(start)) && is_base64(text)
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    padding <= 2 && text.len().is_multiple_of(4) && digits.bytes().all(is_digit)
}
