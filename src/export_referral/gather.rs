//! One letter from the record and the choices: gathered once for the preview and for the file alike.

use filiform_domain::entry::PracticeChanged;
use filiform_domain::ids::PatientId;
use filiform_domain::patient::Patient;
use filiform_domain::picture::PictureOf;
use filiform_domain::problem::{Check, Problem};
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_report::ReferralLetter;
use filiform_store::{Happened, KeptDocument};

use super::course::Course;
use super::letter;
use super::period::Period;
use super::readers::addressee;
use crate::Filiform;
use crate::contract::{LetterForm, LetterReads, News};
use crate::error::Error;
use crate::practice::Open;
use crate::wording;

/// So many of the latest things between the visits are looked at: more than a course of care ever has.
const BETWEEN: u32 = 1000;

/// A letter, and what the record says for it.
pub(super) struct Gathered {
    pub(super) patient: Patient,
    pub(super) course: Course,
    pub(super) letter: ReferralLetter,
    pub(super) reads: LetterReads,
    /// Why there is none for these choices.
    pub(super) problems: Vec<Problem>,
}

impl Gathered {
    /// The letter of these choices as the record stands now.
    pub(super) fn of(
        filiform: &Filiform,
        open: &Open,
        id: PatientId,
        form: &LetterForm,
    ) -> Result<Self, Error> {
        let patient = open.store.patient(id)?.ok_or(Error::Gone)?.patient;
        let earlier = open.store.documents(id)?;
        let lines = addressee(form, &patient);
        let mut check = Check::default();
        let period = period(filiform, form, &patient, (&lines, &earlier), &mut check);
        let (later, heard_since) = heard_later(open, id, period.since())?;
        let course = Course::of(open.store.sessions(id)?, period);
        stands(form, &course, &mut check);
        let PracticeChanged {
            id: here, practice, ..
        } = open.store.practice()?;
        let head = open.store.fingerprint();
        let parts = letter::Parts {
            catalogue: filiform.catalogue(),
            practice: &practice,
            therapist: &open.therapist(open.me)?,
            logo: open.store.picture(PictureOf::Logo(here))?,
            image: open.store.picture(PictureOf::Signature(open.me))?,
            patient: &patient,
            course: &course,
            later: &later,
            heard_since,
            form,
            today: filiform.today(),
            fingerprint: wording::record::short(&head),
            record: wording::record::mark(&head),
        };
        let letter = letter::compose(&parts);
        let reads = reads(form, lines, &course, letter::tells_of_harm(&parts));
        Ok(Self {
            letter,
            reads,
            problems: check.finish(()).err().unwrap_or_default(),
            patient,
            course,
        })
    }
}

fn period(
    filiform: &Filiform,
    form: &LetterForm,
    patient: &Patient,
    (lines, earlier): (&[String], &[KeptDocument]),
    check: &mut Check,
) -> Period {
    let reader = lines.first().map(String::as_str).unwrap_or_default();
    let life = (patient.birth_date, filiform.today());
    Period::of(form, reader, earlier, life, check)
}

/// What was heard of after a visit, oldest first, and the days of what was written down after the last letter.
fn heard_later(
    open: &Open,
    id: PatientId,
    since: Option<Instant>,
) -> Result<(Vec<ReportedEvent>, Vec<CalendarDate>), Error> {
    let (mut later, mut days) = (Vec::new(), Vec::new());
    for kept in open.store.between(id, None, BETWEEN)?.entries {
        if let Happened::Event(event) = kept.happened {
            if since.is_some_and(|at| kept.recorded_at.utc_ms > at.utc_ms) {
                days.push(event.heard.date());
            }
            later.push(event);
        }
    }
    later.reverse();
    Ok((later, days))
}

/// What stands in the way of a letter, whatever else is typed.
fn stands(form: &LetterForm, course: &Course, check: &mut Check) {
    if check.is_clean() && course.visits() == 0 {
        let message = if course.every_visit().is_empty() {
            "There is no signed session yet. A letter speaks of signed sessions only."
        } else {
            "No signed visit lies in this time. Choose another one."
        };
        check.fault("visits", "missing", message);
    }
    if form.news == News::Improving && !course.allows_improving() {
        check.fault(
            "form.news",
            "not-shown",
            "The numbers do not show an improvement. Choose another first line.",
        );
    }
}

fn reads(form: &LetterForm, lines: Vec<String>, course: &Course, harm: bool) -> LetterReads {
    let days = course.days();
    let unsaid = (harm && !form.parts.events).then(|| {
        "An adverse event is on record for this time. Without its part the letter does not tell of it."
            .to_owned()
    });
    LetterReads {
        addressee: lines,
        period: days
            .map(|(first, last)| wording::period(first, last))
            .unwrap_or_default(),
        visits: course.visits(),
        may_say_improving: course.allows_improving(),
        reading: course.reading().sentence().to_owned(),
        remarks: unsaid.into_iter().collect(),
    }
}
