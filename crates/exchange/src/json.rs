//! From bytes to JSON, within limits, with every field that stands there twice.
//!
//! JSON libraries silently keep one of two fields of the same name. In a treatment note that would sign
//! something else than what the file says, so both are refused.

use std::fmt;

use filiform_domain::problem::Problem;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::path::Place;

/// The largest file that is read, in bytes: 1 MiB. A long note has about 20 KiB.
pub const MOST_BYTES: usize = 1024 * 1024;
/// The deepest nesting of objects and lists that is read. Our own files need 3.
pub const MOST_NESTING: usize = 64;

/// Why a file cannot be read at all, so that nothing can be said about its fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It has more than [`MOST_BYTES`].
    #[error("The file is larger than 1 MiB, which no file of Filiform is.")]
    TooLarge,
    /// It nests deeper than [`MOST_NESTING`].
    #[error("The file is nested deeper than {MOST_NESTING} levels, which no file of Filiform is.")]
    TooDeep,
    /// It is no JSON. The reason never repeats what stands there.
    #[error("The file is not JSON: {reason} at line {line}, column {column}.")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in bytes, counted from 1; 0 at the end of a line.
        column: usize,
        /// What was expected, in the terms of JSON.
        reason: String,
    },
    /// It is JSON, but no object.
    #[error("The file must hold one JSON object, in curly brackets.")]
    NotAnObject,
}

impl Unreadable {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::NotJson { .. } => "not-json",
            Self::NotAnObject => "not-an-object",
        }
    }
}

impl From<Unreadable> for Problem {
    /// The fault at the path of the whole file, which is empty.
    fn from(why: Unreadable) -> Self {
        Self {
            path: String::new(),
            code: why.code().to_owned(),
            message: why.to_string(),
        }
    }
}

/// A JSON object, with the fields that stood there twice. Of those the first is kept.
pub(crate) struct Parsed {
    pub(crate) object: Map<String, Value>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads one JSON object. A byte order mark before it is skipped: some editors write one.
pub(crate) fn parse(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    parse_up_to(bytes, MOST_BYTES)
}

/// The same for a file of up to `most` bytes.
pub(crate) fn parse_up_to(bytes: &[u8], most: usize) -> Result<Parsed, Unreadable> {
    if bytes.len() > most {
        return Err(Unreadable::TooLarge);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut findings = Findings::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let whole = Node {
        place: &Place::default(),
        depth: 0,
        findings: &mut findings,
    };
    let value = whole
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match value {
        _ if findings.too_deep => Err(Unreadable::TooDeep),
        Err(error) => Err(not_json(&error)),
        Ok(Value::Object(object)) => Ok(Parsed {
            object,
            problems: findings.problems,
        }),
        Ok(_) => Err(Unreadable::NotAnObject),
    }
}

fn not_json(error: &serde_json::Error) -> Unreadable {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let reason = text
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or("it cannot be read");
    Unreadable::NotJson {
        line,
        column,
        reason: reason.to_owned(),
    }
}

#[derive(Default)]
struct Findings {
    problems: Vec<Problem>,
    too_deep: bool,
}

/// One value, on its way from text to memory.
struct Node<'a> {
    place: &'a Place,
    depth: usize,
    findings: &'a mut Findings,
}

impl Node<'_> {
    fn deeper<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MOST_NESTING {
            self.findings.too_deep = true;
            return Err(E::custom("nested too deep"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        let number = Number::from_f64(number).ok_or_else(|| E::custom("number out of range"))?;
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<Value, A::Error> {
        self.deeper()?;
        let mut list = Vec::new();
        loop {
            let row = Node {
                place: &self.place.at_row(list.len()),
                depth: self.depth,
                findings: self.findings,
            };
            match rows.next_element_seed(row)? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<Value, A::Error> {
        self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let place = self.place.at_field(&name);
            let value = fields.next_value_seed(Node {
                place: &place,
                depth: self.depth,
                findings: self.findings,
            })?;
            if object.contains_key(&name) {
                self.findings.problems.push(twice(&place));
            } else {
                object.insert(name, value);
            }
        }
        Ok(Value::Object(object))
    }
}

fn twice(place: &Place) -> Problem {
    Problem {
        path: place.path().to_owned(),
        code: "field-twice".to_owned(),
        message: "This field stands there twice. Which one is right?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> Unreadable {
        parse(bytes).err().unwrap()
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_line_and_never_its_content() {
        let why = refused(b"{\n \"story\": \"Ada Okafor\" \"plan\"\n}");
        assert!(matches!(why, Unreadable::NotJson { line: 2, .. }), "{why}");
        assert!(!why.to_string().contains("Ada"), "{why}");
        for bytes in [
            &b""[..],
            b"{",
            b"{} {}",
            b"\xff\xfe{",
            b"nul",
            b"{\"a\":1e999}",
        ] {
            assert_eq!(refused(bytes).code(), "not-json", "{bytes:?}");
        }
    }

    #[test]
    fn only_an_object_is_a_file_of_ours() {
        for bytes in [&b"[]"[..], b"null", b"7", b"\"{}\""] {
            assert_eq!(refused(bytes), Unreadable::NotAnObject, "{bytes:?}");
        }
    }

    #[test]
    fn the_limits_hold_at_their_edge() {
        let nested = |depth: usize| {
            let lists = depth - 1;
            format!("{{\"a\":{}{}}}", "[".repeat(lists), "]".repeat(lists))
        };
        assert!(parse(nested(MOST_NESTING).as_bytes()).is_ok());
        assert_eq!(
            refused(nested(MOST_NESTING + 1).as_bytes()),
            Unreadable::TooDeep
        );
        assert_eq!(refused(nested(100_000).as_bytes()), Unreadable::TooDeep);
        let padded = |size: usize| format!("{{}}{}", " ".repeat(size - 2));
        assert!(parse(padded(MOST_BYTES).as_bytes()).is_ok());
        assert_eq!(
            refused(padded(MOST_BYTES + 1).as_bytes()),
            Unreadable::TooLarge
        );
    }

    #[test]
    fn a_field_that_stands_twice_is_named_with_its_path() {
        let parsed = parse(br#"{"a": 1, "b": [0, {"c": 1, "c": 2}], "a": 2}"#).unwrap();
        let paths: Vec<_> = parsed.problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["b[1].c", "a"]);
        assert_eq!(parsed.object["a"], 1, "the first is kept");
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert!(parse(b"\xef\xbb\xbf{}").is_ok());
    }
}
