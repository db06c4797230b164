//! The words that a page prints, each with its mark and its place.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Document, Encoding, Object, ObjectId};

use super::Piece;

/// What an operator stands in.
#[derive(Clone, Copy)]
enum Mark {
    Read(i64),
    Artifact,
    Other,
}

/// A page's content, followed as far as it places words.
pub(super) struct Printer<'a> {
    file: &'a Document,
    page: ObjectId,
    number: usize,
    fonts: BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Vec<u8>,
    placed: [f32; 6],
    kept: Vec<[f32; 6]>,
    text: [f32; 6],
    marks: Vec<Mark>,
    /// By their marks.
    pub(super) pieces: BTreeMap<i64, Piece>,
    /// Words outside of every mark.
    pub(super) unread: Vec<String>,
}

const HERE: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

impl<'a> Printer<'a> {
    pub(super) fn new(file: &'a Document, page: ObjectId, number: usize) -> Self {
        let fonts = file.get_page_fonts(page).unwrap_or_default().into_iter();
        let fonts =
            fonts.filter_map(|(name, font)| Some((name, font.get_font_encoding(file).ok()?)));
        Self {
            file,
            page,
            number,
            fonts: fonts.collect(),
            font: Vec::new(),
            placed: HERE,
            kept: Vec::new(),
            text: HERE,
            marks: Vec::new(),
            pieces: BTreeMap::new(),
            unread: Vec::new(),
        }
    }

    pub(super) fn print(&mut self) {
        let content = self.file.get_and_decode_page_content(self.page).unwrap();
        for operation in &content.operations {
            self.step(operation);
        }
    }

    fn step(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => self.kept.push(self.placed),
            "Q" => self.placed = self.kept.pop().unwrap_or(HERE),
            "cm" => self.placed = times(matrix(operands), self.placed),
            "BT" => self.text = HERE,
            "Tm" => self.text = matrix(operands),
            "Td" => {
                let by = [1.0, 0.0, 0.0, 1.0, number(operands, 0), number(operands, 1)];
                self.text = times(by, self.text);
            }
            "Tf" => self.font = operands[0].as_name().unwrap().to_vec(),
            "BDC" | "BMC" => self.marks.push(mark(operands)),
            "EMC" => {
                self.marks.pop();
            }
            "Tj" | "TJ" => self.show(&operands[0]),
            _ => {}
        }
    }

    fn show(&mut self, shown: &Object) {
        let words = self.words(shown);
        let [.., x, y] = times(self.text, self.placed);
        let within = self.marks.iter().rev();
        let within = within.copied().find(|mark| !matches!(mark, Mark::Other));
        match within {
            Some(Mark::Read(mark)) => {
                let new = Piece {
                    page: self.number,
                    x,
                    top: y,
                    bottom: y,
                    words: String::new(),
                };
                let piece = self.pieces.entry(mark).or_insert(new);
                piece.x = piece.x.min(x);
                piece.bottom = piece.bottom.min(y);
                piece.words.push_str(&words);
            }
            Some(_) => {}
            None if words.trim().is_empty() => {}
            None => self.unread.push(words),
        }
    }

    fn words(&self, shown: &Object) -> String {
        let decoded = |bytes: &[u8]| {
            let font = self.fonts.get(&self.font);
            font.and_then(|font| Document::decode_text(font, bytes).ok())
                .unwrap_or_default()
        };
        match shown {
            Object::String(bytes, _) => decoded(bytes),
            Object::Array(parts) => {
                let parts = parts.iter().filter_map(|part| part.as_str().ok());
                parts.map(decoded).collect()
            }
            _ => String::new(),
        }
    }
}

fn mark(operands: &[Object]) -> Mark {
    let numbered = operands.get(1).and_then(|with| with.as_dict().ok());
    let numbered = numbered.and_then(|with| with.get(b"MCID").and_then(Object::as_i64).ok());
    match (
        numbered,
        operands.first().and_then(|tag| tag.as_name().ok()),
    ) {
        (Some(mark), _) => Mark::Read(mark),
        (None, Some(b"Artifact")) => Mark::Artifact,
        _ => Mark::Other,
    }
}

fn number(operands: &[Object], n: usize) -> f32 {
    operands
        .get(n)
        .and_then(|operand| operand.as_float().ok())
        .unwrap_or_default()
}

fn matrix(operands: &[Object]) -> [f32; 6] {
    std::array::from_fn(|n| number(operands, n))
}

/// First `a`, then `b`.
fn times(a: [f32; 6], b: [f32; 6]) -> [f32; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
