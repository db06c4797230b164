//! The parts that resources are made of. A reference knows what it points at, so that a wrong target is a type error.

use std::marker::PhantomData;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};
use uuid::Uuid;

/// Where the definitions of our own extensions and codes are said to be. `.invalid` belongs to nobody for good
/// (RFC 2606): they are documented in docs/fhir.md, and no address is asked for them.
pub(super) const OWN: &str = "http://filiform.invalid/fhir";

/// The system of LOINC. A code of it stands only where the clinical content has seen it.
pub(super) const LOINC: &str = "http://loinc.org";

/// A kind of resource.
pub(super) trait Kind {
    const NAME: &'static str;
}

macro_rules! kinds {
    ($($name:ident)+) => {
        $(
            pub(super) struct $name;
            impl Kind for $name {
                const NAME: &'static str = stringify!($name);
            }
        )+
    };
}

kinds! { Patient Practitioner Organization Condition EpisodeOfCare Encounter }

/// A reference to a resource of one kind.
pub(super) struct To<K> {
    id: Uuid,
    kind: PhantomData<K>,
}

impl<K> To<K> {
    pub(super) fn new(id: Uuid) -> Self {
        Self {
            id,
            kind: PhantomData,
        }
    }
}

impl<K> Clone for To<K> {
    fn clone(&self) -> Self {
        Self::new(self.id)
    }
}

impl<K: Kind> Serialize for To<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reference", &format!("urn:uuid:{}", self.id))?;
        map.serialize_entry("type", K::NAME)?;
        map.end()
    }
}

/// A reference to any resource of the bundle, as Provenance takes it.
pub(super) struct ToAny {
    pub(super) id: Uuid,
    pub(super) kind: &'static str,
}

impl Serialize for ToAny {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reference", &format!("urn:uuid:{}", self.id))?;
        map.serialize_entry("type", self.kind)?;
        map.end()
    }
}

/// Somebody who is named and has no resource.
#[derive(serde::Serialize)]
pub(super) struct Named {
    display: String,
}

impl Named {
    pub(super) fn of(display: String) -> Self {
        Self { display }
    }
}

/// A code of one system.
#[derive(serde::Serialize, Clone)]
pub(super) struct Coding {
    pub(super) system: String,
    pub(super) code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) display: Option<String>,
}

/// Words, with codes where there are any. The words are never missing.
#[derive(serde::Serialize, Clone)]
pub(super) struct Concept {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) coding: Vec<Coding>,
    pub(super) text: String,
}

impl Concept {
    pub(super) fn words(text: &str) -> Self {
        Self {
            coding: Vec::new(),
            text: text.to_owned(),
        }
    }

    /// Words with a code of our own system.
    pub(super) fn own(system: &str, code: &str, text: &str) -> Self {
        Self {
            coding: vec![Coding {
                system: format!("{OWN}/CodeSystem/{system}"),
                code: code.to_owned(),
                display: Some(text.to_owned()),
            }],
            text: text.to_owned(),
        }
    }

    pub(super) fn of_system(system: &str, code: &str, text: &str) -> Self {
        Self {
            coding: vec![Coding {
                system: system.to_owned(),
                code: code.to_owned(),
                display: Some(text.to_owned()),
            }],
            text: text.to_owned(),
        }
    }
}

/// Units that a quantity may have. There is no other way to make one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Millimetre,
    Second,
    Minute,
    Hour,
    Microsecond,
    Microampere,
    Degree,
    Percent,
    Day,
    Score,
}

impl Unit {
    /// In UCUM.
    pub(super) fn ucum(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Microsecond => "us",
            Self::Microampere => "uA",
            Self::Degree => "deg",
            Self::Percent => "%",
            Self::Day => "d",
            Self::Score => "{score}",
        }
    }

    /// The unit that the content names in words: "points", "% (raw 0-50 doubled)", "mm", "days".
    pub(super) fn of_words(words: &str) -> Option<Self> {
        match words.split(' ').next()? {
            "points" => Some(Self::Score),
            "%" => Some(Self::Percent),
            "mm" => Some(Self::Millimetre),
            "days" => Some(Self::Day),
            _ => None,
        }
    }
}

