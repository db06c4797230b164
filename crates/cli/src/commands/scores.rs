//! `score`, and what `history` says of scores.

use filiform::contract::{CheckScore, ScoreMeasure, WhichScore};
use filiform::{Error, Filiform, score_measure};
use filiform_domain::measure::ScoreDraft;
use filiform_exchange::read_score_file;
use serde_json::{Value, json};

use crate::arguments::{Arguments, Between};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// Keeps the score of a file.
pub(super) fn score(
    arguments: &Arguments,
    output: &Output,
    asked: &Between,
) -> Result<(), Failure> {
    let bytes = input::bytes(&asked.file)?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let score = input::whole(read_score_file(&bytes), |draft: &ScoreDraft| {
            let score = draft.clone();
            let typed = CheckScore { patient, score };
            Ok(score_measure::check_score(filiform, typed)?.problems)
        })?;
        let typed = ScoreMeasure {
            patient,
            score,
            draft: None,
        };
        Ok(score_measure::score_measure(filiform, typed)?)
    })?;
    let answer = json!({ "patient": page.words.patient, "score": page.id, "fingerprint": page.words.fingerprint });
    output.answer(&answer, || {
        vec![format!("Scored {}: {}.", page.id, page.words.title)]
    });
    Ok(())
}

/// A score with the fields that the file takes, whether it stands, and who wrote it down.
pub(super) fn in_full(filiform: &Filiform, id: &str) -> Result<Value, Failure> {
    let score = id.parse().map_err(|_| Error::Gone)?;
    let page = score_measure::open_score(filiform, WhichScore { score })?;
    let mut whole = json!(page.score);
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("id".to_owned(), json!(page.id));
        fields.insert("stands".to_owned(), json!(page.stands));
        fields.insert("author".to_owned(), json!(page.words.author));
        fields.insert("recorded_at".to_owned(), json!(page.words.recorded_at));
    }
    Ok(whole)
}
