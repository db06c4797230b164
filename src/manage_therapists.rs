//! Manage therapists: who works here, in which role, with a passphrase and a signing key of their own.
//!
//! The app holds people to their roles; no cipher does (`docs/security.md`).

use filiform_domain::entry::{Entry, TherapistChanged};
use filiform_domain::ids::{PatientId, TherapistId};
use filiform_domain::practice::Therapist;
use filiform_domain::problem::Problem;
use filiform_domain::role::{PracticeRole, Right, RoleTyped};
use filiform_store::vault::{Passphrase, judge_passphrase};
use filiform_store::{KeptTherapist, Newcomer, StoreError, Write};

use crate::Filiform;
use crate::contract::{
    AddTherapist, AuditedPatient, ChangeRole, NewcomerKept, Nothing, Person, ProblemList,
    RemoveTherapist, TherapistJoined, TherapistToAdd, TherapistsPage,
};
use crate::error::Error;
use crate::practice::{Open, PERSON, SETTINGS, form_kept};
use crate::wording;

/// Everybody who works here, and who did.
///
/// # Errors
/// [`Error::NotAllowed`] for everybody but the owner.
pub fn therapists_page(filiform: &Filiform, _: Nothing) -> Result<TherapistsPage, Error> {
    filiform.with_open_as(Right::RunPractice, page)
}

