//! Text as it is kept, everywhere in a note at once: a new field needs nothing here.

use std::fmt::Write;

use serde_json::Value;

use crate::problem::{Check, tidy};
use crate::session::SessionDraft;

/// Longest text of any field, in characters.
const LONGEST: usize = 4000;

/// The draft with every text tidied. A text that is too long is a fault at its field.
pub(super) fn tidied(check: &mut Check, draft: &SessionDraft) -> SessionDraft {
    let Ok(mut value) = serde_json::to_value(draft) else {
        return draft.clone();
    };
    walk(check, &mut String::new(), &mut value);
    serde_json::from_value(value).unwrap_or_else(|_| draft.clone())
}

fn walk(check: &mut Check, path: &mut String, value: &mut Value) {
    let length = path.len();
    match value {
        Value::String(text) => {
            *text = tidy(text);
            if text.chars().count() > LONGEST {
                check.fault(
                    path,
                    "too-long",
                    format!("This text is longer than {LONGEST} characters."),
                );
            }
        }
        Value::Array(rows) => {
            for (n, row) in rows.iter_mut().enumerate() {
                // Writing into a String cannot fail.
                let _ = write!(path, "[{n}]");
                walk(check, path, row);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                walk(check, path, field);
                path.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