/// A number with its unit.
pub(super) struct Quantity {
    value: Number,
    unit: Unit,
}

impl Quantity {
    pub(super) fn whole(value: i64, unit: Unit) -> Self {
        Self {
            value: value.into(),
            unit,
        }
    }

    /// A number as it is written, "12.5"; nothing when it is none.
    pub(super) fn written(value: &str, unit: Unit) -> Option<Self> {
        let value = value.parse().ok()?;
        Some(Self { value, unit })
    }
}

/// What an observation, or a part of one, came to: exactly one of these.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Came {
    ValueQuantity(Quantity),
    ValueString(String),
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("unit", self.unit.ucum())?;
        map.serialize_entry("system", "http://unitsofmeasure.org")?;
        map.serialize_entry("code", self.unit.ucum())?;
        map.end()
    }
}

/// Words where there are no codes to choose from.
#[derive(serde::Serialize)]
pub(super) struct Note {
    pub(super) text: String,
}

/// What a resource says for people: every filled field of the entries that it stands for.
pub(super) struct Narrative(pub(super) String);

impl Serialize for Narrative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("status", "additional")?;
        map.serialize_entry(
            "div",
            &format!(
                "<div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div>",
                self.0
            ),
        )?;
        map.end()
    }
}

/// An extension of our own, with one value or with parts.
#[derive(serde::Serialize)]
pub(super) struct Extension {
    pub(super) url: String,
    #[serde(flatten)]
    pub(super) holds: Holds,
}

/// What an extension holds: exactly one of these.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Holds {
    #[serde(rename = "extension")]
    Parts(Vec<Extension>),
    ValueString(String),
    ValueBoolean(bool),
    ValueInteger(i64),
    ValueQuantity(Quantity),
    ValueCode(String),
    ValueBase64Binary(String),
}

impl Extension {
    /// Every filled field of a value as an extension named `name`: a part for each field, below it for each row.
    pub(super) fn of_fields(name: &str, fields: &Value) -> Option<Self> {
        let parts = parts(fields);
        (!parts.is_empty()).then(|| Self {
            url: format!("{OWN}/StructureDefinition/{name}"),
            holds: Holds::Parts(parts),
        })
    }

    /// A part of an extension of our own.
    pub(super) fn part(name: &str, holds: Holds) -> Self {
        Self {
            url: name.to_owned(),
            holds,
        }
    }

    pub(super) fn own(name: &str, holds: Holds) -> Self {
        Self {
            url: format!("{OWN}/StructureDefinition/{name}"),
            holds,
        }
    }
}

fn parts(fields: &Value) -> Vec<Extension> {
    let fields = fields.as_object().into_iter().flatten();
    fields.flat_map(|(name, value)| part(name, value)).collect()
}

fn part(name: &str, value: &Value) -> Vec<Extension> {
    let one = |holds| {
        vec![Extension {
            url: name.to_owned(),
            holds,
        }]
    };
    match value {
        Value::Null => Vec::new(),
        Value::Bool(yes) => one(Holds::ValueBoolean(*yes)),
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            one(unit_of(name).map_or(Holds::ValueInteger(number), |unit| {
                Holds::ValueQuantity(Quantity::whole(number, unit))
            }))
        }
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => one(Holds::ValueString(text.clone())),
        Value::Array(rows) => rows.iter().flat_map(|row| part(name, row)).collect(),
        Value::Object(_) => {
            let parts = parts(value);
            if parts.is_empty() {
                Vec::new()
            } else {
                one(Holds::Parts(parts))
            }
        }
    }
}

/// The unit that the name of a field ends with.
fn unit_of(field: &str) -> Option<Unit> {
    let (_, last) = field.rsplit_once('_').unwrap_or(("", field));
    Some(match last {
        "mm" => Unit::Millimetre,
        "s" | "seconds" => Unit::Second,
        "min" | "minutes" => Unit::Minute,
        "hours" => Unit::Hour,
        "us" => Unit::Microsecond,
        "ua" => Unit::Microampere,
        "degrees" => Unit::Degree,
        _ => return None,
    })
}
