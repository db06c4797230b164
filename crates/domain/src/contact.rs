//! A contact between two visits: a phone call, a message, a talk with a physician.
//!
//! Some boards ask for a record of the talk with the referring physician before a referred patient is
//! needled (`needling_fields.md`, section 2). Nothing here claims that a record satisfies one of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between::{Between, LONG_TEXT, MomentFields, Role, SHORT_TEXT, Who, WhoDraft};
use crate::ids::{ContactId, PatientId};
use crate::problem::{Check, Problem};
use crate::time::Instant;

/// What sort of contact it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    /// A phone call.
    Phone,
    /// A message: letter, e-mail, text.
    Message,
    /// A talk with a physician or another clinician, about the patient.
    PhysicianTalk,
    /// Something else, which `how` names.
    Other,
}

/// A contact as typed: the form, the draft, and the file that `contact` takes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContactDraft {
    /// What sort of contact it was. Required.
    #[schemars(required)]
    pub kind: Option<ContactKind>,
    /// How, in words, at most 300 characters: "video call". Required with the kind `other`.
    pub how: String,
    /// The day, `2026-11-22`. Required, never in the future or before the patient's birth.
    #[schemars(required)]
    pub date: String,
    /// The time on the wall clock, `14:05`. Required.
    #[schemars(required)]
    pub time: String,
    /// Who it was with. Required.
    #[schemars(required)]
    pub who: WhoDraft,
    /// What was said, at most 4000 characters. Required, unless something was agreed.
    pub said: String,
    /// What was agreed, at most 4000 characters.
    pub agreed: String,
}

/// A contact as kept. Made by [`ContactDraft::checked`] alone, and never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The contact's identity.
    pub id: ContactId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// What sort of contact it was.
    pub kind: ContactKind,
    /// How, in words.
    pub how: Option<String>,
    /// When it was.
    pub at: Instant,
    /// Who it was with.
    pub who: Who,
    /// What was said.
    pub said: Option<String>,
    /// What was agreed.
    pub agreed: Option<String>,
}

impl ContactDraft {
    /// The contact as it may be kept, or every fault at its field.
    pub fn checked(&self, id: ContactId, between: &Between<'_>) -> Result<Contact, Vec<Problem>> {
        let mut check = Check::default();
        if self.kind.is_none() {
            let message = "What was it: a phone call, a message, a talk with a physician?";
            check.fault("kind", "missing", message);
        }
        let how = check.optional("how", "The kind of contact", &self.how, SHORT_TEXT);
        if self.kind == Some(ContactKind::Other) && self.how.trim().is_empty() {
            let message = "Say in words how it was: a video call, a visit at home.";
            check.fault("how", "missing", message);
        }
        let at = MomentFields {
            what: "The contact",
            date: ("date", &self.date),
            time: ("time", &self.time),
        };
        let at = at.checked(&mut check, between);
        let who = self.who.checked(&mut check, "who");
        self.check_physician(&mut check);
        let said = check.optional("said", "What was said", &self.said, LONG_TEXT);
        let agreed = check.optional("agreed", "What was agreed", &self.agreed, LONG_TEXT);
        if self.said.trim().is_empty() && self.agreed.trim().is_empty() {
            check.fault("said", "missing", "What was said is missing.");
        }
        let contact = self.kind.zip(at).zip(who).map(|((kind, at), who)| Contact {
            id,
            patient: between.patient,
            kind,
            how,
            at,
            who,
            said,
            agreed,
        });
        check.finish(contact)?.ok_or_else(Vec::new)
    }

    /// A talk with a physician is one with a clinician: anything else was typed by mistake.
    fn check_physician(&self, check: &mut Check) {
        let talks = self.kind == Some(ContactKind::PhysicianTalk);
        let is_clinician = matches!(
            self.who.role,
            None | Some(Role::Physician | Role::OtherClinician)
        );
        if talks && !is_clinician {
            let message = "A talk with a physician is with a physician or another clinician. Choose who, or another kind.";
            check.fault("who.role", "no-clinician", message);
        }
    }
}

impl Contact {
    /// The contact turned back into a draft, with nothing lost.
    pub fn to_draft(&self) -> ContactDraft {
        ContactDraft {
            kind: Some(self.kind),
            how: self.how.clone().unwrap_or_default(),
            date: self.at.date().to_string(),
            time: self.at.clock(),
            who: self.who.to_draft(),
            said: self.said.clone().unwrap_or_default(),
            agreed: self.agreed.clone().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests;
