//! Whether a file has its shape, and what is left of it without the parts that have not.

use std::collections::BTreeMap;

use filiform_domain::problem::Problem;
use serde_json::{Map, Value};

use crate::path::Place;
use crate::shape::Shape;

/// The longest list that is looked into. The domain's own limits lie far below.
const LONGEST_LIST: usize = 1000;

/// Takes out of `object` everything that does not fit, and names each part at its path.
///
/// What is left deserialises: a field that was taken out counts as not given, and a row of a list that was
/// no object becomes an empty one, so that the rows after it keep their numbers.
pub(crate) fn prune(
    object: &mut Map<String, Value>,
    fields: &BTreeMap<String, Shape>,
) -> Vec<Problem> {
    let mut pruning = Pruning::default();
    pruning.object(object, fields, &Place::default());
    pruning.problems
}

#[derive(Default)]
struct Pruning {
    problems: Vec<Problem>,
}

impl Pruning {
    fn object(
        &mut self,
        object: &mut Map<String, Value>,
        fields: &BTreeMap<String, Shape>,
        place: &Place,
    ) {
        object.retain(|name, value| {
            let place = place.at_field(name);
            match fields.get(name) {
                Some(shape) => self.fits(value, shape, &place),
                None => self.fault(&place, "unknown-field", unknown_field(name, fields)),
            }
        });
    }

    /// Whether `value` may stay. It may have lost parts of itself.
    fn fits(&mut self, value: &mut Value, shape: &Shape, place: &Place) -> bool {
        match (shape, &mut *value) {
            (Shape::Open(_), Value::Null)
            | (Shape::Text, Value::String(_))
            | (Shape::YesNo, Value::Bool(_)) => true,
            (Shape::Open(inner), value) => self.fits(value, inner, place),
            (Shape::Object(fields), Value::Object(object)) => {
                self.object(object, fields, place);
                true
            }
            (Shape::List(row), Value::Array(rows)) => self.rows(rows, row, place),
            (Shape::Word(words), Value::String(word)) => {
                words.contains(word) || self.fault(place, "unknown-word", must_be(shape))
            }
            (Shape::Whole, Value::Number(_)) => self.whole(value, place),
            _ => self.fault(place, "wrong-type", must_be(shape)),
        }
    }

    fn rows(&mut self, rows: &mut [Value], shape: &Shape, place: &Place) -> bool {
        if rows.len() > LONGEST_LIST {
            let message = format!("The list has more than {LONGEST_LIST} rows.");
            return self.fault(place, "too-many", message);
        }
        for (n, row) in rows.iter_mut().enumerate() {
            if !self.fits(row, shape, &place.at_row(n)) {
                *row = blank(shape);
            }
        }
        true
    }

    /// JSON has one kind of number: 7.0 is the whole number 7, and is kept as it.
    fn whole(&mut self, value: &mut Value, place: &Place) -> bool {
        if value.is_i64() {
            return true;
        }
        match value.as_f64() {
            Some(number) if number.fract() != 0.0 => {
                self.fault(place, "wrong-type", must_be(&Shape::Whole))
            }
            Some(number) if number.abs() <= f64::from(i32::MAX) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a whole number within 32 bits"
                )]
                let whole = number as i64;
                *value = whole.into();
                true
            }
            _ => self.fault(
                place,
                "out-of-range",
                "This number is far too large.".to_owned(),
            ),
        }
    }

    /// Notes a fault. The answer is that the value may not stay.
    fn fault(&mut self, place: &Place, code: &str, message: String) -> bool {
        self.problems.push(Problem {
            path: place.path().to_owned(),
            code: code.to_owned(),
            message,
        });
        false
    }
}

/// What stands in a list for a row that could not be read.
fn blank(shape: &Shape) -> Value {
    match shape {
        Shape::Object(_) => Value::Object(Map::new()),
        Shape::List(_) => Value::Array(Vec::new()),
        Shape::Text => Value::from(""),
        Shape::Whole => Value::from(0),
        Shape::YesNo => Value::Bool(false),
        Shape::Word(words) => Value::from(words.first().map_or("", String::as_str)),
        Shape::Open(_) => Value::Null,
    }
}

