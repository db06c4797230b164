//! One patient of a file: whom they are in the practice, and what their rows come to.

use std::collections::BTreeSet;

use super::groups::{Group, identity, reason};
use super::{Choice, Here, Outcome, PatientHere, PatientPlan, Plan, PlannedWho, RowPlan};
use crate::ids::PatientId;
use crate::import::row::{Fault, NoteRead, Who};
use crate::imported::ImportedNote;

/// What was found of a patient in the practice.
pub(super) enum Found {
    Nobody,
    Them(PatientId),
    Question(Fault, Vec<PatientId>),
    NoWay(Fault),
}

pub(super) fn find<H: Here>(
    who: &Who,
    twice_of: Option<u32>,
    here: &mut H,
) -> Result<Found, H::Error> {
    let patient = match who {
        Who::Whole(patient) => patient,
        Who::ByNumber(number) => return by_number(number, here),
    };
    let numbered = match patient.record_number.as_str() {
        "" => Vec::new(),
        number => here.with_number(number)?,
    };
    let own = identity(patient);
    let is_same = |kept: &&PatientHere| identity(&kept.patient) == own;
    if let [one] = numbered
        .iter()
        .filter(is_same)
        .collect::<Vec<_>>()
        .as_slice()
    {
        return Ok(Found::Them(one.id));
    }
    let born_with = here.born_with(patient)?;
    let alike: Vec<PatientId> = born_with
        .iter()
        .filter(is_same)
        .map(|kept| kept.id)
        .collect();
    Ok(if !alike.is_empty() {
        let words = "Somebody with the same name and date of birth is here already, under another record number or \
            none. Say whether it is the same person.";
        Found::Question(reason("same-person", words), alike)
    } else if !numbered.is_empty() {
        let words =
            "This record number is somebody else's here. Say whether it is the same person.";
        let who = numbered.iter().map(|kept| kept.id).collect();
        Found::Question(reason("number-taken", words), who)
    } else if let Some(row) = twice_of {
        let words = format!(
            "Row {row} has the same name and date of birth under another record number. Say whether this is somebody else."
        );
        Found::Question(reason("twice-in-file", words), Vec::new())
    } else {
        Found::Nobody
    })
}

fn by_number<H: Here>(number: &str, here: &mut H) -> Result<Found, H::Error> {
    Ok(match here.with_number(number)?.as_slice() {
        [one] => Found::Them(one.id),
        [] => Found::NoWay(reason(
            "no-such-patient",
            "The row names its patient by the record number alone, and nobody has that number. Import the patients first.",
        )),
        _ => Found::NoWay(reason(
            "several-patients",
            "The row names its patient by the record number alone, and several patients have that number.",
        )),
    })
}

/// Adds the rows of one patient to the plan, and what would be written.
pub(super) fn settle<H: Here>(
    group: Group,
    found: Found,
    decided: Option<Choice>,
    here: &mut H,
    plan: &mut Plan,
) -> Result<(), H::Error> {
    let first = group.first();
    let all = |plan: &mut Plan, outcome, why: &Fault, alike: &[PatientId]| {
        plan.rows.extend(group.rows.iter().map(|row| RowPlan {
            number: row.number,
            outcome,
            reasons: vec![why.clone()],
            note: outcome == Outcome::Conflict && row.note.is_some(),
            first,
            alike: alike.to_vec(),
        }));
    };
    // What was decided can be decided anew, so whom it may be stays with the rows.
    let asked = match &found {
        Found::Question(_, alike) => alike.clone(),
        _ => Vec::new(),
    };
    let (who, why) = match (found, decided, group.who.clone()) {
        (Found::NoWay(why), ..) => {
            all(plan, Outcome::Refused, &why, &[]);
            return Ok(());
        }
        (Found::Them(id), ..) => (
            PlannedWho::Here(id),
            reason("here", "The patient is here already."),
        ),
        (Found::Nobody, _, Who::Whole(patient)) => (
            PlannedWho::New(patient),
            reason("new", "The patient is new."),
        ),
        (Found::Question(_, alike), Some(Choice::LeaveOut), _) => {
            let why = reason("left-out", "You decided to leave it out.");
            all(plan, Outcome::LeftOut, &why, &alike);
            return Ok(());
        }
        (Found::Question(_, _), Some(Choice::New), Who::Whole(patient)) => (
            PlannedWho::New(patient),
            reason("decided-new", "You decided that it is somebody else."),
        ),
        (Found::Question(_, alike), Some(Choice::Same { patient }), _)
            if alike.contains(&patient) =>
        {
            (
                PlannedWho::Here(patient),
                reason("decided-same", "You decided that it is the same person."),
            )
        }
        (Found::Question(why, alike), ..) => {
            all(plan, Outcome::Conflict, &why, &alike);
            return Ok(());
        }
        // A patient by number alone was found or refused above.
        (Found::Nobody, _, Who::ByNumber(_)) => return Ok(()),
    };
    write(group, who, (&why, &asked), here, plan)
}

