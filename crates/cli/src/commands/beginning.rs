//! `init` and `demo`: a new practice, and one of made-up patients.

use std::path::Path;

use filiform::contract::{CreatePractice, Nothing, PracticeState, Unlock};
use filiform::demo::{self, DEMO_PRACTICE};
use filiform::{Filiform, unlock};
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::problem::Problem;
use filiform_exchange::{PracticeFile, read_practice_file};
use serde_json::json;

use crate::arguments::{Arguments, Demo, Init};
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use crate::{input, passphrase, practice};

/// What is said beside a recovery code.
const KEEP_THE_CODE: &str = "Write the recovery code down and keep it apart from this computer. It is shown only now, \
    and it opens the practice when the passphrase is lost.";

/// Makes a practice.
pub(super) fn init(arguments: &Arguments, output: &Output, asked: &Init) -> Result<(), Failure> {
    let filiform = practice::closed(arguments)?;
    let file = details(&filiform, asked)?;
    let code = create(arguments, output, &filiform, file.practice, file.therapist)?;
    practice::ended(&filiform, Ok(()))?;
    let folder = shown(arguments.vault.as_deref());
    output.answer(
        &json!({ "recovery_code": code, "folder": folder, "warning": KEEP_THE_CODE }),
        || {
            vec![
                format!("The practice is in {folder}."),
                format!("Recovery code: {code}"),
                KEEP_THE_CODE.to_owned(),
            ]
        },
    );
    Ok(())
}

/// Fills a demo practice, and makes it first where there is none.
pub(super) fn demo(arguments: &Arguments, output: &Output, asked: &Demo) -> Result<(), Failure> {
    let filiform = practice::closed(arguments)?;
    let there = unlock::practice_status(&filiform, Nothing {})?.state != PracticeState::Absent;
    let code = if there {
        let passphrase = passphrase::given(arguments, output)?.to_string();
        unlock::unlock(&filiform, Unlock { passphrase })?;
        None
    } else {
        let (practice, therapist) = demo::demo_practice();
        Some(create(arguments, output, &filiform, practice, therapist)?)
    };
    let wanted = demo::Demo {
        patients: asked.patients,
        sessions: asked.sessions,
        seed: asked.seed,
    };
    let mut progress = Progress::of("Making up notes");
    let made = demo::fill(&filiform, wanted, &mut |done, all| progress.step(done, all));
    progress.end();
    let made = practice::ended(&filiform, made.map_err(Failure::from))?;
    let answer = json!({
        "practice": DEMO_PRACTICE, "patients": made.patients, "sessions": made.sessions, "recovery_code": code,
    });
    output.answer(&answer, || {
        let filled = format!(
            "{DEMO_PRACTICE}: {} patients, {} signed sessions.",
            made.patients, made.sessions
        );
        std::iter::once(filled)
            .chain(code.map(|code| format!("Recovery code: {code}")))
            .collect()
    });
    Ok(())
}

/// Makes the practice, and answers with its recovery code.
fn create(
    arguments: &Arguments,
    output: &Output,
    filiform: &Filiform,
    practice: Practice,
    therapist: Therapist,
) -> Result<String, Failure> {
    let passphrase = passphrase::new(arguments, output)?.to_string();
    let created = unlock::create_practice(
        filiform,
        CreatePractice {
            practice,
            therapist,
            passphrase,
        },
    )?;
    Ok(created.recovery_code)
}

/// The details from the file, with the flags over them; or every fault of both.
fn details(filiform: &Filiform, asked: &Init) -> Result<PracticeFile, Failure> {
    let bytes = asked.file.as_deref().map(input::bytes).transpose()?;
    let read = read_practice_file(bytes.as_deref().unwrap_or(b"{}"))
        .map(|read| read.map(|file| with_flags(file, asked)));
    input::whole(read, |file| faults_of(filiform, file))
}

fn with_flags(mut file: PracticeFile, asked: &Init) -> PracticeFile {
    let PracticeFile {
        practice,
        therapist,
    } = &mut file;
    for (field, flag) in [
        (&mut practice.name, &asked.practice_name),
        (&mut practice.address, &asked.practice_address),
        (&mut practice.phone, &asked.practice_phone),
        (&mut practice.email, &asked.practice_email),
        (&mut therapist.name, &asked.therapist_name),
        (&mut therapist.credentials, &asked.therapist_credentials),
        (&mut therapist.npi, &asked.therapist_npi),
    ] {
        if let Some(flag) = flag {
            field.clone_from(flag);
        }
    }
    file
}

fn faults_of(filiform: &Filiform, file: &PracticeFile) -> Result<Vec<Problem>, Failure> {
    let practice = unlock::check_practice(filiform, file.practice.clone())?.problems;
    let therapist = unlock::check_therapist(filiform, file.therapist.clone())?.problems;
    let below = |prefix: &'static str| {
        move |fault: Problem| Problem {
            path: format!("{prefix}.{}", fault.path),
            ..fault
        }
    };
    Ok(practice
        .into_iter()
        .map(below("practice"))
        .chain(therapist.into_iter().map(below("therapist")))
        .collect())
}

fn shown(folder: Option<&Path>) -> String {
    folder
        .map(|folder| folder.display().to_string())
        .unwrap_or_default()
}
