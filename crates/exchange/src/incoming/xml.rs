//! The XML inside a workbook, as a stream of pieces. Entities of the file's own are never expanded, and nothing nests
//! without end.

use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::inflated::Inflated;

/// Deepest nesting of elements; the formats that are read need less than ten.
const DEEPEST: usize = 64;
/// Most attributes of an element; the formats that are read need less than ten.
const MOST_ATTRIBUTES: usize = 64;

/// Why XML was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoXml {
    /// It is not well formed, or its bytes cannot be inflated.
    Broken,
    /// It nests too deeply, declares its own entities, or has a piece without end.
    Hostile,
}

/// A piece of XML.
pub(super) enum Piece {
    /// An element begins; its name without the prefix, and its attributes.
    Start(String, Vec<(String, String)>),
    /// An element ends.
    End(String),
    /// Text.
    Text(String),
}

/// XML that is read piece by piece.
pub(super) struct Xml<'a> {
    reader: Reader<BufReader<Inflated<'a>>>,
    buffer: Vec<u8>,
    depth: usize,
    ends: Option<String>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(source: Inflated<'a>) -> Self {
        Self {
            reader: Reader::from_reader(BufReader::new(source)),
            buffer: Vec::new(),
            depth: 0,
            ends: None,
        }
    }

    /// The next piece; none at the end. An empty element begins and ends.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, NoXml> {
        if let Some(name) = self.ends.take() {
            return Ok(Some(Piece::End(name)));
        }
        loop {
            self.buffer.clear();
            self.reader.get_mut().get_mut().begin_piece();
            let event = self.reader.read_event_into(&mut self.buffer);
            let event = match event {
                Ok(event) => event,
                Err(quick_xml::Error::Io(why)) if Inflated::is_bound(&why) => {
                    return Err(NoXml::Hostile);
                }
                Err(_) => return Err(NoXml::Broken),
            };
            let piece = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(NoXml::Hostile);
                    }
                    started(&start)?
                }
                Event::Empty(start) => {
                    let piece = started(&start)?;
                    if let Piece::Start(name, _) = &piece {
                        self.ends = Some(name.clone());
                    }
                    piece
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.into_inner().into_owned()),
                Event::CData(text) => Piece::Text(text.into_inner().into_owned()),
                Event::GeneralRef(name) => Piece::Text(named(&name)?),
                Event::DocType(_) => return Err(NoXml::Hostile),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(piece));
        }
    }
}

fn started(start: &BytesStart<'_>) -> Result<Piece, NoXml> {
    let mut attributes = Vec::new();
    // Looking for attributes that are there twice takes the square of their number.
    for attribute in start.attributes().with_checks(false) {
        if attributes.len() >= MOST_ATTRIBUTES {
            return Err(NoXml::Hostile);
        }
        let attribute = attribute.map_err(|_| NoXml::Broken)?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| NoXml::Broken)?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Piece::Start(
        start.local_name().as_ref().to_owned(),
        attributes,
    ))
}

/// One of the five entities that XML has of itself, or a letter by its number.
fn named(reference: &BytesRef<'_>) -> Result<String, NoXml> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| NoXml::Broken)? {
        return Ok(letter.to_string());
    }
    let text = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
    text.map(str::to_owned).ok_or(NoXml::Hostile)
}

/// An attribute by its name, prefix and all.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.as_str())
}
