//! Columns, and how they follow from the shape of a draft.

use serde_json::{Map, Value};

use crate::shape::Shape;

/// One column.
#[derive(Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) holds: Holds,
}

/// What a column holds, which is also what becomes of it in a reduced export.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Whose record.
    Patient,
    /// Who signed.
    Signer,
    /// The id of a thing in this record: a session, an episode.
    Thing(&'static str),
    /// The number of a row below its thing, and other counts of our own.
    Count,
    /// Free words.
    Words,
    /// An id of the shipped content, or several.
    Code,
    /// One of these words, or several.
    Choice(Vec<String>),
    /// A whole number.
    Whole,
    /// Yes or no.
    YesNo,
    /// A day.
    Day,
    /// A moment.
    Moment,
    /// Years of age; in a reduced export alone.
    Age,
}

impl Holds {
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Self::Patient | Self::Signer | Self::Thing(_) => "id",
            Self::Count | Self::Whole => "whole number",
            Self::Words => "words",
            Self::Code => "id of the content",
            Self::Choice(_) => "one of the words",
            Self::YesNo => "yes or no",
            Self::Day => "day",
            Self::Moment => "moment with offset from UTC",
            Self::Age => "years",
        }
    }

    /// The words to choose from.
    pub(crate) fn choices(&self) -> String {
        match self {
            Self::Choice(words) => words.join("; "),
            _ => String::new(),
        }
    }
}

/// A field of a draft that is a column, with the way to it.
pub(crate) struct Field {
    pub(crate) path: Vec<String>,
    pub(crate) column: Column,
}

/// A list of rows within a draft, which is a table of its own.
pub(crate) struct Below {
    pub(crate) path: Vec<String>,
    pub(crate) about: String,
    pub(crate) row: Value,
}

/// What a shape has: its columns, and its lists of rows.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) fields: Vec<Field>,
    pub(crate) below: Vec<Below>,
}

/// Days that a draft holds as text.
const DAYS: [&str; 18] = [
    "date",
    "birth_date",
    "reviewed",
    "opened_on",
    "onset_date",
    "heard_date",
    "resolved_date",
    "reassess_due",
    "referral.date",
    "referral.expires",
    "plan_of_care.sent_on",
    "plan_of_care.signature_due",
    "plan_of_care.signed_on",
    "plan_of_care.certified_until",
    "due",
    "decided_on",
    "discharge.date",
    "repeats",
];

/// Ids of the shipped content. Every other text counts as free words, so that a new field is never let out of
/// a reduced export by mistake.
const CODES: [&str; 11] = [
    "region",
    "regions",
    "condition",
    "icd10cm",
    "screening_yes",
    "check",
    "target",
    "techniques",
    "own_target.region",
    "kind",
    "needle",
];

/// The columns and lists of the shape that `schema` describes.
pub(crate) fn layout(schema: &Value, definitions: &Map<String, Value>) -> Layout {
    let mut layout = Layout::default();
    walk(schema, definitions, &[], &mut layout);
    layout
}

fn walk(schema: &Value, definitions: &Map<String, Value>, path: &[String], layout: &mut Layout) {
    let Some(fields) = resolved(schema, definitions).get("properties") else {
        return;
    };
    for (name, field) in fields.as_object().into_iter().flatten() {
        let mut path = path.to_vec();
        path.push(name.clone());
        place(field, definitions, path, layout);
    }
}

fn place(field: &Value, definitions: &Map<String, Value>, path: Vec<String>, layout: &mut Layout) {
    let about = about(field, definitions);
    let shape = Shape::of(field, definitions).map(Shape::filled);
    let below = |path, about| Below {
        path,
        about,
        row: resolved(field, definitions)
            .get("items")
            .cloned()
            .unwrap_or_default(),
    };
    match shape {
        Some(Shape::Object(_)) => walk(field, definitions, &path, layout),
        Some(Shape::List(row)) if matches!(*row, Shape::Object(_)) => {
            layout.below.push(below(path, about));
        }
        Some(shape) => {
            let column = Column {
                name: path.join("."),
                about,
                holds: holds(&shape, &path.join(".")),
            };
            layout.fields.push(Field { path, column });
        }
        None => {}
    }
}

fn holds(shape: &Shape, path: &str) -> Holds {
    match shape {
        Shape::Whole => Holds::Whole,
        Shape::YesNo => Holds::YesNo,
        Shape::Word(words) => Holds::Choice(words.clone()),
        Shape::List(row) => match &**row {
            Shape::Word(words) => Holds::Choice(words.clone()),
            Shape::Whole => Holds::Whole,
            _ if CODES.contains(&path) => Holds::Code,
            _ => Holds::Words,
        },
        _ if path == "episode" => Holds::Thing("episode"),
        _ if path == "session" => Holds::Thing("session"),
        _ if DAYS.contains(&path) => Holds::Day,
        _ if CODES.contains(&path) => Holds::Code,
        _ => Holds::Words,
    }
}

/// The schema itself, behind references and "this or nothing".
fn resolved<'a>(schema: &'a Value, definitions: &'a Map<String, Value>) -> &'a Value {
    let mut schema = schema;
    // Our schemas refer twice at most; the bound holds for any other.
    for _ in 0..8 {
        let named = schema.get("$ref").and_then(Value::as_str);
        let target = named.and_then(|name| definitions.get(name.strip_prefix("#/$defs/")?));
        let choices = schema.get("anyOf").and_then(Value::as_array);
        let filled = choices.and_then(|all| {
            all.iter()
                .find(|choice| choice.get("type").is_none_or(|kind| kind != "null"))
        });
        match target.or(filled) {
            Some(inner) => schema = inner,
            None => break,
        }
    }
    schema
}

fn about(field: &Value, definitions: &Map<String, Value>) -> String {
    let own = field.get("description");
    let inner = resolved(field, definitions).get("description");
    let text = own.or(inner).and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Shape {
    /// The shape when something is there.
    fn filled(self) -> Self {
        match self {
            Self::Open(inner) => inner.filled(),
            shape => shape,
        }
    }
}
