//! Consent: what the patient was told, what they agreed to, who signed and how; and its withdrawal
//! (`needling_fields.md`, section 3). Nothing here claims that a record satisfies a law.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between::{Between, MomentFields};
use crate::ids::{ConsentId, PatientId};
use crate::problem::{Check, Problem};
use crate::time::Instant;
use crate::vocabulary::Vocabulary;

mod signature;
mod withdrawal;

pub(crate) use signature::is_image;
pub use withdrawal::{Withdrawal, WithdrawalDraft};

/// Width of the signature pad: x runs from 0 to this.
pub const PAD_WIDTH: i64 = 1000;
/// Height of the signature pad: y runs from 0 to this, downwards.
pub const PAD_HEIGHT: i64 = 300;

/// Longest line, in characters.
const LINE: usize = 200;
/// Longest text, in characters.
const TEXT: usize = 2000;
/// Years from which a patient is nowhere held to be a minor for the purpose of the hint below. Laws differ.
const ADULT: u32 = 18;

/// Whether consent was given in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentKind {
    /// On a form that was signed.
    Written,
    /// By word of mouth.
    Verbal,
}

/// Who consented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The patient.
    Patient,
    /// A parent.
    Parent,
    /// A guardian.
    Guardian,
    /// Another lawful representative.
    Other,
}

/// What a patient who cannot consent alone said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Assent {
    /// Agreed.
    Given,
    /// Did not agree.
    Refused,
    /// Could not be asked.
    NotAble,
}

/// How a written consent was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignedHow {
    /// Drawn here, on the pad.
    Drawn,
    /// On paper, and the scan is attached.
    Scan,
    /// On paper, which is kept in the practice's file.
    Paper,
}

/// What was explained (`needling_fields.md`, section 3, contents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// The name of the procedure, and that it is not acupuncture.
    Procedure,
    /// Why it is proposed.
    Reason,
    /// What will be felt.
    Sensation,
    /// The benefit that is expected.
    Benefit,
    /// The material risks.
    Risks,
    /// The alternatives, no needling among them.
    Alternatives,
    /// The therapist's training.
    Training,
    /// The right to stop.
    RightToStop,
    /// Pregnancy and implants were asked about.
    PregnancyAndImplants,
}

/// A consent as typed: the form, the draft, and the file that `consent` takes. As kept, it is the same shape,
/// tidied.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConsentDraft {
    /// Whether it was given in writing. Required.
    #[schemars(required)]
    pub kind: Option<ConsentKind>,
    /// The day it was given, `2026-11-22`. Required, never in the future or before the patient's birth.
    #[schemars(required)]
    pub date: String,
    /// The time on the wall clock, `14:05`. Required.
    #[schemars(required)]
    pub time: String,
    /// The procedure as the form names it: "dry needling". Required, at most 200 characters.
    #[schemars(required)]
    pub procedure: String,
    /// The body regions it covers, by id.
    pub regions: Vec<String>,
    /// The techniques it covers, by id.
    pub techniques: Vec<String>,
    /// What it covers, in words, at most 2000 characters.
    pub covers: String,
    /// What was explained.
    pub told: Vec<Topic>,
    /// The version of the form. Required of a written consent.
    pub form_version: String,
    /// The name of who signed, as they signed. Required of a written consent.
    pub signer: String,
    /// Who consented. Required.
    #[schemars(required)]
    pub relation: Option<Relation>,
    /// By what right they consent for the patient. Required of a guardian and of another representative.
    pub authority: String,
    /// What a patient who cannot consent alone said about it.
    pub assent: Option<Assent>,
    /// Who interpreted, and from which language; empty when nobody did.
    pub interpreter: String,
    /// Whether a copy was given. Required of a written consent; "no" is an answer.
    pub copy_given: Option<bool>,
    /// How it was signed. Required of a written consent.
    pub signed: Option<SignedHow>,
    /// The signature as it was drawn: strokes of x and y in turn, on a pad of 1000 by 300. At most 100
    /// strokes of 500 points, 4000 points in all.
    #[ts(type = "Array<Array<number>>")]
    pub strokes: Vec<Vec<i64>>,
    /// The scan of the signed form: a JPEG or PNG image in Base64, at most 700000 characters.
    pub scan: String,
    /// What else belongs to it, at most 2000 characters.
    pub note: String,
}

/// A consent as kept. Made by [`ConsentDraft::checked`] alone, and never changed.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The consent's identity.
    pub id: ConsentId,
    /// Whose record it belongs to.
    pub patient: PatientId,
    /// Whether it was given in writing.
    pub kind: ConsentKind,
    /// When it was given.
    pub given: Instant,
    /// The consent: tidied, with nothing in it that the rules refuse.
    pub form: ConsentDraft,
}

