//! The JSON Schema of every file, made from the types that are read.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use filiform_domain::consent::ConsentDraft;
use filiform_domain::contact::ContactDraft;
use filiform_domain::episode::EpisodeDraft;
use filiform_domain::measure::ScoreDraft;
use filiform_domain::patient::PatientDraft;
use filiform_domain::reported_event::ReportedEventDraft;
use filiform_domain::screening::ScreeningDraft;
use filiform_domain::session::SessionDraft;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::files::{FileKind, PracticeFile};
use crate::ranges::{MOST_SITES, NOT_EMPTY, REQUIRED, numbers};
use crate::shape::Shape;

/// The dialect that our schemas are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The definition of each file, what it is called, and the command that takes it.
const FILES: [(FileKind, &str, &str); 9] = [
    (
        FileKind::Practice,
        "PracticeFile",
        "A practice and its first therapist (init)",
    ),
    (
        FileKind::Patient,
        "PatientDraft",
        "A patient to register (register)",
    ),
    (
        FileKind::Session,
        "SessionDraft",
        "A session to chart (chart)",
    ),
    (
        FileKind::Contact,
        "ContactDraft",
        "A contact to log (contact)",
    ),
    (
        FileKind::Event,
        "ReportedEventDraft",
        "An adverse event heard of later (event)",
    ),
    (
        FileKind::Screening,
        "ScreeningDraft",
        "A patient's screening (screening)",
    ),
    (FileKind::Consent, "ConsentDraft", "A consent (consent)"),
    (
        FileKind::Episode,
        "EpisodeDraft",
        "An episode of care (episode)",
    ),
    (
        FileKind::Score,
        "ScoreDraft",
        "A score of an outcome measure (score)",
    ),
];

/// The schema of all files as one document: a file is one of its definitions.
pub fn schema() -> Value {
    let choices: Vec<Value> = FILES.iter().map(|(_, name, _)| reference(name)).collect();
    json!({
        "$schema": DIALECT,
        "title": "Files that Filiform takes",
        "oneOf": choices,
        "$defs": published(),
    })
}

/// The schema of one kind of file.
pub fn schema_of(kind: FileKind) -> Value {
    let (_, name, title) = entry(kind);
    json!({
        "$schema": DIALECT,
        "title": title,
        "$ref": format!("#/$defs/{name}"),
        "$defs": published(),
    })
}

/// The fields that a file of this kind may have, as their shapes.
pub(crate) fn fields_of(kind: FileKind) -> &'static BTreeMap<String, Shape> {
    static SHAPES: LazyLock<[BTreeMap<String, Shape>; 9]> = LazyLock::new(|| {
        let definitions = definitions();
        FILES.map(
            |(_, name, _)| match Shape::of(&reference(name), &definitions) {
                Some(Shape::Object(fields)) => fields,
                // A test holds that each file has a shape. Without one, every field would be refused as unknown.
                _ => BTreeMap::new(),
            },
        )
    });
    let [
        practice,
        patient,
        session,
        contact,
        event,
        screening,
        consent,
        episode,
        score,
    ] = &*SHAPES;
    match kind {
        FileKind::Practice => practice,
        FileKind::Patient => patient,
        FileKind::Session => session,
        FileKind::Contact => contact,
        FileKind::Event => event,
        FileKind::Screening => screening,
        FileKind::Consent => consent,
        FileKind::Episode => episode,
        FileKind::Score => score,
    }
}

fn entry(kind: FileKind) -> (FileKind, &'static str, &'static str) {
    let [
        practice,
        patient,
        session,
        contact,
        event,
        screening,
        consent,
        episode,
        score,
    ] = FILES;
    match kind {
        FileKind::Practice => practice,
        FileKind::Patient => patient,
        FileKind::Session => session,
        FileKind::Contact => contact,
        FileKind::Event => event,
        FileKind::Screening => screening,
        FileKind::Consent => consent,
        FileKind::Episode => episode,
        FileKind::Score => score,
    }
}

pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// The types as they are read: no more than their structure.
pub(crate) fn definitions() -> Map<String, Value> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<PracticeFile>();
    generator.subschema_for::<PatientDraft>();
    generator.subschema_for::<SessionDraft>();
    generator.subschema_for::<ContactDraft>();
    generator.subschema_for::<ReportedEventDraft>();
    generator.subschema_for::<ScreeningDraft>();
    generator.subschema_for::<ConsentDraft>();
    generator.subschema_for::<EpisodeDraft>();
    generator.subschema_for::<ScoreDraft>();
    generator.take_definitions(true)
}

/// The types as another program should write them: with titles, ranges and what must be there.
fn published() -> Map<String, Value> {
    let mut definitions = definitions();
    for (_, name, title) in FILES {
        set(&mut definitions, &[name], "title", json!(title));
    }
    for (name, field) in NOT_EMPTY {
        let at = [name, "properties", field];
        set(&mut definitions, &at, "minLength", json!(1));
    }
    for (name, field) in NOT_EMPTY.into_iter().chain(REQUIRED) {
        require(&mut definitions, name, field);
    }
    for (name, definition) in &mut definitions {
        let title = spaced(name);
        if let Some(definition) = definition.as_object_mut() {
            definition.entry("title").or_insert(json!(title));
            describe_fields(definition);
        }
    }
    for (name, field, low, high) in numbers() {
        let at = [name, "properties", field];
        set(&mut definitions, &at, "minimum", json!(low));
        set(&mut definitions, &at, "maximum", json!(high));
    }
    let sites = ["SessionDraft", "properties", "sites"];
    set(&mut definitions, &sites, "maxItems", json!(MOST_SITES));
    definitions
}

/// Gives each field a title, and takes the default away from a field that must be there.
fn describe_fields(definition: &mut Map<String, Value>) {
    let required = definition.get("required").cloned().unwrap_or_default();
    let must_be_there = |field: &str| {
        let mut names = required.as_array().into_iter().flatten();
        names.any(|name| name == field)
    };
    let Some(fields) = definition
        .get_mut("properties")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (name, field) in fields {
        let Some(field) = field.as_object_mut() else {
            continue;
        };
        field.insert("title".to_owned(), json!(sentence(name)));
        if must_be_there(name) {
            field.remove("default");
        }
    }
}

fn require(definitions: &mut Map<String, Value>, name: &str, field: &str) {
    let definition = definitions.get_mut(name).and_then(Value::as_object_mut);
    let required = definition.map(|fields| fields.entry("required").or_insert(json!([])));
    if let Some(names) = required.and_then(Value::as_array_mut)
        && !names.iter().any(|known| known == field)
    {
        names.push(json!(field));
    }
}

fn set(definitions: &mut Map<String, Value>, at: &[&str], keyword: &str, value: Value) {
    let Some((name, deeper)) = at.split_first() else {
        return;
    };
    let start = definitions.get_mut(*name);
    let place = deeper
        .iter()
        .fold(start, |place, step| place?.get_mut(*step));
    if let Some(place) = place.and_then(Value::as_object_mut) {
        place.insert(keyword.to_owned(), value);
    }
}

/// `pain_before` as a title: "Pain before".
fn sentence(field: &str) -> String {
    let words = match field {
        "icd10cm" => "ICD-10-CM code".to_owned(),
        "npi" => "NPI".to_owned(),
        field => field.replace('_', " "),
    };
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// `OtherCareDraft` as a title: "Other care".
fn spaced(name: &str) -> String {
    let name = name.strip_suffix("Draft").unwrap_or(name);
    let words = name.chars().fold(String::new(), |mut words, letter| {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
        words
    });
    sentence(&words)
}
