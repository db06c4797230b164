//! What differs between two notes, field by field, in words: "Row 2, left infraspinatus: needle length",
//! "40 mm", "50 mm".

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::{self, FieldChange, Step};
use filiform_domain::needle::Needle;
use filiform_domain::session::SessionDraft;
use filiform_domain::time::CalendarDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::labels::{label, row_label};
use super::{around, duration, row};
use crate::contract::FieldChanged;
use crate::wording;

/// Every field that differs, in the order of the note.
pub(crate) fn changed_fields(
    catalogue: &Catalogue,
    before: &SessionDraft,
    after: &SessionDraft,
) -> Vec<FieldChanged> {
    let found = amendment::changes(before, after);
    let words = |change| {
        Words {
            catalogue,
            before,
            after,
        }
        .of(change)
    };
    found.iter().map(words).collect()
}

struct Words<'a> {
    catalogue: &'a Catalogue,
    before: &'a SessionDraft,
    after: &'a SessionDraft,
}

impl Words<'_> {
    fn of(&self, change: &FieldChange) -> FieldChanged {
        let names: Vec<&str> = names(&change.path);
        if let Some((field, before, after)) = needle(&names, change) {
            return FieldChanged {
                field: self.placed(change, &field),
                before: Some(before),
                after: Some(after),
            };
        }
        let value = |value: &Value| self.value(&names, value);
        FieldChanged {
            field: self.placed(change, &label(&names)),
            before: value(&change.before),
            after: value(&change.after),
        }
    }

    /// "Row 2, left infraspinatus: needle"; a row that came or went has no field of its own.
    fn placed(&self, change: &FieldChange, field: &str) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut places: Vec<String> = Vec::new();
        for step in &change.path {
            match step {
                Step::Field(name) => names.push(name),
                Step::Row { before, after } => places.push(self.row(&names, *before, *after)),
            }
        }
        let whole_row = matches!(change.path.last(), Some(Step::Row { .. }));
        match (places.is_empty(), whole_row) {
            (true, _) => field.to_owned(),
            (false, true) => places.join(", "),
            (false, false) => format!("{}: {}", places.join(", "), lower(field)),
        }
    }

    fn row(&self, names: &[&str], before: Option<usize>, after: Option<usize>) -> String {
        let number = after.or(before).unwrap_or_default().saturating_add(1);
        if names != ["sites"] {
            return format!("{} {number}", row_label(names));
        }
        // A row that stayed is called by its target; one that came or went is told whole.
        let stayed = before.and_then(|at| self.before.sites.get(at));
        let named = stayed.filter(|_| after.is_some_and(|at| at < self.after.sites.len()));
        named.map_or_else(
            || format!("Row {number}"),
            |site| format!("Row {number}, {}", row::target_words(self.catalogue, site)),
        )
    }

    fn value(&self, names: &[&str], value: &Value) -> Option<String> {
        let said = match value {
            Value::Null => return None,
            Value::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
            Value::Number(number) => number_words(names, number.as_i64().unwrap_or_default()),
            Value::String(text) => self.text(names, text),
            Value::Array(rows) => {
                let rows = rows.iter().filter_map(|row| self.value(names, row));
                rows.collect::<Vec<_>>().join(", ")
            }
            Value::Object(_) => self.whole_row(names, value),
        };
        Some(said)
    }

    /// Ids by their names, codes of closed lists without their hyphens, everything else as it was typed.
    fn text(&self, names: &[&str], text: &str) -> String {
        let catalogue = self.catalogue;
        match names {
            ["date"] => text
                .parse::<CalendarDate>()
                .map_or_else(|_| text.to_owned(), CalendarDate::words),
            ["condition"] => wording::condition(catalogue, text),
            ["events", "kind"] => wording::event(catalogue, text),
            ["other_care", "kind"] => wording::other_care(catalogue, text),
            ["screening_yes"] | ["acknowledged", "check"] => wording::check(catalogue, text),
            [.., "region"] => wording::region(catalogue, text),
            [.., "target"] => {
                wording::target(catalogue, text, filiform_domain::site::Side::Midline)
            }
            [.., "techniques"] => wording::technique(catalogue, text),
            ["sites", "needle"] => text
                .parse::<Needle>()
                .map_or_else(|_| text.to_owned(), Needle::words),
            _ if is_code(names) => text.replace('-', " "),
            _ => text.to_owned(),
        }
    }

    /// A row that came or went, with everything it says.
    fn whole_row(&self, names: &[&str], value: &Value) -> String {
        let catalogue = self.catalogue;
        let said = match names {
            ["sites"] => read(value).map(|site| row::words(catalogue, &site)),
            ["present"] => read(value).map(|one| around::present(&one)),
            ["first_visit", "medicines"] => read(value).map(|one| around::medicine(&one)),
            ["acknowledged"] => read(value).map(|one| around::prompt(catalogue, &one)),
            ["pains"] => read(value).map(|one| around::pain(&one)),
            ["pain_areas"] => read(value).map(|one| around::area_words(catalogue, &one)),
            ["findings"] => read(value).map(|one| around::finding(&one)),
            ["events"] => read(value).map(|one| around::event(catalogue, &one)),
            ["other_care"] => read(value).map(|one| around::care(catalogue, &one)),
            ["codes"] => read(value).map(|one| around::code(&one)),
            _ => None,
        };
        said.unwrap_or_else(|| self.fields(names, value))
    }

    /// A row without words of its own: its fields, each with its label.
    fn fields(&self, names: &[&str], value: &Value) -> String {
        let fields = value.as_object().into_iter().flatten();
        let said = fields.filter_map(|(name, value)| {
            let names: Vec<&str> = names.iter().copied().chain([name.as_str()]).collect();
            let words = self
                .value(&names, value)
                .filter(|words| !words.is_empty())?;
            Some(format!("{} {words}", lower(&label(&names))))
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

fn names(path: &[Step]) -> Vec<&str> {
    let names = path.iter().filter_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Row { .. } => None,
    });
    names.collect()
}

/// A needle of which only the length or only the diameter differs is told by that alone.
fn needle(names: &[&str], change: &FieldChange) -> Option<(String, String, String)> {
    if names != ["sites", "needle"] {
        return None;
    }
    let read = |value: &Value| value.as_str().and_then(|text| text.parse::<Needle>().ok());
    let (was, is) = (read(&change.before)?, read(&change.after)?);
    let mm = |um: u16| {
        Needle {
            diameter_um: Some(um),
            length_mm: None,
        }
        .to_string()
    };
    let mm = |um: u16| format!("{} mm", mm(um).trim_end_matches("x?"));
    match (
        was.diameter_um == is.diameter_um,
        was.length_mm == is.length_mm,
    ) {
        (true, false) => Some((
            "Needle length".to_owned(),
            format!("{} mm", was.length_mm?),
            format!("{} mm", is.length_mm?),
        )),
        (false, true) => Some((
            "Needle diameter".to_owned(),
            mm(was.diameter_um?),
            mm(is.diameter_um?),
        )),
        _ => None,
    }
}

/// A number with the unit that its field has.
fn number_words(names: &[&str], number: i64) -> String {
    let name = names.last().copied().unwrap_or_default();
    match name {
        "pain_before" | "pain_after" | "soreness" => format!("{number} of 10"),
        "soreness_hours" => format!("{number} h"),
        "minutes" | "timed_minutes" | "total_minutes" | "onset_min" => format!("{number} min"),
        "turned_degrees" => format!("{number}°"),
        "pulse_us" | "pulse_to_us" => format!("{number} µs"),
        "intensity_ua" | "intensity_to_ua" => format!("{number} µA"),
        "seconds" | "seconds_to" => duration(number),
        name if name.ends_with("_mm") => format!("{number} mm"),
        name if name.ends_with("_s") => duration(number),
        _ => number.to_string(),
    }
}

/// Fields that hold a word of a closed list.
const CODES: [&str; 22] = [
    "how",
    "role",
    "change",
    "screening",
    "consent",
    "scale",
    "window",
    "moment",
    "side",
    "view",
    "tolerance",
    "severity",
    "activity",
    "sought",
    "tissue",
    "guidance",
    "twitch",
    "familiar_pain",
    "pain_window",
    "here",
    "effect",
    "kind",
];

fn is_code(names: &[&str]) -> bool {
    let name = names.last().copied().unwrap_or_default();
    // A rating's activity is in the patient's words, and so is the change of a medicine.
    let typed = matches!(names, ["pains", "activity"] | [.., "medicines", "change"]);
    CODES.contains(&name) && !typed
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> SessionDraft {
        serde_json::from_str(include_str!("../../../tests/support/whole_note.json")).unwrap()
    }

    fn told(change: impl FnOnce(&mut SessionDraft)) -> Vec<String> {
        let mut after = whole();
        change(&mut after);
        changed_fields(Catalogue::shipped(), &whole(), &after)
            .into_iter()
            .map(
                |FieldChanged {
                     field,
                     before,
                     after,
                 }| {
                    let words = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
                    format!("{field}: {} -> {}", words(before), words(after))
                },
            )
            .collect()
    }

    #[test]
    fn a_change_reads_as_a_person_says_it() {
        let of = |change: fn(&mut SessionDraft)| told(change).join("\n");
        assert_eq!(
            of(|note| note.sites[0].needle = "0.25x50".into()),
            "Row 1, left upper trapezius: needle length: 40 mm -> 50 mm"
        );
        assert_eq!(
            of(|note| note.sites[0].needle = "0.30x40".into()),
            "Row 1, left upper trapezius: needle diameter: 0.25 mm -> 0.30 mm"
        );
        assert_eq!(
            of(|note| note.sites[0].side = Some(filiform_domain::site::Side::Right)),
            "Row 1, left upper trapezius: side: left -> right"
        );
        assert_eq!(
            of(|note| note.pain_after = None),
            "Pain now, after: 3 of 10 -> -"
        );
        assert_eq!(
            of(|note| note.breathlessness_advice = Some(false)),
            "Advice on breathlessness given: yes -> no"
        );
        assert_eq!(
            of(|note| note.date = "2026-11-19".into()),
            "Date of the visit: 20 Nov 2026 -> 19 Nov 2026"
        );
        assert_eq!(
            of(|note| note.sites[0].techniques = vec!["static".into()])
                .lines()
                .count(),
            1
        );
    }

    #[test]
    fn a_row_that_went_is_told_whole() {
        let went = told(|note| {
            note.sites.remove(1);
        });
        assert_eq!(went.len(), 1);
        assert!(
            went[0].starts_with("Row 2: right scar after the port"),
            "{went:?}"
        );
        assert!(went[0].ends_with("-> -"));
    }

    /// Whatever is changed in a note has a name and two different words.
    #[test]
    fn every_field_has_a_label_and_words() {
        let value = serde_json::to_value(whole()).unwrap();
        for pointer in super::super::tests::leaves(&value, "") {
            let mut changed = value.clone();
            let place = changed.pointer_mut(&pointer).unwrap();
            *place = match place.take() {
                Value::Number(n) => Value::from(n.as_i64().unwrap() + 1),
                Value::Bool(yes) => Value::Bool(!yes),
                Value::String(text) => Value::String(format!("{text}x")),
                other => other,
            };
            let Ok(after) = serde_json::from_value::<SessionDraft>(changed) else {
                continue;
            };
            let found = changed_fields(Catalogue::shipped(), &whole(), &after);
            assert!(!found.is_empty(), "{pointer}");
            for change in &found {
                assert!(
                    !change.field.is_empty() && !change.field.contains('_'),
                    "{change:?}"
                );
                assert_ne!(change.before, change.after, "{pointer}");
            }
        }
    }
}