impl ConsentDraft {
    /// The consent as it may be kept, or every fault at its field.
    pub fn checked(
        &self,
        id: ConsentId,
        between: &Between<'_>,
        words: &dyn Vocabulary,
    ) -> Result<Consent, Vec<Problem>> {
        let mut check = Check::default();
        if self.kind.is_none() {
            check.fault(
                "kind",
                "missing",
                "Was it given in writing, or by word of mouth?",
            );
        }
        let moment = MomentFields {
            what: "The consent",
            date: ("date", &self.date),
            time: ("time", &self.time),
        };
        let given = moment.checked(&mut check, between);
        let form = self.tidied(&mut check);
        self.check_lists(&mut check, words);
        self.check_who(&mut check);
        if self.kind == Some(ConsentKind::Written) {
            self.check_written(&mut check);
        }
        let consent = self.kind.zip(given).map(|(kind, given)| Consent {
            id,
            patient: between.patient,
            kind,
            given,
            form,
        });
        check.finish(consent)?.ok_or_else(Vec::new)
    }

    /// What is not recorded or deserves a second look. It blocks nothing.
    pub fn gaps(&self, between: &Between<'_>) -> Vec<Problem> {
        let mut check = Check::default();
        let minor = between
            .birth_date
            .age_on(between.now.date())
            .is_some_and(|age| age < ADULT);
        if minor && self.relation == Some(Relation::Patient) {
            check.fault(
                "relation",
                "minor-alone",
                "The patient is under 18 and consents alone. Laws differ on when that is enough.",
            );
        }
        if self.relation.is_some_and(|who| who != Relation::Patient) && self.assent.is_none() {
            check.fault(
                "assent",
                "not-recorded",
                "Whether the patient agrees too is not recorded.",
            );
        }
        if self.assent == Some(Assent::Refused) {
            check.fault("assent", "refused", "The patient does not agree.");
        }
        if Topic::ALL.iter().any(|topic| !self.told.contains(topic)) {
            check.fault(
                "told",
                "not-recorded",
                "Not everything that consent rests on is recorded as explained.",
            );
        }
        if self.regions.is_empty() && self.covers.trim().is_empty() {
            check.fault(
                "regions",
                "not-recorded",
                "Which regions it covers is not recorded.",
            );
        }
        if self.kind == Some(ConsentKind::Written) && self.copy_given == Some(false) {
            check.fault("copy_given", "no-copy", "No copy was given.");
        }
        check.finish(()).err().unwrap_or_default()
    }

    /// Whether nothing has been typed but what a new form holds by itself: the date and the time.
    pub fn is_blank(&self) -> bool {
        let fresh = Self {
            date: self.date.clone(),
            time: self.time.clone(),
            ..Self::default()
        };
        *self == fresh
    }

    fn tidied(&self, check: &mut Check) -> Self {
        let mut text = |field: &str, what: &str, value: &str, most: usize| {
            check.optional(field, what, value, most).unwrap_or_default()
        };
        let form = Self {
            covers: text("covers", "What it covers", &self.covers, TEXT),
            form_version: text(
                "form_version",
                "The version of the form",
                &self.form_version,
                LINE,
            ),
            signer: text("signer", "The name of who signed", &self.signer, LINE),
            authority: text("authority", "The authority", &self.authority, LINE),
            interpreter: text("interpreter", "The interpreter", &self.interpreter, LINE),
            note: text("note", "The note", &self.note, TEXT),
            date: self.date.trim().to_owned(),
            time: self.time.trim().to_owned(),
            ..self.clone()
        };
        let procedure = check.required(
            "procedure",
            "The name of the procedure",
            &self.procedure,
            LINE,
        );
        let kept = signature::of(self, check);
        Self {
            procedure,
            strokes: kept.strokes,
            scan: kept.scan,
            signed: kept.signed,
            ..form
        }
    }

    fn check_lists(&self, check: &mut Check, words: &dyn Vocabulary) {
        for (n, region) in self.regions.iter().enumerate() {
            if !words.region_exists(region) {
                check.fault(
                    &format!("regions[{n}]"),
                    "unknown-region",
                    "No body region has this name. Choose one from the list.",
                );
            }
        }
        for (n, technique) in self.techniques.iter().enumerate() {
            if !words.technique_exists(technique) {
                check.fault(
                    &format!("techniques[{n}]"),
                    "unknown-technique",
                    "No technique has this name. Choose one from the list.",
                );
            }
        }
    }

    fn check_who(&self, check: &mut Check) {
        if self.relation.is_none() {
            check.fault(
                "relation",
                "missing",
                "Who consented: the patient, a parent, a guardian?",
            );
        }
        let by_right = matches!(self.relation, Some(Relation::Guardian | Relation::Other));
        if by_right && self.authority.trim().is_empty() {
            check.fault(
                "authority",
                "missing",
                "By what right do they consent for the patient?",
            );
        }
    }

    fn check_written(&self, check: &mut Check) {
        if self.form_version.trim().is_empty() {
            check.fault(
                "form_version",
                "missing",
                "Which version of the form was signed?",
            );
        }
        if self.signer.trim().is_empty() {
            check.fault("signer", "missing", "The name of who signed is missing.");
        }
        if self.copy_given.is_none() {
            check.fault(
                "copy_given",
                "missing",
                "Was a copy given? \"No\" is an answer.",
            );
        }
    }
}

impl Topic {
    /// Every topic, in the order in which they are gone through.
    pub const ALL: [Self; 9] = [
        Self::Procedure,
        Self::Reason,
        Self::Sensation,
        Self::Benefit,
        Self::Risks,
        Self::Alternatives,
        Self::Training,
        Self::RightToStop,
        Self::PregnancyAndImplants,
    ];
}

#[cfg(test)]
mod tests;
