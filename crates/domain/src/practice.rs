//! The practice and its therapist, with what shows that the therapist may needle.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::needle_box::{NeedleBox, boxes_checked};
use crate::phrases::{Phrase, Template, phrases_checked, templates_checked};
use crate::problem::{Check, Problem};
use crate::time::CalendarDate;
use crate::vocabulary::Vocabulary;

/// The paper that the practice prints on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperSize {
    /// US Letter, 8.5 by 11 inches.
    #[default]
    Letter,
    /// A4, 210 by 297 mm.
    A4,
}

/// The practice as it stands on a letterhead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Practice {
    /// The name, at most 120 characters. Required.
    pub name: String,
    /// The postal address, lines as written, at most 300 characters.
    pub address: String,
    /// The telephone number, as it is dialled.
    pub phone: String,
    /// The address for electronic mail.
    pub email: String,
    /// The paper that it prints on.
    pub paper: PaperSize,
}

impl Practice {
    /// The practice as it may be kept, or every fault.
    pub fn checked(&self) -> Result<Self, Vec<Problem>> {
        let mut check = Check::default();
        let practice = Self {
            name: check.required("name", "The name of the practice", &self.name, 120),
            address: check
                .optional("address", "The address", &self.address, 300)
                .unwrap_or_default(),
            phone: check
                .optional("phone", "The phone number", &self.phone, 40)
                .unwrap_or_default(),
            email: check
                .optional("email", "The e-mail address", &self.email, 120)
                .unwrap_or_default(),
            paper: self.paper,
        };
        check.finish(practice)
    }
}

/// A licence to practise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Licence {
    /// The state or country that gave it, as the therapist writes it.
    pub state: String,
    /// Its number.
    pub number: String,
    /// The last day it is valid, `2027-06-30`; empty when it has none.
    pub expires: String,
}

/// A course or certificate in dry needling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Training {
    /// Who gave it.
    pub provider: String,
    /// The day it was completed, `2024-05-12`.
    pub date: String,
    /// Hours, 1 to 2000.
    #[ts(type = "number | null")]
    pub hours: Option<i64>,
    /// The body regions it covered, by id; empty means that it did not say.
    pub regions: Vec<String>,
    /// The last day it is valid, empty when it has none.
    pub expires: String,
}

/// A therapist, as the letterhead and the signature show them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Therapist {
    /// The name as it is signed, at most 120 characters. Required.
    pub name: String,
    /// Letters after the name: "PT, DPT".
    pub credentials: String,
    /// The telephone number for questions about a letter.
    pub phone: String,
    /// The National Provider Identifier: ten digits with a check digit; empty where there is none.
    pub npi: String,
    /// The licence to practise.
    pub licence: Licence,
    /// Dry needling training, in the therapist's order.
    pub training: Vec<Training>,
    /// What a key writes out, at most 500, in the therapist's order.
    pub phrases: Vec<Phrase>,
    /// What a session about a condition usually begins with.
    pub templates: Vec<Template>,
    /// The boxes of needles that are open, at most 60.
    pub boxes: Vec<NeedleBox>,
}

impl Therapist {
    /// The therapist as they may be kept, or every fault.
    ///
    /// An expired licence or certificate is no fault: care that was given must be recorded. It is
    /// told by [`Therapist::expiries`].
    pub fn checked(&self, words: &dyn Vocabulary) -> Result<Self, Vec<Problem>> {
        let mut check = Check::default();
        let npi = self.npi.trim().to_owned();
        if !npi.is_empty() && !is_npi(&npi) {
            check.fault("npi", "npi", "An NPI has ten digits, the last of which checks the others. Look for a typing slip.");
        }
        let therapist = Self {
            name: check.required("name", "The therapist's name", &self.name, 120),
            credentials: check
                .optional("credentials", "The credentials", &self.credentials, 80)
                .unwrap_or_default(),
            phone: check
                .optional("phone", "The phone number", &self.phone, 40)
                .unwrap_or_default(),
            npi,
            licence: check.within("licence", |check| self.licence.checked(check)),
            training: self.training_checked(&mut check, words),
            phrases: phrases_checked(&mut check, &self.phrases),
            templates: templates_checked(&mut check, &self.templates, words),
            boxes: boxes_checked(&mut check, &self.boxes),
        };
        check.finish(therapist)
    }

    fn training_checked(&self, check: &mut Check, words: &dyn Vocabulary) -> Vec<Training> {
        let rows = self.training.iter().enumerate();
        rows.map(|(n, row)| {
            check.within(&format!("training[{n}]"), |check| row.checked(check, words))
        })
        .collect()
    }

