//! A visit that was not held, as whoever answers the telephone records it: when it would have been, whether it was
//! called off or missed, and by whom.
//!
//! There is no field for a reason and none for free words but one name, so that a front desk can write it: nothing
//! clinical fits in. A therapist who wants to say why writes a note of a visit that was not held.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between::{Between, MomentFields};
use crate::ids::{NotHeldId, PatientId};
use crate::problem::{Check, Problem};
use crate::time::Instant;
use crate::visit::NotHeldHow;

/// A visit can be called off so long before it, in days. Later is a slip in the year.
const FURTHEST_DAYS: i64 = 366;
const DAY_MS: i64 = 86_400_000;

/// Who called a visit off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalledOffBy {
    /// The patient.
    Patient,
    /// Family, or somebody who cares for the patient.
    Family,
    /// The practice itself.
    Practice,
    /// Somebody else, whom `name` names.
    Other,
}

/// A visit that was not held, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NotHeldDraft {
    /// What happened. Required.
    #[schemars(required)]
    pub how: Option<NotHeldHow>,
    /// The day of the visit, `2026-11-24`. Required. One that is called off may lie up to a year ahead.
    #[schemars(required)]
    pub date: String,
    /// The time of the visit on the wall clock, `14:05`. Required.
    #[schemars(required)]
    pub time: String,
    /// Who called it off. Required when it was called off, and left out when it was missed.
    pub by: Option<CalledOffBy>,
    /// The name of somebody else, at most 120 characters. Required with `other`.
    pub name: String,
}

/// A visit that was not held, as kept. Made by [`NotHeldDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitNotHeld {
    /// Its identity.
    pub id: NotHeldId,
    /// Whose visit it would have been.
    pub patient: PatientId,
    /// What happened.
    pub how: NotHeldHow,
    /// When it would have begun.
    pub at: Instant,
    /// Who called it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<CalledOffBy>,
    /// The name of somebody else who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl NotHeldDraft {
    /// The visit as it may be kept, or every fault at its field. `recorded` are the moments of this patient's visits
    /// that are already recorded as not held: none is counted twice.
    ///
    /// # Errors
    /// Every fault.
    pub fn checked(
        &self,
        id: NotHeldId,
        between: &Between<'_>,
        recorded: &[Instant],
    ) -> Result<VisitNotHeld, Vec<Problem>> {
        let mut check = Check::default();
        if self.how.is_none() {
            check.fault("how", "missing", "Was it called off, or did nobody come?");
        }
        let at = self.checked_moment(&mut check, between);
        if at.is_some_and(|at| recorded.iter().any(|known| known.utc_ms == at.utc_ms)) {
            let message = "This visit is already recorded as not held.";
            check.fault("time", "twice", message);
        }
        let name = self.checked_by(&mut check);
        let visit = self.how.zip(at).map(|(how, at)| VisitNotHeld {
            id,
            patient: between.patient,
            how,
            at,
            by: self.by,
            name,
        });
        check.finish(visit)?.ok_or_else(Vec::new)
    }

    /// A visit that is called off lies ahead more often than not; a missed one cannot.
    fn checked_moment(&self, check: &mut Check, between: &Between<'_>) -> Option<Instant> {
        let later = |days: i64| Instant {
            utc_ms: between.now.utc_ms.saturating_add(days * DAY_MS),
            ..between.now
        };
        let fields = MomentFields {
            what: "The visit",
            date: ("date", &self.date),
            time: ("time", &self.time),
        };
        // The bound is said in words of its own below.
        let unbound = Between {
            now: later(FURTHEST_DAYS * 100),
            ..*between
        };
        let at = fields.checked(check, &unbound)?;
        if at.utc_ms > later(FURTHEST_DAYS).utc_ms {
            let message = "This is more than a year ahead. Look at the year again.";
            check.fault("date", "too-far", message);
        } else if self.how == Some(NotHeldHow::Missed) && at.utc_ms > between.now.utc_ms {
            let message = "A visit that lies ahead cannot be missed yet. Was it called off?";
            check.fault("time", "future", message);
        }
        Some(at)
    }

    fn checked_by(&self, check: &mut Check) -> Option<String> {
        match (self.how, self.by) {
            (Some(NotHeldHow::Cancelled), None) => {
                check.fault("by", "missing", "Who called it off?");
            }
            (Some(NotHeldHow::Missed), Some(_)) => {
                let message = "Nobody called off a visit that was missed.";
                check.fault("by", "contradiction", message);
            }
            _ => {}
        }
        if self.by == Some(CalledOffBy::Other) {
            return Some(check.required("name", "The name", &self.name, 120));
        }
        if !self.name.trim().is_empty() {
            let message =
                "A name belongs to somebody else alone. Choose “somebody else”, or take it out.";
            check.fault("name", "contradiction", message);
        }
        None
    }
}

