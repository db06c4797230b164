//! What whoever works now chose for their letters last time, so that the next one needs no choice.

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::PatientId;
use filiform_domain::letter::{LetterParts, Reader, Wording};
use filiform_domain::patient::Patient;
use filiform_store::AuditAsked;

use super::period::REFERRAL_LETTER;
use crate::error::Error;
use crate::practice::Open;

/// What a letter may be given out for, to choose from; other words can be typed.
pub(super) const PURPOSES: [&str; 5] = [
    "Treatment",
    "Payment",
    "Request of the patient",
    "Legal proceedings",
    "Quality review",
];

/// What may allow it.
pub(super) const AUTHORITIES: [&str; 5] = [
    "Referral",
    "Consent of the patient",
    "Written request of the patient",
    "Court order or subpoena",
    "Required by law",
];

/// So many of the latest documents are looked at.
const LATEST: u32 = 60;

/// The latest letters of whoever works now, newest first.
pub(super) struct Remembered {
    letters: Vec<DocumentExported>,
    referred: bool,
}

/// What was chosen for a sort of reader.
pub(super) struct Choices {
    pub(super) purpose: String,
    pub(super) authority: String,
    pub(super) wording: Wording,
    pub(super) parts: LetterParts,
}

impl Remembered {
    pub(super) fn by_me(open: &Open, patient: &Patient) -> Result<Self, Error> {
        let asked = AuditAsked {
            author: Some(open.me),
            kinds: Some(vec!["document-exported"]),
            ..AuditAsked::default()
        };
        let lines = open.store.audit(&asked, LATEST)?.lines.into_iter();
        let letters = lines.filter_map(|line| match line.entry {
            Some(Entry::DocumentExported(left)) if left.document == REFERRAL_LETTER => Some(left),
            _ => None,
        });
        Ok(Self {
            letters: letters.collect(),
            referred: patient.referrer.is_some(),
        })
    }

    /// The latest letter of this patient's record, or else of any.
    pub(super) fn latest(&self, patient: PatientId) -> Option<&DocumentExported> {
        let mut letters = self.letters.iter();
        letters
            .find(|letter| letter.patient == patient)
            .or_else(|| self.letters.first())
    }

    /// What was chosen for such a reader, or where to begin.
    pub(super) fn of(&self, to: Reader) -> Choices {
        let reader = |left: &DocumentExported| {
            let letter = left.letter.as_ref();
            letter.map_or(Reader::ReferringClinician, |letter| letter.to)
        };
        let last = self.letters.iter().find(|left| reader(left) == to);
        let letter = last.and_then(|left| left.letter.as_ref());
        let (purpose, authority) = match last {
            Some(left) => (left.purpose.clone(), left.authority.clone()),
            None => self.beginning(to),
        };
        Choices {
            purpose: purpose.unwrap_or_default(),
            authority: authority.unwrap_or_default(),
            wording: letter.map_or_else(|| to.first_wording(), |letter| letter.wording),
            parts: letter.map(|letter| letter.parts).unwrap_or_default(),
        }
    }

    fn beginning(&self, to: Reader) -> (Option<String>, Option<String>) {
        let purpose = match to {
            Reader::ReferringClinician | Reader::GeneralPractitioner => Some("Treatment"),
            Reader::Patient => Some("Request of the patient"),
            Reader::Lawyer => Some("Legal proceedings"),
            Reader::Other => None,
        };
        let referral = to == Reader::ReferringClinician && self.referred;
        (
            purpose.map(str::to_owned),
            referral.then(|| "Referral".to_owned()),
        )
    }
}
