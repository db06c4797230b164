//! Pictures on a letter: the logo of its head and the image of its signature.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use typst::foundations::Bytes;

use crate::{Block, Document, Letterhead, MadeAt, Paper, ReferralLetter, ReportError, Signature};

/// Most dots of a side. More would be a burden to decode and no gain on paper.
const MOST_DOTS: usize = 4000;

/// A PNG or JPEG picture with its words, for who cannot see it.
#[derive(Clone)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// "Logo of Harbour Street Physiotherapy".
    pub alt: String,
    /// Only its place is kept free, with words in it: what is not signed yet shows no signature.
    pub held: bool,
}

impl Picture {
    /// The name by which a template finds it: the same picture has one name.
    fn file(&self) -> String {
        let end = if self.bytes.starts_with(b"\x89PNG") {
            "png"
        } else {
            "jpg"
        };
        format!("{:032x}.{end}", typst::utils::hash128(&self.bytes))
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_struct("Picture", 3)?;
        parts.serialize_field("file", &self.file())?;
        parts.serialize_field("alt", &self.alt)?;
        parts.serialize_field("held", &self.held)?;
        parts.end()
    }
}

/// A picture with the name by which a template finds it.
pub(crate) type Named = (String, Bytes);

fn named<'a>(pictures: impl IntoIterator<Item = Option<&'a Picture>>) -> Vec<Named> {
    let pictures = pictures.into_iter().flatten();
    pictures
        .map(|picture| (picture.file(), Bytes::new(picture.bytes.clone())))
        .collect()
}

pub(crate) fn of_letter(letter: &ReferralLetter) -> Vec<Named> {
    named([
        letter.letterhead.logo.as_ref(),
        letter.signature.picture.as_ref(),
    ])
}

pub(crate) fn of_document(document: &Document) -> Vec<Named> {
    let signed = document.blocks.iter().map(|block| match block {
        Block::Signed { signature } => signature.picture.as_ref(),
        _ => None,
    });
    named(std::iter::once(document.letterhead.logo.as_ref()).chain(signed))
}

/// Whether a letter with this picture can be written as PDF/A-3a and PDF/UA-1: one is made and thrown away.
///
/// A picture of more than 4000 dots a side is not even decoded.
///
/// # Errors
/// Why it cannot.
pub fn try_picture(bytes: &[u8], made_at: MadeAt) -> Result<(), ReportError> {
    let unfit = || ReportError::Picture;
    let size = imagesize::blob_size(bytes).map_err(|_| unfit())?;
    let sides = [size.width, size.height];
    if sides.iter().any(|side| !(1..=MOST_DOTS).contains(side)) {
        return Err(unfit());
    }
    let picture = Picture {
        bytes: bytes.to_vec(),
        alt: "Picture".to_owned(),
        held: false,
    };
    let trial = Document {
        paper: Paper::A4,
        title: "Trial".to_owned(),
        about: String::new(),
        letterhead: Letterhead {
            practice: String::new(),
            lines: Vec::new(),
            logo: Some(picture.clone()),
        },
        date: String::new(),
        addressee: Vec::new(),
        subject: String::new(),
        author: String::new(),
        facts: Vec::new(),
        blocks: vec![Block::Signed {
            signature: Signature {
                name: String::new(),
                credentials: String::new(),
                lines: Vec::new(),
                picture: Some(picture),
            },
        }],
        fingerprint: String::new(),
        record: String::new(),
    };
    let tried = crate::document(&trial, made_at);
    // What was refused is not remembered.
    crate::forget();
    tried.map(drop).map_err(|_| unfit())
}
