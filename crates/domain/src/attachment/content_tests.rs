//! Tests of what a file is by its content: whole files of each kind, and every way in which one can be wrong.

use super::*;
use crate::attachment::testing::{jpeg_of, pdf, png_of};
use bolero::check;
use proptest::prelude::*;

fn code(bytes: &[u8]) -> String {
    look(bytes).unwrap_err().code
}

#[test]
fn whole_files_of_each_kind_are_known_by_their_content() {
    let dots = Some(Dots {
        width: 40,
        height: 30,
    });
    for (bytes, format, dots) in [
        (pdf(), FileFormat::Pdf, None),
        (png_of(40, 30), FileFormat::Png, dots),
        (jpeg_of(40, 30), FileFormat::Jpeg, dots),
    ] {
        let seen = look(&bytes).unwrap();
        assert_eq!((seen.format, seen.dots), (format, dots));
        assert_eq!(seen.bytes as usize, bytes.len());
    }
}

#[test]
fn a_file_that_is_cut_short_anywhere_is_refused() {
    for whole in [png_of(40, 30), jpeg_of(40, 30), pdf()] {
        for length in 8..whole.len() - 6 {
            assert_eq!(code(&whole[..length]), "damaged", "{length} bytes");
        }
    }
}

#[test]
fn what_is_no_such_file_is_refused_whatever_its_name_was() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let others: [&[u8]; 8] = [
        heic,
        b"II*\0",
        b"PK\x03\x04",
        b"MZ\x90\0",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b" %PDF-1.7 startxref %%EOF",
    ];
    for bytes in others {
        assert_eq!(code(bytes), "other-kind");
    }
    assert_eq!(code(b""), "empty");
}

#[test]
fn a_file_that_is_too_large_says_how_large_it_may_be() {
    let mut large = pdf();
    large.splice(9..9, vec![b' '; MOST_BYTES]);
    let problem = look(&large).unwrap_err();
    assert_eq!(
        (problem.path.as_str(), problem.code.as_str()),
        ("file", "too-large")
    );
    assert!(problem.message.contains("20.1 MiB") && problem.message.contains("20 MiB"));
    large.truncate(MOST_BYTES);
    assert_eq!(code(&large), "damaged", "as large as may be is looked at");
}

#[test]
fn an_image_that_would_fill_the_memory_is_refused() {
    assert_eq!(code(&png_of(60_000, 60_000)), "too-many-dots");
    assert_eq!(code(&jpeg_of(60_000, 60_000)), "too-many-dots");
    assert_eq!(code(&png_of(u32::MAX, u32::MAX)), "too-many-dots");
    assert!(look(&png_of(10_000, 10_000)).is_ok());
    assert_eq!(code(&png_of(0, 30)), "damaged");
    assert_eq!(code(&jpeg_of(40, 0)), "damaged");
}

#[test]
fn an_image_without_a_dot_in_it_is_refused() {
    let header = &png_of(40, 30)[..33];
    let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
    assert_eq!(code(&[header, end].concat()), "damaged");
    assert_eq!(code(&[0xFF, 0xD8, 0xFF, 0xD9]), "damaged");
}

#[test]
fn sizes_read_as_a_person_says_them() {
    for (bytes, words) in [
        (1, "1 KiB"),
        (1025, "2 KiB"),
        (1 << 20, "1.0 MiB"),
        ((1 << 20) + 1, "1.1 MiB"),
        (20 << 20, "20.0 MiB"),
    ] {
        assert_eq!(size_words(bytes), words);
    }
}

/// Runs for a bounded number of inputs in `cargo test`; `cargo bolero test` goes on for as long as it is let.
#[test]
fn no_bytes_at_all_make_it_panic() {
    check!().for_each(|bytes: &[u8]| {
        let _ = look(bytes);
        let starts: [&[u8]; 3] = [b"%PDF-1.7", PNG, &[0xFF, 0xD8, 0xFF]];
        for start in starts {
            let _ = look(&[start, bytes].concat());
        }
    });
}

proptest! {
    #[test]
    fn a_harmed_file_is_refused_or_still_one_of_its_kind(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        which in 0..3_usize,
    ) {
        let mut bytes = [png_of(40, 30), jpeg_of(40, 30), pdf()][which].clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(seen) = look(&bytes) {
            prop_assert_eq!(seen.bytes as usize, bytes.len());
            prop_assert_eq!(seen.dots.is_none(), seen.format == FileFormat::Pdf);
        }
    }
}
