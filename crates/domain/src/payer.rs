//! Who pays for a patient's care. It is administrative, has no clinical meaning, and decides nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Check;

/// Who pays, as typed and as kept; left empty when nobody is named.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Payer {
    /// The name: "Cascade Health Plan", "self-pay". At most 120 characters; required beside a member number.
    pub name: String,
    /// The number under which the payer knows the patient, at most 60 characters.
    pub member_number: String,
}

impl Payer {
    pub(crate) fn checked(&self, check: &mut Check) -> Option<Self> {
        if self.name.trim().is_empty() && self.member_number.trim().is_empty() {
            return None;
        }
        Some(Self {
            name: check.required("name", "The payer's name", &self.name, 120),
            member_number: check
                .optional(
                    "member_number",
                    "The member number",
                    &self.member_number,
                    60,
                )
                .unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patient::PatientDraft;
    use crate::testing::Words;

    fn with(name: &str, member_number: &str) -> PatientDraft {
        PatientDraft {
            family_name: "Okafor".into(),
            given_name: "Ada".into(),
            birth_date: "1984-03-14".into(),
            payer: Payer {
                name: name.into(),
                member_number: member_number.into(),
            },
            ..PatientDraft::default()
        }
    }

    #[test]
    fn a_payer_is_kept_with_the_member_number_and_never_asked_for() {
        let today = "2026-11-22".parse().unwrap();
        let named = with("Cascade Health Plan", "CH-2203");
        let kept = named.checked(today, &Words).ok().unwrap();
        assert!(kept.to_draft() == named);
        let nobody = with("", "").checked(today, &Words).ok().unwrap();
        assert!(nobody.payer.is_none());
        let faults = with("", "CH-2203").checked(today, &Words).err().unwrap();
        let found: Vec<_> = faults
            .iter()
            .map(|p| (p.path.as_str(), p.code.as_str()))
            .collect();
        assert_eq!(found, [("payer.name", "missing")]);
    }
}
