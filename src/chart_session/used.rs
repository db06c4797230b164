//! What the last note held, so that the form opens where it was used.

use std::collections::BTreeSet;

use filiform_domain::session::SessionDraft;
use serde_json::Value;

/// The fields of a note that hold something, by name: `["date", "pains", "since_last", "since_last.bruise"]`; of
/// rows what any of them holds: `"sites.grip"`. Never what they hold.
pub(super) fn fields(note: &SessionDraft) -> Vec<String> {
    let Ok(Value::Object(fields)) = serde_json::to_value(note) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for (name, value) in fields.iter().filter(|(_, value)| holds(value)) {
        let rows = value.as_array().into_iter().flatten();
        let parts = rows.chain([value]).filter_map(Value::as_object).flatten();
        let held = parts.filter(|(_, part)| holds(part));
        let inside: BTreeSet<String> = held.map(|(part, _)| format!("{name}.{part}")).collect();
        names.extend(inside);
        names.push(name.clone());
    }
    names
}

fn holds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(rows) => !rows.is_empty(),
        Value::Object(fields) => fields.values().any(holds),
    }
}

#[cfg(test)]
mod tests {
    use filiform_domain::site::SiteDraft;
    use filiform_domain::visit::SinceLast;

    use super::*;

    #[test]
    fn a_field_counts_as_used_only_with_something_in_it() {
        let note = SessionDraft {
            region: "neck".to_owned(),
            since_last: Some(SinceLast::default()),
            pain_before: Some(0),
            ..SessionDraft::default()
        };
        assert_eq!(fields(&note), ["pain_before", "region"]);
    }

    #[test]
    fn what_any_row_holds_is_named_once() {
        let row = SiteDraft {
            grip: "pincer".to_owned(),
            ..SiteDraft::default()
        };
        let note = SessionDraft {
            sites: vec![row.clone(), row, SiteDraft::default()],
            ..SessionDraft::default()
        };
        assert_eq!(fields(&note), ["sites.grip", "sites"]);
    }

    #[test]
    fn a_part_of_a_field_is_named_too() {
        let note = SessionDraft {
            since_last: Some(SinceLast {
                bruise: Some(true),
                ..SinceLast::default()
            }),
            ..SessionDraft::default()
        };
        assert_eq!(fields(&note), ["since_last.bruise", "since_last"]);
    }
}
