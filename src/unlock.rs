//! Unlock: make a practice, open it with a passphrase or a recovery code, and see that it is there.

use data_encoding::HEXLOWER;
use filiform_domain::entry::{PracticeChanged, TherapistAdded};
use filiform_domain::ids::{PracticeId, TherapistId};
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::problem::Problem;
use filiform_domain::role::{PracticeRole, Right};
use filiform_store::vault::{self, NewVault, Passphrase, RecoveryCode, judge_passphrase as judge};
use filiform_store::{Stamp, Store, StoreError};

use crate::Filiform;
use crate::contract::{
    CreatePractice, JudgePassphrase, Nothing, PassphraseJudged, PracticeCreated, PracticeStatus,
    ProblemList, Unlock, UnlockWithRecovery, Workspace,
};
use crate::error::Error;
use crate::practice::Open;

/// What may be shown before anybody has unlocked: no name of the practice or of a person.
///
/// # Errors
/// What is wrong with the practice folder.
pub fn practice_status(filiform: &Filiform, _: Nothing) -> Result<PracticeStatus, Error> {
    filiform.status()
}

/// Judges a passphrase while it is typed.
///
/// # Errors
/// None.
pub fn judge_passphrase(_: &Filiform, typed: JudgePassphrase) -> Result<PassphraseJudged, Error> {
    let about: Vec<&str> = typed.about.iter().map(String::as_str).collect();
    let verdict = judge(&Passphrase::new(typed.passphrase), &about);
    let hint = if verdict.acceptable {
        "Strong.".to_owned()
    } else {
        verdict.hint
    };
    Ok(PassphraseJudged {
        acceptable: verdict.acceptable,
        score: verdict.score,
        hint,
    })
}

/// Checks the details of a practice while they are typed.
///
/// # Errors
/// None.
pub fn check_practice(_: &Filiform, practice: Practice) -> Result<ProblemList, Error> {
    Ok(ProblemList {
        problems: practice.checked().err().unwrap_or_default(),
    })
}

/// Checks the details of a therapist while they are typed.
///
/// # Errors
/// None.
pub fn check_therapist(filiform: &Filiform, therapist: Therapist) -> Result<ProblemList, Error> {
    Ok(ProblemList {
        problems: therapist
            .checked(filiform.catalogue())
            .err()
            .unwrap_or_default(),
    })
}

/// Makes a practice in the folder of the host, and opens it.
///
/// # Errors
/// Every fault of the form at once, below `practice`, `therapist` and `passphrase`; or why the folder
/// cannot take a practice.
pub fn create_practice(
    filiform: &Filiform,
    typed: CreatePractice,
) -> Result<PracticeCreated, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    let (practice, therapist) = checked(filiform, &typed.practice, &typed.therapist, &passphrase)?;
    let now = filiform.now();
    let practice_id = PracticeId::new(now.utc_ms, filiform.random()?);
    let therapist_id = TherapistId::new(now.utc_ms, filiform.random()?);
    let new = NewVault {
        practice: practice_id.0,
        therapist: therapist_id.0,
        passphrase,
        cost: (filiform.host.cost)(),
    };
    let created = vault::create(&filiform.host.folder, &new, &*filiform.host.entropy)?;
    let public_key = HEXLOWER.encode(&created.opened.signer.public());
    let store = Store::create(
        created.opened,
        filiform.host.entropy.clone(),
        Stamp {
            now,
            author: therapist_id,
        },
        PracticeChanged {
            id: practice_id,
            practice,
        },
        TherapistAdded {
            id: therapist_id,
            therapist,
            public_key,
            role: PracticeRole::Owner,
        },
    )?;
    filiform.set_open(store)?;
    Ok(PracticeCreated {
        recovery_code: created.recovery.to_sheet().to_string(),
        workspace: workspace(filiform, Nothing {})?,
    })
}

fn checked(
    filiform: &Filiform,
    practice: &Practice,
    therapist: &Therapist,
    passphrase: &Passphrase,
) -> Result<(Practice, Therapist), Error> {
    let mut problems = Vec::new();
    let practice_checked = below("practice", practice.checked(), &mut problems);
    let therapist_checked = below(
        "therapist",
        therapist.checked(filiform.catalogue()),
        &mut problems,
    );
    let verdict = judge(passphrase, &[&practice.name, &therapist.name]);
    if !verdict.acceptable {
        let message = StoreError::WeakPassphrase { hint: verdict.hint }.to_string();
        problems.push(Problem {
            path: "passphrase".into(),
            code: "weak-passphrase".into(),
            message,
        });
    }
    match (practice_checked, therapist_checked) {
        (Some(practice), Some(therapist)) if problems.is_empty() => Ok((practice, therapist)),
        _ => Err(Error::Fields(problems)),
    }
}

fn below<T>(
    prefix: &str,
    checked: Result<T, Vec<Problem>>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    checked
        .map_err(|found| {
            problems.extend(found.into_iter().map(|p| Problem {
                path: format!("{prefix}.{}", p.path),
                ..p
            }));
        })
        .ok()
}

/// Opens the practice with a passphrase.
///
/// # Errors
/// One message for every wrong passphrase, and a growing wait; or what is wrong with the practice.
pub fn unlock(filiform: &Filiform, typed: Unlock) -> Result<Workspace, Error> {
    let now = filiform.now();
    let passphrase = Passphrase::new(typed.passphrase);
    // A second unlock in one process must not meet its own lock.
    filiform.close()?;
    let unlocked = vault::unlock(&filiform.host.folder, &passphrase, now.utc_ms)?;
    filiform.set_open(Store::open(unlocked, filiform.host.entropy.clone(), now)?)?;
    workspace(filiform, Nothing {})
}

/// Opens the practice with the recovery code and sets a new passphrase.
///
/// # Errors
/// A mistyped code is told from a wrong one; a weak passphrase is refused with a hint.
pub fn unlock_with_recovery(
    filiform: &Filiform,
    typed: UnlockWithRecovery,
) -> Result<Workspace, Error> {
    let code = RecoveryCode::parse(&typed.code)?;
    let passphrase = Passphrase::new(typed.new_passphrase);
    filiform.close()?;
    let cost = (filiform.host.cost)();
    let unlocked = vault::unlock_with_recovery(
        &filiform.host.folder,
        &code,
        (&passphrase, cost),
        &*filiform.host.entropy,
    )?;
    filiform.set_open(Store::open(
        unlocked,
        filiform.host.entropy.clone(),
        filiform.now(),
    )?)?;
    workspace(filiform, Nothing {})
}

/// The open practice, as the frame of the window shows it.
///
/// # Errors
/// [`Error::Locked`].
pub fn workspace(filiform: &Filiform, _: Nothing) -> Result<Workspace, Error> {
    filiform.with_open_as(Right::OwnSeat, Open::workspace)
}