impl VisitNotHeld {
    /// The visit turned back into a draft, with nothing lost.
    pub fn to_draft(&self) -> NotHeldDraft {
        NotHeldDraft {
            how: Some(self.how),
            date: self.at.date().to_string(),
            time: self.at.clock(),
            by: self.by,
            name: self.name.clone().unwrap_or_default(),
        }
    }
}

impl CalledOffBy {
    /// "the patient".
    pub fn words(self) -> &'static str {
        match self {
            Self::Patient => "the patient",
            Self::Family => "family",
            Self::Practice => "the practice",
            Self::Other => "somebody else",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::between::testing::{NOW_MS, between};

    fn called_off() -> NotHeldDraft {
        NotHeldDraft {
            how: Some(NotHeldHow::Cancelled),
            date: "2026-11-24".into(),
            time: "09:30".into(),
            by: Some(CalledOffBy::Patient),
            ..NotHeldDraft::default()
        }
    }

    fn missed() -> NotHeldDraft {
        NotHeldDraft {
            how: Some(NotHeldHow::Missed),
            date: "2026-11-22".into(),
            time: "14:00".into(),
            ..NotHeldDraft::default()
        }
    }

    fn kept(draft: &NotHeldDraft) -> Result<VisitNotHeld, Vec<Problem>> {
        draft.checked(NotHeldId::new(NOW_MS, [1; 10]), &between(), &[])
    }

    fn faults(draft: &NotHeldDraft) -> Vec<(String, String)> {
        let problems = kept(draft).err().unwrap_or_default();
        problems.into_iter().map(|p| (p.path, p.code)).collect()
    }

    fn fault(path: &str, code: &str) -> Vec<(String, String)> {
        vec![(path.into(), code.into())]
    }

    #[test]
    fn a_visit_is_called_off_ahead_and_missed_afterwards() {
        assert_eq!(faults(&called_off()), []);
        assert_eq!(faults(&missed()), []);
        let ahead = NotHeldDraft {
            date: "2026-11-24".into(),
            ..missed()
        };
        assert_eq!(faults(&ahead), fault("time", "future"));
        let wrong_year = NotHeldDraft {
            date: "2036-11-24".into(),
            ..called_off()
        };
        assert_eq!(faults(&wrong_year), fault("date", "too-far"));
    }

    #[test]
    fn an_empty_form_names_what_it_needs() {
        let found = faults(&NotHeldDraft::default());
        let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["how", "date", "time"]);
    }

    #[test]
    fn who_called_off_is_asked_of_a_visit_that_was_called_off_alone() {
        let nobody = NotHeldDraft {
            by: None,
            ..called_off()
        };
        assert_eq!(faults(&nobody), fault("by", "missing"));
        let both = NotHeldDraft {
            by: Some(CalledOffBy::Family),
            ..missed()
        };
        assert_eq!(faults(&both), fault("by", "contradiction"));
        let unnamed = NotHeldDraft {
            by: Some(CalledOffBy::Other),
            ..called_off()
        };
        assert_eq!(faults(&unnamed), fault("name", "missing"));
        let named = NotHeldDraft {
            name: "A neighbour".into(),
            ..called_off()
        };
        assert_eq!(faults(&named), fault("name", "contradiction"));
    }

    #[test]
    fn one_visit_is_recorded_once() {
        let first = kept(&called_off()).ok().unwrap();
        let id = NotHeldId::new(NOW_MS, [2; 10]);
        let again = called_off().checked(id, &between(), &[first.at]);
        let codes: Vec<_> = again
            .err()
            .unwrap()
            .into_iter()
            .map(|p| (p.path, p.code))
            .collect();
        assert_eq!(codes, fault("time", "twice"));
    }

    #[test]
    fn impossible_days_and_times_are_refused() {
        for (date, time, found) in [
            ("24.11.2026", "09:30", fault("date", "not-a-date")),
            ("1984-03-13", "09:30", fault("date", "before-birth")),
            ("2026-11-24", "25:00", fault("time", "not-a-time")),
        ] {
            let draft = NotHeldDraft {
                date: date.into(),
                time: time.into(),
                ..called_off()
            };
            assert_eq!(faults(&draft), found);
        }
    }

    #[test]
    fn what_is_kept_turns_back_into_the_same_draft() {
        let other = NotHeldDraft {
            by: Some(CalledOffBy::Other),
            name: "A neighbour".into(),
            ..called_off()
        };
        for draft in [called_off(), missed(), other] {
            assert!(kept(&draft).ok().unwrap().to_draft() == draft);
        }
    }
}