    /// Every licence and certificate with its last day, in the therapist's order, for warnings.
    pub fn expiries(&self) -> Vec<(String, CalendarDate)> {
        let licence = (
            format!("Licence {}", self.licence.state).trim().to_owned(),
            &self.licence.expires,
        );
        let training = self
            .training
            .iter()
            .map(|t| (format!("Dry needling training, {}", t.provider), &t.expires));
        std::iter::once(licence)
            .chain(training)
            .filter_map(|(what, day)| Some((what, day.parse().ok()?)))
            .collect()
    }
}

impl Licence {
    fn checked(&self, check: &mut Check) -> Self {
        Self {
            state: check
                .optional("state", "The state", &self.state, 60)
                .unwrap_or_default(),
            number: check
                .optional("number", "The licence number", &self.number, 40)
                .unwrap_or_default(),
            expires: optional_date(check, "expires", &self.expires),
        }
    }
}

impl Training {
    fn checked(&self, check: &mut Check, words: &dyn Vocabulary) -> Self {
        for (n, region) in self.regions.iter().enumerate() {
            if !words.region_exists(region) {
                check.fault(
                    &format!("regions[{n}]"),
                    "unknown-region",
                    "No body region has this name. Choose one from the list.",
                );
            }
        }
        Self {
            provider: check.required("provider", "Who gave the training", &self.provider, 120),
            date: optional_date(check, "date", &self.date),
            hours: check.whole::<i64>("hours", "The hours", self.hours, 1..=2000),
            regions: self.regions.clone(),
            expires: optional_date(check, "expires", &self.expires),
        }
    }
}

fn optional_date(check: &mut Check, field: &str, text: &str) -> String {
    let text = text.trim();
    if !text.is_empty() && text.parse::<CalendarDate>().is_err() {
        check.fault(
            field,
            "not-a-date",
            "Write the date as year-month-day, like 2026-11-22.",
        );
    }
    text.to_owned()
}

/// Whether ten digits carry the check digit of a National Provider Identifier: Luhn over the number
/// with 80840 before it, which adds 24 to the sum.
fn is_npi(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 10) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, d)| if n % 2 == 1 { luhn_double(*d) } else { *d })
        .sum();
    (sum + 24).is_multiple_of(10)
}

fn luhn_double(digit: u32) -> u32 {
    let double = digit * 2;
    if double > 9 { double - 9 } else { double }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Words;

    fn rivera() -> Therapist {
        Therapist {
            name: "A. Rivera".into(),
            credentials: "PT, DPT".into(),
            ..Therapist::default()
        }
    }

    fn codes(result: Result<Therapist, Vec<Problem>>) -> Vec<(String, String)> {
        result
            .unwrap_err()
            .into_iter()
            .map(|p| (p.path, p.code))
            .collect()
    }

    #[test]
    fn a_therapist_needs_only_a_name() {
        assert_eq!(rivera().checked(&Words).unwrap(), rivera());
        assert_eq!(
            codes(Therapist::default().checked(&Words)),
            [("name".into(), "missing".into())]
        );
    }

    #[test]
    fn an_npi_with_one_wrong_digit_is_refused() {
        assert!(is_npi("1234567893"), "the published example number");
        for wrong in [
            "1234567890",
            "123456789",
            "12345678931",
            "123456789x",
            "１234567893",
        ] {
            assert!(!is_npi(wrong), "{wrong}");
        }
    }

    #[test]
    fn training_faults_are_found_at_their_row() {
        let row = Training {
            hours: Some(0),
            date: "12.5.2024".into(),
            regions: vec!["elbow".into()],
            ..Training::default()
        };
        let faults = codes(
            Therapist {
                training: vec![row],
                ..rivera()
            }
            .checked(&Words),
        );
        let paths: Vec<_> = faults.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "training[0].regions[0]",
                "training[0].provider",
                "training[0].date",
                "training[0].hours"
            ]
        );
    }

    #[test]
    fn an_expired_certificate_is_told_and_is_no_fault() {
        let row = Training {
            provider: "Myopain".into(),
            expires: "2020-01-31".into(),
            ..Training::default()
        };
        let therapist = Therapist {
            training: vec![row],
            ..rivera()
        }
        .checked(&Words)
        .unwrap();
        let expiries = therapist.expiries();
        assert_eq!(
            expiries.len(),
            1,
            "a licence without a last day is not listed"
        );
        assert!(expiries[0].1 < "2026-11-22".parse().unwrap());
    }
}
