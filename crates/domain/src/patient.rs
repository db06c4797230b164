//! A patient: who they are, who referred them, and what they are treated for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::payer::Payer;
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;
use crate::vocabulary::Vocabulary;

/// Administrative sex, as FHIR R4 lists it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither.
    Other,
    /// Not known, or not said.
    #[default]
    Unknown,
}

/// A patient as typed: the form, the draft and the file that `register` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PatientDraft {
    /// The family name. Required, at most 80 characters.
    #[schemars(required)]
    pub family_name: String,
    /// The given name or names. Required, at most 80 characters.
    #[schemars(required)]
    pub given_name: String,
    /// The date of birth, `1984-03-14`. Required.
    #[schemars(required)]
    pub birth_date: String,
    /// Administrative sex.
    pub sex: Sex,
    /// The telephone number.
    pub phone: String,
    /// The address for electronic mail.
    pub email: String,
    /// The postal address, lines as written.
    pub address: String,
    /// The number by which the practice knows the patient elsewhere.
    pub record_number: String,
    /// Who referred the patient; left empty when nobody did.
    pub referrer: Referrer,
    /// Who pays; left empty when nobody is named.
    pub payer: Payer,
    /// What the patient is treated for, the main one first.
    pub conditions: Vec<Complaint>,
}

/// The clinician who referred the patient and gets the letter.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Referrer {
    /// The name with title: "Dr. L. Hahn".
    pub name: String,
    /// The surgery, clinic or hospital.
    pub organisation: String,
    /// The postal address, lines as written.
    pub address: String,
    /// The telephone number.
    pub phone: String,
    /// What the patient was referred for, in the referrer's words.
    pub reason: String,
}

/// A condition of the catalogue, with the code chosen for this patient.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Complaint {
    /// The id of the condition: `neck-pain`.
    pub condition: String,
    /// One of the ICD-10-CM codes listed for it; empty when none was chosen.
    pub icd10cm: String,
}

/// A patient as they are kept. Made by [`PatientDraft::checked`] alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    /// The family name.
    pub family_name: String,
    /// The given name or names.
    pub given_name: String,
    /// The date of birth.
    pub birth_date: CalendarDate,
    /// Administrative sex.
    pub sex: Sex,
    /// The telephone number, empty when none is known.
    pub phone: String,
    /// The address for electronic mail, empty when none is known.
    pub email: String,
    /// The postal address, empty when none is known.
    pub address: String,
    /// The number by which the practice knows the patient elsewhere, empty when there is none.
    pub record_number: String,
    /// Who referred the patient.
    pub referrer: Option<Referrer>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// What the patient is treated for, the main one first.
    pub conditions: Vec<Complaint>,
}

impl PatientDraft {
    /// The patient as they may be kept on `today`, or every fault at its field.
    pub fn checked(
        &self,
        today: CalendarDate,
        words: &dyn Vocabulary,
    ) -> Result<Patient, Vec<Problem>> {
        let mut check = Check::default();
        let birth_date = checked_birth(&mut check, &self.birth_date, today);
        let patient = Patient {
            family_name: check.required("family_name", "The family name", &self.family_name, 80),
            given_name: check.required("given_name", "The given name", &self.given_name, 80),
            birth_date: birth_date.unwrap_or(today),
            sex: self.sex,
            phone: check
                .optional("phone", "The phone number", &self.phone, 40)
                .unwrap_or_default(),
            email: checked_email(&mut check, &self.email),
            address: check
                .optional("address", "The address", &self.address, 300)
                .unwrap_or_default(),
            record_number: check
                .optional(
                    "record_number",
                    "The record number",
                    &self.record_number,
                    40,
                )
                .unwrap_or_default(),
            referrer: check.within("referrer", |check| self.referrer.checked(check)),
            payer: check.within("payer", |check| self.payer.checked(check)),
            conditions: checked_conditions(&mut check, &self.conditions, words),
        };
        check.finish(patient)
    }

    /// Whether nothing has been typed, so that there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl Patient {
    /// The name as lists show it: "Okafor, Ada".
    pub fn listed_name(&self) -> String {
        format!("{}, {}", self.family_name, self.given_name)
    }

    /// The name as a letter writes it: "Ada Okafor".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// The same patient as a draft, for changing.
    pub fn to_draft(&self) -> PatientDraft {
        PatientDraft {
            family_name: self.family_name.clone(),
            given_name: self.given_name.clone(),
            birth_date: self.birth_date.to_string(),
            sex: self.sex,
            phone: self.phone.clone(),
            email: self.email.clone(),
            address: self.address.clone(),
            record_number: self.record_number.clone(),
            referrer: self.referrer.clone().unwrap_or_default(),
            payer: self.payer.clone().unwrap_or_default(),
            conditions: self.conditions.clone(),
        }
    }
}

impl Referrer {
    fn checked(&self, check: &mut Check) -> Option<Self> {
        if *self == Self::default() {
            return None;
        }
        Some(Self {
            name: check.required("name", "The referrer's name", &self.name, 120),
            organisation: check
                .optional("organisation", "The organisation", &self.organisation, 120)
                .unwrap_or_default(),
            address: check
                .optional("address", "The address", &self.address, 300)
                .unwrap_or_default(),
            phone: check
                .optional("phone", "The phone number", &self.phone, 40)
                .unwrap_or_default(),
            reason: check
                .optional("reason", "The reason for referral", &self.reason, 300)
                .unwrap_or_default(),
        })
    }
}

