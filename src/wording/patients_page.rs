//! The page that a patient answers on alone, in the words of the content.

use filiform_catalogue::{Asks, Catalogue, Licence, MeasureForm, OutcomeMeasure};
use filiform_domain::measure::ScoreDraft;
use filiform_domain::problem::Problem;

use super as wording;
use crate::contract::PatientsPage;

/// The fewest activities that are asked for.
const FEWEST_ACTIVITIES: usize = 3;

/// Whether a patient may answer this measure alone on the screen: it has no items of a questionnaire, and its licence
/// leaves software free to show what is asked.
pub(crate) fn may_answer_alone(row: &OutcomeMeasure, form: &MeasureForm) -> bool {
    form.asks != Asks::Total && row.licence == Licence::Free
}

/// The page of the measure that was chosen; none when a patient may not answer it alone here.
pub(crate) fn page(catalogue: &Catalogue, typed: &ScoreDraft, pin: bool) -> Option<PatientsPage> {
    let row = catalogue.measures().get(&typed.measure)?;
    let form = catalogue.measure_forms().get(&typed.measure)?;
    if !may_answer_alone(row, form) {
        return None;
    }
    let asks_activities = form.asks == Asks::Activities;
    Some(PatientsPage {
        title: title(row, asks_activities),
        question: joint(typed),
        low: row.score_min,
        high: row.score_max,
        low_words: form.low_words.clone(),
        high_words: form.high_words.clone(),
        activities: activities(typed, asks_activities),
        asks_activities,
        pin,
    })
}

/// A fault of the answer, said to whoever answers: the rules speak to the therapist.
pub(crate) fn fault(problem: Problem) -> Problem {
    let said = match (problem.path.as_str(), problem.code.as_str()) {
        ("activities", "missing") => "Write down one activity at least, and give it a number.",
        (path, "missing") if path.ends_with("activity") => {
            "Write down the activity that this number is for."
        }
        (_, "missing") => "Please give a number.",
        _ => return problem,
    };
    Problem {
        message: said.to_owned(),
        ..problem
    }
}

/// "Numeric Pain Rating Scale - Pain now" is asked as "Pain now".
fn title(row: &OutcomeMeasure, asks_activities: bool) -> String {
    if asks_activities {
        return "Activities that you chose yourself".to_owned();
    }
    let name = row.name.rsplit(" - ").next();
    name.unwrap_or(&row.name).to_owned()
}

/// "left knee", of a measure that rates one joint.
fn joint(typed: &ScoreDraft) -> String {
    match typed.side {
        Some(side) if !typed.joint.is_empty() => wording::sided(&typed.joint, side),
        _ => typed.joint.clone(),
    }
}

fn activities(typed: &ScoreDraft, asked: bool) -> Vec<String> {
    if !asked {
        return Vec::new();
    }
    let rows = typed.activities.iter();
    let mut rows: Vec<String> = rows
        .map(|row| row.activity.clone())
        .filter(|activity| !activity.trim().is_empty())
        .collect();
    if rows.is_empty() {
        rows.resize(FEWEST_ACTIVITIES, String::new());
    }
    rows
}
