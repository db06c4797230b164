//! `verify` and `rebuild`.

use filiform::contract::{Nothing, RecordProblem};
use filiform::{Job, verify_record};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;
use crate::progress::{self, Progress};

/// Checks the record. A fault is an error, with the first entry that has one.
pub(super) fn verify(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let verified = practice::with_open(arguments, output, |filiform| {
        let verify = |job: &Job<'_>| verify_record::verify_record(filiform, Nothing {}, job);
        Ok(progress::show("Verifying entries", verify)?)
    })?;
    let problem = |fault: &RecordProblem| json!({ "entry": fault.seq, "what": fault.what });
    let problems: Vec<Value> = verified.problems.iter().map(problem).collect();
    let answer = json!({
        "entries": verified.entries, "patients": verified.patients, "sessions": verified.sessions, "problems": problems,
    });
    output.answer(&answer, || {
        let read = format!(
            "{} entries, {} patients, {} sessions",
            verified.entries, verified.patients, verified.sessions
        );
        let faults = match verified.problems.len() {
            0 => "no fault".to_owned(),
            faults => format!("{faults} faults"),
        };
        vec![format!("{read}: {faults}.")]
    });
    match verified.problems.first() {
        None => Ok(()),
        Some(first) => Err(Failure::Damaged {
            entry: first.seq,
            what: first.what.clone(),
            faults: verified.problems.len(),
        }),
    }
}

/// Makes the indexes anew.
pub(super) fn rebuild(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let mut progress = Progress::of("Rebuilding the indexes");
    let rebuilt = practice::with_open(arguments, output, |filiform| {
        Ok(verify_record::rebuild(filiform, &mut |done, all| {
            progress.step(done, all)
        })?)
    });
    progress.end();
    let rebuilt = rebuilt?;
    output.answer(
        &json!({ "entries": rebuilt.entries, "patients": rebuilt.patients }),
        || {
            vec![format!(
                "Rebuilt from {} entries: {} patients.",
                rebuilt.entries, rebuilt.patients
            )]
        },
    );
    Ok(())
}