fn write<H: Here>(
    group: Group,
    who: PlannedWho,
    (why, alike): (&Fault, &[PatientId]),
    here: &mut H,
    plan: &mut Plan,
) -> Result<(), H::Error> {
    let first = group.first();
    let (outcome, before) = match &who {
        PlannedWho::New(_) => (Outcome::New, Vec::new()),
        PlannedWho::Here(id) => (Outcome::Match, here.imported_notes(*id)?),
    };
    let mut notes: Vec<(u32, NoteRead)> = Vec::new();
    let place = place_of(plan, &who);
    let planned = place.and_then(|place| plan.patients.get(place));
    let planned = planned.into_iter().flat_map(|planned| &planned.notes);
    let mut told: BTreeSet<NoteKey> = planned.map(|(_, note)| key(note)).collect();
    for row in group.rows {
        let number = row.number;
        let mut reasons = vec![why.clone()];
        if row.other_details {
            let words = format!(
                "Its details of the patient are not those of row {first}, which are taken."
            );
            reasons.push(reason("other-details", words));
        }
        let mut brings = false;
        if let Some(note) = row.note {
            if let Some(why) = why_left_out(&note, &before, &mut told) {
                reasons.push(why);
            } else {
                brings = true;
                notes.push((number, note));
            }
        } else if outcome == Outcome::Match {
            reasons.push(reason(
                "nothing-new",
                "There is nothing to bring in. The details here stay as they are.",
            ));
        }
        plan.rows.push(RowPlan {
            number,
            outcome,
            reasons,
            note: brings,
            first,
            alike: alike.to_vec(),
        });
    }
    match place.and_then(|place| plan.patients.get_mut(place)) {
        Some(planned) => planned.notes.extend(notes),
        None if matches!(who, PlannedWho::Here(_)) && notes.is_empty() => {}
        None => plan.patients.push(PatientPlan {
            row: first,
            who,
            notes,
        }),
    }
    Ok(())
}

/// Two people of the file may have been decided to be the same one here, who gets one entry all the same.
fn place_of(plan: &Plan, who: &PlannedWho) -> Option<usize> {
    let is_same = |planned: &PatientPlan| match (&planned.who, who) {
        (PlannedWho::Here(one), PlannedWho::Here(other)) => one == other,
        _ => false,
    };
    plan.patients.iter().position(is_same)
}

/// No note comes twice: neither one that is here, nor one that stands in an earlier row.
fn why_left_out(
    note: &NoteRead,
    before: &[ImportedNote],
    told: &mut BTreeSet<NoteKey>,
) -> Option<Fault> {
    if before.iter().any(|kept| says_the_same(kept, note)) {
        let words = "The note was imported before, and is left out.";
        return Some(reason("note-here", words));
    }
    let words = "The same note stands in an earlier row, and is left out here.";
    (!told.insert(key(note))).then(|| reason("note-twice", words))
}

type NoteKey = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Vec<(String, String)>,
);

fn key(note: &NoteRead) -> NoteKey {
    (
        note.on.to_string(),
        note.time.clone(),
        note.operator.clone(),
        note.number.clone(),
        note.text.clone(),
    )
}

fn says_the_same(kept: &ImportedNote, note: &NoteRead) -> bool {
    kept.on == note.on
        && kept.time == note.time
        && kept.operator == note.operator
        && kept.number == note.number
        && kept.text == note.text
}
