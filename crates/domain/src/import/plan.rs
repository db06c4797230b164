//! What would come of each row: somebody new, somebody who is here, a question, or a refusal. Nobody is merged
//! silently: who only looks like somebody who is here is a question.

mod groups;
mod settle;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::groups::{Identity, grouped, identity};
use self::settle::{find, settle};
use super::row::{Fault, NoteRead, RowRead, Who};
use crate::ids::PatientId;
use crate::imported::ImportedNote;
use crate::patient::Patient;

/// What would come of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The patient is registered, and the note comes along.
    New,
    /// The patient is here already. Their details stay as they are; the note comes along.
    Match,
    /// Somebody has to say whether it is the same person.
    Conflict,
    /// The row cannot be brought in.
    Refused,
    /// Somebody decided to leave it out.
    LeftOut,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Match,
        Self::Conflict,
        Self::Refused,
        Self::LeftOut,
    ];
}

/// What somebody decided of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "choice", rename_all = "kebab-case")]
pub enum Choice {
    /// Nothing of this patient is brought in.
    LeaveOut,
    /// It is somebody else, who is registered.
    New,
    /// It is this patient.
    Same {
        /// Who.
        patient: PatientId,
    },
}

/// A decision, for the row in which the patient first stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Decision {
    /// The row, counted as a spreadsheet shows it.
    pub row: u32,
    /// What was decided.
    pub choice: Choice,
}

/// Somebody who is in the practice.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientHere {
    /// Who.
    pub id: PatientId,
    /// Their details.
    pub patient: Patient,
}

/// Who is in the practice, as far as an import has to know it.
pub trait Here {
    /// Why it could not be found out.
    type Error;
    /// Everybody with this record number.
    fn with_number(&mut self, number: &str) -> Result<Vec<PatientHere>, Self::Error>;
    /// Everybody who was born on the same day and has the same family name at least.
    fn born_with(&mut self, patient: &Patient) -> Result<Vec<PatientHere>, Self::Error>;
    /// The notes that were imported for a patient before.
    fn imported_notes(&mut self, patient: PatientId) -> Result<Vec<ImportedNote>, Self::Error>;
}

/// What would come of one row.
#[derive(Clone, PartialEq, Eq)]
pub struct RowPlan {
    /// The row, counted as a spreadsheet shows it.
    pub number: u32,
    /// What would come of it.
    pub outcome: Outcome,
    /// Why; of a refused row every fault.
    pub reasons: Vec<Fault>,
    /// Whether it brings a note; of a conflict, whether it would.
    pub note: bool,
    /// The row in which its patient first stands: a decision names that one.
    pub first: u32,
    /// Of a conflict, also a decided one, whom it may be.
    pub alike: Vec<PatientId>,
}

/// What would be written for one patient.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientPlan {
    /// The row in which they first stand.
    pub row: u32,
    /// Who they are.
    pub who: PlannedWho,
    /// Their notes, each with its row.
    pub notes: Vec<(u32, NoteRead)>,
}

/// Whom something is written for.
#[derive(Clone, PartialEq, Eq)]
pub enum PlannedWho {
    /// Somebody to be registered.
    New(Box<Patient>),
    /// Somebody who is here.
    Here(PatientId),
}

/// What an import would do.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every row, in order.
    pub rows: Vec<RowPlan>,
    /// What would be written. A patient for whom there is nothing to write is not in it.
    pub patients: Vec<PatientPlan>,
}

impl Plan {
    /// How many rows come to this.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    }
}

/// Says of every row what would come of it. `go_on` is told the patients that are done, and stops the work with
/// `false`; the answer is none then.
///
/// # Errors
/// What `here` says.
pub fn plan<H: Here>(
    rows: Vec<RowRead>,
    decisions: &[Decision],
    here: &mut H,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Plan>, H::Error> {
    let mut plan = Plan::default();
    let (groups, refused) = grouped(rows);
    plan.rows.extend(refused);
    let mut seen: BTreeMap<Identity, u32> = BTreeMap::new();
    let all = groups.len() as u64;
    for (done, group) in (0..).zip(groups) {
        if !go_on(done, all) {
            return Ok(None);
        }
        let twice_of = match &group.who {
            Who::Whole(patient) => {
                let earlier = *seen.entry(identity(patient)).or_insert(group.first());
                (earlier != group.first()).then_some(earlier)
            }
            Who::ByNumber(_) => None,
        };
        let found = find(&group.who, twice_of, here)?;
        let decided = decisions.iter().find(|one| one.row == group.first());
        settle(group, found, decided.map(|one| one.choice), here, &mut plan)?;
    }
    plan.rows.sort_by_key(|row| row.number);
    Ok(Some(plan))
}
