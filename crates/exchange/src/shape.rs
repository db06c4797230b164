//! The shape of a file, taken from its JSON Schema: the few forms that our drafts are made of.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// An object with these fields and no others.
    Object(BTreeMap<String, Shape>),
    /// A list of rows alike.
    List(Box<Shape>),
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    YesNo,
    /// One of these words.
    Word(Vec<String>),
    /// This or `null`.
    Open(Box<Shape>),
}

impl Shape {
    /// The shape that a schema describes, or nothing when it uses a form that is not among ours. A test
    /// holds that every file's schema has a shape.
    pub(crate) fn of(schema: &Value, definitions: &Map<String, Value>) -> Option<Self> {
        let fields = schema.as_object()?;
        if let Some(reference) = fields.get("$ref") {
            let name = reference.as_str()?.strip_prefix("#/$defs/")?;
            return Self::of(definitions.get(name)?, definitions);
        }
        if let Some(choices) = fields.get("anyOf") {
            let inner = choices.as_array()?.iter().find(|choice| !is_null(choice))?;
            return Some(Self::Open(Box::new(Self::of(inner, definitions)?)));
        }
        if let Some(words) = words_of(fields) {
            return Some(Self::Word(words));
        }
        match fields.get("type")? {
            Value::String(kind) => Self::plain(kind, fields, definitions),
            Value::Array(kinds) => {
                let kind = kinds
                    .iter()
                    .filter_map(Value::as_str)
                    .find(|k| *k != "null")?;
                let inner = Self::plain(kind, fields, definitions)?;
                Some(Self::Open(Box::new(inner)))
            }
            _ => None,
        }
    }

    fn plain(
        kind: &str,
        fields: &Map<String, Value>,
        definitions: &Map<String, Value>,
    ) -> Option<Self> {
        match kind {
            "string" => Some(Self::Text),
            "integer" => Some(Self::Whole),
            "boolean" => Some(Self::YesNo),
            "array" => {
                let row = Self::of(fields.get("items")?, definitions)?;
                Some(Self::List(Box::new(row)))
            }
            "object" => {
                let inner = fields.get("properties")?.as_object()?.iter();
                let shapes = inner
                    .map(|(name, schema)| Some((name.clone(), Self::of(schema, definitions)?)));
                Some(Self::Object(shapes.collect::<Option<_>>()?))
            }
            _ => None,
        }
    }
}

/// The words of an enumeration, whether it is written as `enum` or as a choice of documented constants.
fn words_of(fields: &Map<String, Value>) -> Option<Vec<String>> {
    let word = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(words) = fields.get("enum") {
        return words.as_array()?.iter().map(word).collect();
    }
    let choices = fields.get("oneOf")?.as_array()?.iter();
    choices.map(|choice| word(choice.get("const")?)).collect()
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}
