//! A picture that stands on letters: the practice's logo, or the image of a therapist's signature.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::consent::is_image;
use crate::ids::{PracticeId, TherapistId};
use crate::problem::{Check, Problem};

/// Longest picture, in characters of Base64: 192 KiB of image. It is carried by every letter that shows it.
const LONGEST: usize = 262_144;

/// A PNG or JPEG image in Base64, at most 262144 characters.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Picture(pub String);

impl Picture {
    /// The picture as it may be kept, or what is wrong with it, at `picture`.
    pub fn checked(&self) -> Result<Self, Vec<Problem>> {
        let mut check = Check::default();
        if self.0.len() > LONGEST {
            check.fault(
                "picture",
                "too-long",
                "The picture is larger than 192 KiB. Save it smaller: a letter shows it a few centimetres wide.",
            );
        } else if !is_image(&self.0) {
            check.fault(
                "picture",
                "no-image",
                "This is no PNG or JPEG picture, whatever its name says. Save it as one and choose it again.",
            );
        }
        check.finish(self.clone())
    }
}

/// What a picture shows, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureOf {
    /// The logo of the practice.
    Logo(PracticeId),
    /// The signature of a therapist.
    Signature(TherapistId),
}

impl PictureOf {
    /// Whose it is.
    pub fn owner(self) -> Uuid {
        match self {
            Self::Logo(practice) => practice.0,
            Self::Signature(therapist) => therapist.0,
        }
    }
}

/// A picture as it stands from now on. Letters that left before keep theirs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureChanged {
    /// What it shows.
    pub of: PictureOf,
    /// The picture; none where it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        let problems = Picture(text.to_owned()).checked().err()?;
        problems.into_iter().next().map(|problem| problem.code)
    }

    #[test]
    fn png_and_jpeg_are_told_by_their_content_and_nothing_else_is_taken() {
        assert_eq!(code("iVBORw0KGgoAAAAN"), None);
        assert_eq!(code("/9j/4AAQSkZJRgAB"), None);
        for other in [
            "",
            "R0lGODlhAQABAIAA",
            "PHN2ZyB4bWxucz0i",
            "JVBERi0xLjQKJcOk",
            "iVBORw0KGgo<script>",
            "iVBORw0KGgoAAAA",
        ] {
            assert_eq!(code(other).as_deref(), Some("no-image"), "{other}");
        }
    }

    #[test]
    fn a_picture_that_every_letter_would_carry_is_small() {
        let of = |length: usize| format!("iVBORw0KGgo{}", "A".repeat(length - 11));
        assert_eq!(code(&of(LONGEST)), None);
        assert_eq!(code(&of(LONGEST + 4)).as_deref(), Some("too-long"));
    }
}