fn checked_birth(check: &mut Check, text: &str, today: CalendarDate) -> Option<CalendarDate> {
    let text = text.trim();
    if text.is_empty() {
        check.fault("birth_date", "missing", "The date of birth is missing.");
        return None;
    }
    let Ok(born) = text.parse::<CalendarDate>() else {
        check.fault(
            "birth_date",
            "not-a-date",
            "Write the date of birth as year-month-day, like 1984-03-14.",
        );
        return None;
    };
    match born.age_on(today) {
        None => check.fault(
            "birth_date",
            "future",
            "The date of birth lies in the future.",
        ),
        Some(age) if age > 130 => check.fault(
            "birth_date",
            "too-old",
            "The date of birth is more than 130 years ago.",
        ),
        Some(_) => return Some(born),
    }
    None
}

fn checked_email(check: &mut Check, text: &str) -> String {
    let email = check
        .optional("email", "The e-mail address", text, 120)
        .unwrap_or_default();
    let parts: Vec<&str> = email.split('@').collect();
    let looks_right =
        matches!(parts.as_slice(), [local, host] if !local.is_empty() && !host.is_empty());
    if !email.is_empty() && (!looks_right || email.contains(char::is_whitespace)) {
        check.fault(
            "email",
            "not-an-email",
            "An e-mail address has one @ and no spaces.",
        );
    }
    email
}

/// The conditions of a patient or of an episode: each known, each once, each code one of its own.
pub(crate) fn checked_conditions(
    check: &mut Check,
    rows: &[Complaint],
    words: &dyn Vocabulary,
) -> Vec<Complaint> {
    for (n, row) in rows.iter().enumerate() {
        check.within(&format!("conditions[{n}]"), |check| {
            if !words.condition_exists(&row.condition) {
                check.fault("condition", "unknown-condition", "No condition has this name. Choose one from the list.");
            } else if !row.icd10cm.is_empty() && !words.condition_has_code(&row.condition, &row.icd10cm) {
                check.fault("icd10cm", "unknown-code", "This code is not listed for the condition. Choose one from the list, or leave it open.");
            } else if rows.iter().take(n).any(|earlier| earlier == row) {
                check.fault("condition", "twice", "This condition stands there twice.");
            }
        });
    }
    rows.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Words;

    fn ada() -> PatientDraft {
        PatientDraft {
            family_name: "Okafor".into(),
            given_name: "Ada".into(),
            birth_date: "1984-03-14".into(),
            ..PatientDraft::default()
        }
    }

    fn faults(draft: &PatientDraft) -> Vec<(String, String)> {
        let today = "2026-11-22".parse().unwrap();
        let problems = draft.checked(today, &Words).err().unwrap_or_default();
        problems.into_iter().map(|p| (p.path, p.code)).collect()
    }

    fn fault(path: &str, code: &str) -> (String, String) {
        (path.into(), code.into())
    }

    #[test]
    fn a_name_and_a_date_of_birth_are_enough() {
        assert_eq!(faults(&ada()), []);
    }

    #[test]
    fn an_empty_form_names_its_three_required_fields() {
        let found = faults(&PatientDraft::default());
        assert_eq!(
            found,
            [
                fault("birth_date", "missing"),
                fault("family_name", "missing"),
                fault("given_name", "missing")
            ]
        );
    }

    #[test]
    fn impossible_births_are_refused() {
        for (date, code) in [
            ("2026-11-23", "future"),
            ("1890-01-01", "too-old"),
            ("14.3.1984", "not-a-date"),
        ] {
            assert_eq!(
                faults(&PatientDraft {
                    birth_date: date.into(),
                    ..ada()
                }),
                [fault("birth_date", code)],
                "{date}"
            );
        }
        assert_eq!(
            faults(&PatientDraft {
                birth_date: "2026-11-22".into(),
                ..ada()
            }),
            [],
            "born today"
        );
    }

    #[test]
    fn a_code_of_another_condition_is_refused() {
        let row = |condition: &str, icd10cm: &str| Complaint {
            condition: condition.into(),
            icd10cm: icd10cm.into(),
        };
        let conditions = vec![
            row("neck-pain", "M54.2"),
            row("neck-pain", "M16.11"),
            row("gout", ""),
            row("neck-pain", "M54.2"),
        ];
        assert_eq!(
            faults(&PatientDraft {
                conditions,
                ..ada()
            }),
            [
                fault("conditions[1].icd10cm", "unknown-code"),
                fault("conditions[2].condition", "unknown-condition"),
                fault("conditions[3].condition", "twice"),
            ]
        );
    }

    #[test]
    fn a_referrer_without_a_name_is_asked_for_it() {
        let referrer = Referrer {
            organisation: "City Surgery".into(),
            ..Referrer::default()
        };
        assert_eq!(
            faults(&PatientDraft { referrer, ..ada() }),
            [fault("referrer.name", "missing")]
        );
    }

    #[test]
    fn a_kept_patient_turns_back_into_the_same_draft() {
        let patient = ada()
            .checked("2026-11-22".parse().unwrap(), &Words)
            .ok()
            .unwrap();
        assert!(patient.to_draft() == ada());
        assert_eq!(
            (patient.listed_name(), patient.full_name()),
            ("Okafor, Ada".into(), "Ada Okafor".into())
        );
    }
}
