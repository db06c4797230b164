//! The rows of a file by patient.

use std::collections::BTreeMap;

use super::{Outcome, RowPlan};
use crate::fold::fold;
use crate::import::row::{Fault, NoteRead, RowRead, Who};
use crate::patient::Patient;

/// Family and given name folded, and the date of birth.
pub(super) type Identity = (String, String, String);

pub(super) fn identity(patient: &Patient) -> Identity {
    (
        fold(&patient.family_name),
        fold(&patient.given_name),
        patient.birth_date.to_string(),
    )
}

/// One row of a patient.
pub(super) struct GroupRow {
    pub(super) number: u32,
    pub(super) note: Option<NoteRead>,
    /// Whether its details are not those of the patient's first row, which are kept.
    pub(super) other_details: bool,
}

/// The rows of one patient.
pub(super) struct Group {
    pub(super) who: Who,
    pub(super) rows: Vec<GroupRow>,
}

impl Group {
    pub(super) fn first(&self) -> u32 {
        self.rows.first().map_or(0, |row| row.number)
    }
}

/// The rows by patient, in the order in which each patient first stands, and the rows that are refused.
pub(super) fn grouped(rows: Vec<RowRead>) -> (Vec<Group>, Vec<RowPlan>) {
    let (mut groups, mut refused) = (Vec::<Group>::new(), Vec::new());
    let (mut by_number, mut by_identity) = (BTreeMap::new(), BTreeMap::new());
    for RowRead { number, read } in rows {
        let (who, note) = match read {
            Ok(read) => read,
            Err(reasons) => {
                refused.push(refusal(number, reasons));
                continue;
            }
        };
        let own_number = match &who {
            Who::Whole(patient) => patient.record_number.clone(),
            Who::ByNumber(number) => number.clone(),
        };
        let place = match &who {
            Who::Whole(patient) if own_number.is_empty() => by_identity.entry(identity(patient)),
            _ => by_number.entry((own_number, String::new(), String::new())),
        };
        let place = *place.or_insert(groups.len());
        match groups.get_mut(place) {
            None => {
                let other_details = false;
                let rows = vec![GroupRow {
                    number,
                    note,
                    other_details,
                }];
                groups.push(Group { who, rows });
            }
            Some(group) if contradicts(&group.who, &who) => {
                let words = format!(
                    "Row {} has the same record number with another name or date of birth. Mend one of them in the file.",
                    group.first()
                );
                refused.push(refusal(number, vec![reason("differs", words)]));
            }
            Some(group) => {
                let other_details = matches!((&group.who, &who), (Who::Whole(one), Who::Whole(other)) if one != other);
                if matches!((&group.who, &who), (Who::ByNumber(_), Who::Whole(_))) {
                    group.who = who;
                }
                group.rows.push(GroupRow {
                    number,
                    note,
                    other_details,
                });
            }
        }
    }
    (groups, refused)
}

fn contradicts(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Whole(one), Who::Whole(other)) => identity(one) != identity(other),
        _ => false,
    }
}

fn refusal(number: u32, reasons: Vec<Fault>) -> RowPlan {
    RowPlan {
        number,
        outcome: Outcome::Refused,
        reasons,
        note: false,
        first: number,
        alike: Vec::new(),
    }
}

pub(super) fn reason(code: &str, message: impl Into<String>) -> Fault {
    Fault {
        column: None,
        code: code.to_owned(),
        message: message.into(),
    }
}