fn must_be(shape: &Shape) -> String {
    match shape {
        Shape::Object(_) => "This must be an object with fields.".to_owned(),
        Shape::List(_) => "This must be a list.".to_owned(),
        Shape::Text => "This must be text in quotation marks.".to_owned(),
        Shape::Whole => "This must be a whole number, without quotation marks.".to_owned(),
        Shape::YesNo => "This must be true or false, without quotation marks.".to_owned(),
        Shape::Word(words) => format!("This must be one of: {}.", words.join(", ")),
        Shape::Open(inner) => must_be(inner),
    }
}

fn unknown_field(name: &str, fields: &BTreeMap<String, Shape>) -> String {
    let nearest = fields
        .keys()
        .map(|field| (distance(name, field), field))
        .min()
        .filter(|(distance, field)| *distance <= 2 && *distance < field.len());
    match nearest {
        Some((_, field)) => format!("There is no such field. Is {field} meant?"),
        None => "There is no such field.".to_owned(),
    }
}

/// How many letters must be changed, added or left out to turn one word into the other. Words that differ
/// much in length are far apart without counting.
fn distance(one: &str, other: &str) -> usize {
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (n, a) in one.chars().enumerate() {
        let mut next = vec![n + 1];
        let pairs = row.iter().zip(row.iter().skip(1)).zip(other.chars());
        for ((diagonal, above), b) in pairs {
            let left = next.last().copied().unwrap_or_default();
            next.push(
                (diagonal + usize::from(a != b))
                    .min(above + 1)
                    .min(left + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields() -> BTreeMap<String, Shape> {
        let open = |shape| Shape::Open(Box::new(shape));
        let row = Shape::Object(BTreeMap::from([
            (
                "side".to_owned(),
                open(Shape::Word(vec!["left".into(), "right".into()])),
            ),
            ("needle".to_owned(), Shape::Text),
        ]));
        BTreeMap::from([
            ("pain".to_owned(), open(Shape::Whole)),
            ("asked".to_owned(), Shape::YesNo),
            ("sites".to_owned(), Shape::List(Box::new(row))),
        ])
    }

    /// The faults as "path code", and what is left.
    fn pruned(file: &Value) -> (Vec<String>, Value) {
        let mut object = file.as_object().unwrap().clone();
        let problems = prune(&mut object, &fields());
        let faults = problems.iter().map(|p| format!("{} {}", p.path, p.code));
        (faults.collect(), Value::Object(object))
    }

    #[test]
    fn every_part_that_does_not_fit_is_named_and_taken_out() {
        let (faults, left) = pruned(&json!({
            "pain": "seven",
            "asked": 1,
            "sites": [{"side": "lft", "needle": "0.25x40"}, "none", {"nedle": 5, "needle": 5, "side": null}],
            "story": "x",
        }));
        assert_eq!(
            faults,
            [
                "asked wrong-type",
                "pain wrong-type",
                "sites[0].side unknown-word",
                "sites[1] wrong-type",
                "sites[2].nedle unknown-field",
                "sites[2].needle wrong-type",
                "story unknown-field",
            ]
        );
        assert_eq!(
            left,
            json!({"sites": [{"needle": "0.25x40"}, {}, {"side": null}]})
        );
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point_and_half_a_number_may_not() {
        assert_eq!(pruned(&json!({"pain": 7.0})), (vec![], json!({"pain": 7})));
        assert_eq!(pruned(&json!({"pain": 6.5})).0, ["pain wrong-type"]);
        assert_eq!(pruned(&json!({"pain": 1e30})).0, ["pain out-of-range"]);
        assert_eq!(pruned(&json!({"pain": u64::MAX})).0, ["pain out-of-range"]);
    }

    #[test]
    fn a_slip_in_a_field_name_is_answered_with_the_right_one() {
        assert!(
            unknown_field("nedle", &BTreeMap::from([("needle".into(), Shape::Text)]))
                .contains("needle")
        );
        assert!(!unknown_field("x", &fields()).contains("meant"));
        assert_eq!(
            (
                distance("nedle", "needle"),
                distance("", "ab"),
                distance("ab", "ab")
            ),
            (1, 2, 0)
        );
    }

    #[test]
    fn a_list_without_end_is_one_fault() {
        assert_eq!(
            pruned(&json!({"sites": vec![0; 1001]})).0,
            ["sites too-many"]
        );
        assert_eq!(pruned(&json!({"sites": vec![0; 1000]})).0.len(), 1000);
    }
}
