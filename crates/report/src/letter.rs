//! What a referral letter says, already in words.
//!
//! The order of the fields is the order on the page. Nothing here derives `Debug`: a letter is a
//! patient's record and must not slip into a log.

use serde::Serialize;

use crate::Picture;

/// A letter to the physician who referred the patient. An empty part is left out of the page.
#[derive(Clone, Serialize)]
pub struct ReferralLetter {
    /// The sheet it is laid out for.
    pub paper: Paper,
    /// Whether its headings are for somebody who is no clinician.
    pub plain: bool,
    /// Who writes, at the top of the first page.
    pub letterhead: Letterhead,
    /// The date of the letter, in words: "22 Nov 2026".
    pub date: String,
    /// Name and address of the reader, a line each.
    pub addressee: Vec<String>,
    /// "Dear Dr. Hahn,".
    pub salutation: String,
    /// The first sentence: what is asked, or the news.
    pub news: String,
    /// Whom the letter is about.
    pub patient: PatientFacts,
    /// Working diagnoses, the leading one first.
    pub diagnoses: Vec<Diagnosis>,
    /// Two to four measures, each with its start, its latest value and how the change reads.
    pub numbers: Vec<Number>,
    /// Pain at each visit, oldest first. From three ratings before a visit on, a chart shows them.
    pub pain: Vec<PainVisit>,
    /// What was needled, in plain words.
    pub treated: Vec<Treated>,
    /// Other care given in the same time.
    pub other_care: Vec<String>,
    /// The sentence about adverse events.
    pub events: String,
    /// Expected course, and what would change it.
    pub opinion: Option<String>,
    /// What happens next and what is asked of the reader, an item each.
    pub plan: Vec<String>,
    /// The therapist's own paragraphs.
    pub own_words: Vec<String>,
    /// What a reader should know of the notes behind the letter: late, amended or withheld ones; often empty.
    pub remarks: String,
    /// Who signs.
    pub signature: Signature,
    /// The fingerprint of the record that the letter was made from.
    pub fingerprint: String,
    /// The same for programs, in the file's properties; empty for none.
    pub record: String,
}

impl ReferralLetter {
    /// The letter as it may be looked at before it is saved: the place of the signature's image stays free.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.signature.hold();
        self
    }
}

/// The sheet.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// US Letter, 8.5 by 11 inches.
    Letter,
    /// A4, 210 by 297 mm.
    A4,
}

/// The practice that writes.
#[derive(Clone, Serialize)]
pub struct Letterhead {
    /// Its name.
    pub practice: String,
    /// Address and phone, a line each.
    pub lines: Vec<String>,
    /// Its logo.
    pub logo: Option<Picture>,
}

/// The patient and the course of care. Dates are in words.
#[derive(Clone, Serialize)]
pub struct PatientFacts {
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub born: String,
    /// What the referral asked for.
    pub referred_for: Option<String>,
    /// The time that the letter speaks of, in a sentence; empty when it speaks of all care so far.
    pub covers: String,
    /// Date of the first visit in that time.
    pub first_visit: String,
    /// Date of the latest visit in that time.
    pub latest_visit: String,
    /// How many visits there were in that time.
    pub visits: u32,
}

/// A working diagnosis of the therapist.
#[derive(Clone, Serialize)]
pub struct Diagnosis {
    /// In words.
    pub words: String,
    /// Its ICD-10-CM code, such as "M54.2".
    pub icd10cm: Option<String>,
}

/// One measure over the course of care.
#[derive(Clone, Serialize)]
pub struct Number {
    /// What is measured, with its scale: "Neck pain, average of the last 24 hours, 0 to 10".
    pub measure: String,
    /// At the start.
    pub start: String,
    /// Now.
    pub now: String,
    /// How the change reads against published thresholds.
    pub reading: String,
}

/// The pain ratings of one visit, 0 to 10. A higher value is shown in the table and left off the chart.
#[derive(Clone, Serialize)]
pub struct PainVisit {
    /// Date of the visit, in words.
    pub date: String,
    /// Before the session.
    pub before: Option<u8>,
    /// After the session. Shown small and grey: it is no outcome.
    pub after: Option<u8>,
}

/// A site that was needled.
#[derive(Clone, Serialize)]
pub struct Treated {
    /// In plain words with its side: "left upper trapezius".
    pub words: String,
    /// In how many sessions.
    pub sessions: u32,
}

/// Who signs.
#[derive(Clone, Serialize)]
pub struct Signature {
    /// Full name.
    pub name: String,
    /// "Doctor of Physical Therapy".
    pub credentials: String,
    /// Licence, training and phone, a line each.
    pub lines: Vec<String>,
    /// The image of the signature.
    pub picture: Option<Picture>,
}

impl Signature {
    pub(crate) fn hold(&mut self) {
        if let Some(picture) = &mut self.picture {
            picture.held = true;
        }
    }
}