/// Checks somebody who is to join while it is typed.
///
/// # Errors
/// [`Error::NotAllowed`] for everybody but the owner.
pub fn check_new_therapist(
    filiform: &Filiform,
    typed: TherapistToAdd,
) -> Result<ProblemList, Error> {
    filiform.with_open_as(Right::RunPractice, |_| {
        let problems = checked(filiform, &typed.therapist, &typed.role).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Lets somebody in, with the passphrase that they typed themselves. Answers with their recovery code.
///
/// # Errors
/// Every fault of the form at once; a wrong passphrase of the owner; [`Error::NotAllowed`].
pub fn add_therapist(filiform: &Filiform, typed: AddTherapist) -> Result<TherapistJoined, Error> {
    let passphrase = Passphrase::new(typed.passphrase);
    let id = TherapistId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::RunPractice, |open| {
        let checked = checked(filiform, &typed.therapist, &typed.role);
        let practice = open.store.practice()?.practice.name;
        let verdict = judge_passphrase(&passphrase, &[&practice, &typed.therapist.name]);
        let weak = (!verdict.acceptable).then_some(verdict.hint);
        let (therapist, role) = with_weakness(checked, weak)?;
        confirm(filiform, open, typed.own_passphrase)?;
        let newcomer = Newcomer {
            id,
            therapist,
            role,
            passphrase,
            cost: (filiform.host.cost)(),
        };
        let joined = open.store.add_therapist(&filiform.stamp(open), newcomer);
        let recovery = joined.map_err(|error| match error {
            // Strong enough, but not to be had: the fault belongs at the field all the same.
            StoreError::WeakPassphrase { .. } => Error::Fields(vec![weak_at_field(&error)]),
            other => other.into(),
        })?;
        if let Some(draft) = typed.draft {
            let ended = Write {
                entries: Vec::new(),
                finish_draft: Some(draft),
            };
            open.store.transact(&filiform.stamp(open), ended)?;
        }
        Ok(TherapistJoined {
            recovery_code: recovery.to_sheet().to_string(),
            id,
            page: page(open)?,
        })
    })
}

/// Gives somebody another role. Making somebody the owner and then oneself a therapist hands the practice over.
///
/// # Errors
/// Every fault of the role; a wrong passphrase of the owner; the last owner stays one.
pub fn change_role(filiform: &Filiform, typed: ChangeRole) -> Result<TherapistsPage, Error> {
    filiform.with_open_as(Right::RunPractice, |open| {
        let role = typed.role.checked(filiform.today());
        let role = role.map_err(|found| Error::Fields(below("role", found)))?;
        confirm(filiform, open, typed.own_passphrase)?;
        let entry = Entry::TherapistChanged(TherapistChanged {
            id: typed.id,
            therapist: open.therapist(typed.id)?,
            role: Some(role),
        });
        open.store
            .transact(&filiform.stamp(open), Write::one(entry))?;
        // Whoever has just handed the practice over sees the list no more, but learns that it worked.
        page(open)
    })
}

/// Takes somebody's way in away. What they signed stays theirs, and verifies.
///
/// # Errors
/// A wrong passphrase of the owner; the last owner stays, and nobody removes themselves.
pub fn remove_therapist(
    filiform: &Filiform,
    typed: RemoveTherapist,
) -> Result<TherapistsPage, Error> {
    filiform.with_open_as(Right::RunPractice, |open| {
        confirm(filiform, open, typed.own_passphrase)?;
        open.store
            .remove_therapist(&filiform.stamp(open), typed.id)?;
        page(open)
    })
}

fn confirm(filiform: &Filiform, open: &Open, passphrase: String) -> Result<(), Error> {
    let passphrase = Passphrase::new(passphrase);
    Ok(open.store.confirm(&passphrase, filiform.now())?)
}

fn checked(
    filiform: &Filiform,
    therapist: &Therapist,
    role: &RoleTyped,
) -> Result<(Therapist, PracticeRole), Vec<Problem>> {
    let therapist = therapist.checked(filiform.catalogue());
    let role = role.checked(filiform.today());
    match (therapist, role) {
        (Ok(therapist), Ok(role)) => Ok((therapist, role)),
        (therapist, role) => {
            let mut problems = below("therapist", therapist.err().unwrap_or_default());
            problems.extend(below("role", role.err().unwrap_or_default()));
            Err(problems)
        }
    }
}

fn with_weakness<T>(checked: Result<T, Vec<Problem>>, weak: Option<String>) -> Result<T, Error> {
    let hint = weak.map(|hint| weak_at_field(&StoreError::WeakPassphrase { hint }));
    match (checked, hint) {
        (Ok(checked), None) => Ok(checked),
        (Ok(_), Some(weak)) => Err(Error::Fields(vec![weak])),
        (Err(mut problems), weak) => {
            problems.extend(weak);
            Err(Error::Fields(problems))
        }
    }
}

fn weak_at_field(error: &StoreError) -> Problem {
    Problem {
        path: "passphrase".to_owned(),
        code: error.code().to_owned(),
        message: error.to_string(),
    }
}

fn below(prefix: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let lower = |problem: Problem| Problem {
        path: format!("{prefix}.{}", problem.path),
        ..problem
    };
    problems.into_iter().map(lower).collect()
}

fn page(open: &Open) -> Result<TherapistsPage, Error> {
    let everybody = open.store.therapists()?.into_iter();
    Ok(TherapistsPage {
        people: everybody
            .map(|kept| person(open, kept))
            .collect::<Result<_, _>>()?,
        fingerprint: wording::fingerprint(&open.store.fingerprint().hash),
        begun: begun(open)?,
    })
}

/// Somebody who is to join, as far as it was typed: leaving the screen, a lock or a crash loses none of it.
fn begun(open: &Open) -> Result<NewcomerKept, Error> {
    let found = open.unfinished(PERSON, None)?;
    Ok(
        found.map_or_else(NewcomerKept::default, |(draft, typed)| NewcomerKept {
            typed: Some(typed),
            kept: form_kept(draft),
        }),
    )
}

fn person(open: &Open, kept: KeptTherapist) -> Result<Person, Error> {
    let drafts = open.store.drafts(kept.id)?.into_iter();
    let drafts = drafts
        .filter(|draft| ![SETTINGS, PERSON].contains(&draft.kind.as_str()))
        .count();
    Ok(Person {
        id: kept.id,
        name: kept.therapist.name,
        credentials: kept.therapist.credentials,
        patients: audited(open, &kept.role)?,
        role: RoleTyped::from(&kept.role),
        role_words: wording::role(&kept.role),
        added: kept.added_at.date().words(),
        last_signed: open.store.last_signed(kept.id)?.map(|at| at.date().words()),
        left: kept.removed_at.map(|at| at.date().words()),
        me: kept.id == open.me,
        returning: open.store.returning().contains(&kept.id),
        drafts: u32::try_from(drafts).unwrap_or(u32::MAX),
        key: wording::fingerprint(&kept.public_key[..8]),
    })
}

fn audited(open: &Open, role: &PracticeRole) -> Result<Vec<AuditedPatient>, Error> {
    let PracticeRole::Auditor(audit) = role else {
        return Ok(Vec::new());
    };
    let named = |id: &PatientId| {
        let kept = open.store.patient(*id)?;
        let name = kept.map(|kept| kept.patient.listed_name());
        Ok(AuditedPatient {
            id: *id,
            name: name.unwrap_or_default(),
        })
    };
    audit.patients.iter().map(named).collect()
}
