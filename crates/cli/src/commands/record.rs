//! `verify` and `rebuild`.

use std::path::Path;

use filiform::contract::{
    CheckExport, CheckFingerprint, ExportChecked, ExportVerdict, Nothing, RecordProblem,
    RecordVerified, Unlock,
};
use filiform::{Error, Job, verify_record};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Verify};
use crate::failure::Failure;
use crate::output::Output;
use crate::passphrase;
use crate::practice;
use crate::progress::{self, Progress};

/// Checks the record, or an export against it. A fault is an error.
pub(super) fn verify(
    arguments: &Arguments,
    output: &Output,
    asked: &Verify,
) -> Result<(), Failure> {
    match (&asked.export, &asked.fingerprint) {
        (Some(path), _) => verify_export(arguments, output, path),
        (None, Some(digits)) => verify_fingerprint(arguments, output, digits),
        (None, None) => verify_all(arguments, output),
    }
}

/// Checks everything. A record that does not open is checked as it lies there, so that the first entry that
/// fails is named, and what is still good.
fn verify_all(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let opened = practice::with_open(arguments, output, |filiform| {
        let verify = |job: &Job<'_>| verify_record::verify_record(filiform, Nothing {}, job);
        Ok(progress::show("Verifying entries", verify)?)
    });
    let verified = match opened {
        Err(Failure::Practice(Error::Store(refused)))
            if matches!(refused.code(), "damaged" | "anchor-ahead") =>
        {
            let filiform = practice::closed(arguments)?;
            let passphrase = passphrase::given(arguments, output)?.to_string();
            let check = |job: &Job<'_>| {
                verify_record::check_closed_record(&filiform, Unlock { passphrase }, job)
            };
            progress::show("Verifying entries", check)?
        }
        other => other?,
    };
    say(output, &verified);
    match first_fault(&verified.problems) {
        None => Ok(()),
        Some(first) => Err(Failure::Damaged {
            entry: first.seq,
            what: first.what.clone(),
            faults: verified.problems.len(),
        }),
    }
}

/// The first entry that fails; without one, what is wrong with the file.
fn first_fault(problems: &[RecordProblem]) -> Option<&RecordProblem> {
    let of_entry = problems.iter().find(|problem| problem.seq > 0);
    of_entry.or(problems.first())
}

fn say(output: &Output, verified: &RecordVerified) {
    let problem = |fault: &RecordProblem| json!({ "entry": fault.seq, "what": fault.what });
    let problems: Vec<Value> = verified.problems.iter().map(problem).collect();
    let answer = json!({
        "entries": verified.entries, "patients": verified.patients, "sessions": verified.sessions,
        "signers": verified.signers, "problems": problems, "headline": verified.headline, "good": verified.good,
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
        let good = (!verified.good.is_empty()).then(|| verified.good.clone());
        let lines = [format!("{read}: {faults}."), verified.headline.clone()];
        let signers = verified.signers.iter();
        let signers = signers.map(|signer| format!("Signs here: {signer}"));
        lines.into_iter().chain(good).chain(signers).collect()
    });
}

fn verify_export(arguments: &Arguments, output: &Output, path: &Path) -> Result<(), Failure> {
    let path = path.display().to_string();
    let checked = practice::with_open(arguments, output, |filiform| {
        Ok(verify_record::check_export(filiform, CheckExport { path })?)
    })?;
    told(output, &checked)
}

fn verify_fingerprint(arguments: &Arguments, output: &Output, digits: &str) -> Result<(), Failure> {
    let asked = CheckFingerprint {
        text: digits.to_owned(),
    };
    let checked = practice::with_open(arguments, output, |filiform| {
        Ok(verify_record::check_fingerprint(filiform, asked)?)
    })?;
    told(output, &checked)
}

/// Says how the export stands to the record; anything but a match is a failure, for scripts.
fn told(output: &Output, checked: &ExportChecked) -> Result<(), Failure> {
    output.answer(checked, || {
        vec![checked.headline.clone(), checked.words.clone()]
    });
    match checked.verdict {
        ExportVerdict::AsExported | ExportVerdict::OnChain => Ok(()),
        _ => Err(Failure::NoMatch(checked.headline.clone())),
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
