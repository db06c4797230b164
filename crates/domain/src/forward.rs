//! Bodies and drafts that an older version wrote, brought forward one small step at a time.

use serde_json::{Map, Value, json};

use crate::needle::Needle;
use crate::quantity::NeedleSize;
use crate::session::SessionDraft;
use crate::time::Instant;

/// The shape in which sessions were written before the whole note.
const FIRST: u32 = 1;

/// A signed session's body of schema version `version` in today's shape. What it says is unchanged; what is
/// not a session of that version comes back as it was.
pub fn signed_session(version: u32, mut body: Value) -> Value {
    if version > FIRST {
        return body;
    }
    let Some(old) = body.as_object_mut() else {
        return body;
    };
    let mut kept = Map::new();
    for field in ["id", "patient", "therapist", "started"] {
        kept.insert(field.to_owned(), old.remove(field).unwrap_or_default());
    }
    let started =
        serde_json::from_value::<Instant>(kept.get("started").cloned().unwrap_or_default());
    if let Ok(started) = started {
        old.insert("date".to_owned(), json!(started.date().to_string()));
        old.insert("time".to_owned(), json!(started.clock()));
    }
    spread_needles(old);
    old.insert("events_asked".to_owned(), json!(true));
    kept.insert("note".to_owned(), note(std::mem::take(old)));
    Value::Object(kept)
}

/// A draft as it was kept, in today's shape; none when it is no draft of a session.
pub fn session_draft(body: &str) -> Option<SessionDraft> {
    serde_json::from_str(body)
        .ok()
        .or_else(|| match serde_json::from_str(body).ok()? {
            Value::Object(old) => serde_json::from_value(note(old)).ok(),
            _ => None,
        })
}

/// Counts lay in a part of their own.
fn spread_needles(old: &mut Map<String, Value>) {
    let Some(Value::Object(mut count)) = old.remove("needles") else {
        return;
    };
    for (was, is) in [
        ("put_in", "needles_in"),
        ("taken_out", "needles_out"),
        ("difference", "needle_difference"),
    ] {
        old.insert(is.to_owned(), count.remove(was).unwrap_or_default());
    }
}

/// Absent texts were null, and a row had one technique, one point in words and a needle in numbers.
fn note(mut old: Map<String, Value>) -> Value {
    let rows = old.get_mut("sites").and_then(Value::as_array_mut);
    for row in rows.into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(technique) = row.remove("technique") {
            let named = technique.as_str().is_some_and(|id| !id.is_empty());
            row.insert(
                "techniques".to_owned(),
                if named { json!([technique]) } else { json!([]) },
            );
        }
        if let Some(point) = row.remove("point") {
            row.insert("place".to_owned(), point);
        }
        let size = row
            .get("needle")
            .cloned()
            .and_then(|size| serde_json::from_value::<NeedleSize>(size).ok());
        if let Some(size) = size {
            row.insert("needle".to_owned(), json!(Needle::from(size).to_string()));
        }
        row.retain(|_, value| !value.is_null());
    }
    old.retain(|_, value| !value.is_null());
    Value::Object(old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;
    use crate::site::{Side, Twitch};

    const FIRST_BODY: &str = r#"{"id":"019ac000-0000-7000-8000-000000000001",
        "patient":"019ac000-0000-7000-8000-000000000002","therapist":"019ac000-0000-7000-8000-000000000003",
        "started":{"utc_ms":1795356300000,"offset_minutes":-300},"region":"neck","story":"Stiff.","pain_before":7,
        "sites":[{"target":"trapezius-upper","side":"left","point":"TrP 1","needle":{"diameter_um":250,"length_mm":40},
        "needles":2,"technique":"pistoning","twitch":"seen","twitches":3,"note":null}],"pain_after":null,
        "tolerance":"good","response":null,"needles":{"put_in":3,"taken_out":2,"difference":"One was not used."},
        "events":[{"kind":"bruise","note":"small"}],"breathlessness_advice":true,
        "other_care":[{"kind":"stretching","minutes":10,"note":""}],"plan":null}"#;

    #[test]
    fn a_note_of_the_first_version_says_the_same_in_the_new_shape() {
        let body = signed_session(1, serde_json::from_str(FIRST_BODY).unwrap());
        let session: Session = serde_json::from_value(body).unwrap();
        let (note, row) = (&session.note, &session.note.sites[0]);
        assert_eq!(
            (note.date.as_str(), note.time.as_str()),
            ("2026-11-22", "09:05")
        );
        assert_eq!(
            (note.pain_before, note.pain_after, note.story.as_str()),
            (Some(7), None, "Stiff.")
        );
        assert_eq!((note.needles_in, note.needles_out), (Some(3), Some(2)));
        assert_eq!(note.needle_difference, "One was not used.");
        assert_eq!(
            (row.needle.as_str(), row.place.as_str(), row.needles),
            ("0.25x40", "TrP 1", Some(2))
        );
        assert_eq!(
            (row.side, row.twitch, row.twitches),
            (Some(Side::Left), Some(Twitch::Seen), Some(3))
        );
        assert_eq!(row.techniques, ["pistoning"]);
        assert_eq!(
            (note.events[0].note.as_str(), note.other_care[0].minutes),
            ("small", Some(10))
        );
    }

    #[test]
    fn a_draft_of_the_first_version_goes_on_where_it_was() {
        let old = r#"{"date":"2026-11-22","time":"09:05","region":"neck","sites":[{"target":"procerus","side":null,
            "point":"between the brows","needle":".2","needles":null,"technique":"","twitch":null,"note":""}]}"#;
        let draft = session_draft(old).unwrap();
        assert_eq!(draft.sites[0].place, "between the brows");
        assert_eq!(
            draft.sites[0].needle, ".2",
            "what was half typed stays half typed"
        );
        assert!(draft.sites[0].techniques.is_empty());
    }

    #[test]
    fn what_is_no_session_is_left_alone() {
        for body in ["null", "[1]", "\"x\"", "{}"] {
            let _ = signed_session(1, serde_json::from_str(body).unwrap());
            assert!(session_draft(body).is_none() || body == "{}");
        }
        assert!(session_draft("{").is_none());
    }
}
