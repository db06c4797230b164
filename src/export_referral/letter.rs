//! The words of the letter, from the signed record.

use filiform_catalogue::Catalogue;
use filiform_domain::letter::{LetterWritten, Reader, Wording};
use filiform_domain::patient::Patient;
use filiform_domain::picture::Picture;
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::problem::tidy;
use filiform_domain::quantity::PainScore;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::CalendarDate;
use filiform_report::{Diagnosis, Number, PainVisit, Paper, PatientFacts, ReferralLetter};

use super::course::{Change, Course, Rated};
use super::period::Period;
use super::readers::{addressee, is_of_the_record};
use crate::contract::{LetterForm, LetterPaper, News};
use crate::wording;

/// All that a letter is made of.
pub(super) struct Parts<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) practice: &'a Practice,
    pub(super) therapist: &'a Therapist,
    pub(super) logo: Option<Picture>,
    /// The image of the therapist's own signature.
    pub(super) image: Option<Picture>,
    pub(super) patient: &'a Patient,
    pub(super) course: &'a Course,
    /// What was heard of after a visit, oldest first.
    pub(super) later: &'a [ReportedEvent],
    /// The days of those that were written down after the last letter, whenever they were heard of.
    pub(super) heard_since: Vec<CalendarDate>,
    pub(super) form: &'a LetterForm,
    pub(super) today: CalendarDate,
    pub(super) fingerprint: String,
    pub(super) record: String,
}

/// The letter, in the order in which a physician reads. A part that is not ticked is left empty.
pub(super) fn compose(parts: &Parts<'_>) -> ReferralLetter {
    let Parts {
        practice,
        patient,
        course,
        form,
        ..
    } = parts;
    let stands = &form.parts;
    let visits = &course.sessions;
    let addressee = addressee(form, patient);
    ReferralLetter {
        paper: match form.paper {
            LetterPaper::Letter => Paper::Letter,
            LetterPaper::A4 => Paper::A4,
        },
        plain: form.wording == Wording::Plain,
        letterhead: wording::letterhead::letterhead(practice, parts.logo.as_ref()),
        date: parts.today.words(),
        salutation: salutation(form.to, &addressee),
        addressee,
        news: news(form, course),
        patient: facts(patient, course),
        diagnoses: ticked(stands.diagnosis, || diagnoses(parts)),
        numbers: ticked(stands.numbers, || numbers(form, course)),
        pain: ticked(stands.chart, || visits.iter().map(pain_visit).collect()),
        treated: ticked(stands.treatment, || {
            wording::care::treated(parts.catalogue, visits)
        }),
        other_care: ticked(stands.other_care, || {
            wording::care::other_care(parts.catalogue, visits)
        }),
        events: ticked(stands.events, || events(parts).join("\n")),
        opinion: ticked(stands.opinion, || {
            paragraphs(&form.opinion)
                .into_iter()
                .reduce(|all, next| format!("{all}\n{next}"))
        }),
        plan: ticked(stands.plan, || paragraphs(&form.plan)),
        own_words: paragraphs(&form.own_words),
        remarks: remarks(course),
        signature: wording::letterhead::signature(parts.therapist, parts.image.as_ref()),
        fingerprint: parts.fingerprint.clone(),
        record: parts.record.clone(),
    }
}

fn ticked<T: Default>(stands: bool, part: impl FnOnce() -> T) -> T {
    if stands { part() } else { T::default() }
}

/// What is kept of the letter beside its hash: the choices, and every word that was typed for it.
pub(super) fn written(form: &LetterForm, course: &Course, patient: &Patient) -> LetterWritten {
    LetterWritten {
        to: form.to,
        addressee: addressee(form, patient),
        typed_addressee: !is_of_the_record(form),
        span: form.span,
        wording: form.wording,
        parts: form.parts,
        news: news(form, course),
        opinion: ticked(form.parts.opinion, || tidy(&form.opinion)),
        plan: ticked(form.parts.plan, || tidy(&form.plan)),
        own_words: tidy(&form.own_words),
    }
}

fn remarks(course: &Course) -> String {
    let sentences = course.record.iter().map(|said| format!("{said}."));
    sentences.collect::<Vec<_>>().join(" ")
}

fn salutation(to: Reader, addressee: &[String]) -> String {
    match (addressee.first(), to) {
        (Some(name), _) => format!("Dear {name},"),
        (None, Reader::ReferringClinician | Reader::GeneralPractitioner) => {
            "Dear colleague,".to_owned()
        }
        (None, _) => "To whom it may concern:".to_owned(),
    }
}

fn news(form: &LetterForm, course: &Course) -> String {
    match form.news {
        News::ForInformation => {
            "For your information: report on the care given, no action needed.".to_owned()
        }
        News::Improving => "For your information: improving, no action needed.".to_owned(),
        News::ImprovingInOpinion => format!(
            "For your information: improving in the opinion of the therapist. The ratings of pain read: {}",
            course.reading().sentence()
        ),
        News::PleaseReview => format!("Please review: {}", tidy(&form.review)),
    }
}

fn facts(patient: &Patient, course: &Course) -> PatientFacts {
    let (first, last) = course
        .days()
        .map_or_else(Default::default, |(first, last)| {
            (first.words(), last.words())
        });
    PatientFacts {
        name: patient.full_name(),
        born: patient.birth_date.words(),
        referred_for: patient
            .referrer
            .as_ref()
            .map(|r| r.reason.clone())
            .filter(|reason| !reason.is_empty()),
        covers: course.covers(),
        first_visit: first,
        latest_visit: last,
        visits: course.visits(),
    }
}

fn diagnoses(parts: &Parts<'_>) -> Vec<Diagnosis> {
    let plain = parts.form.wording == Wording::Plain;
    let rows = parts.patient.conditions.iter();
    rows.map(|row| Diagnosis {
        words: wording::condition(parts.catalogue, &row.condition),
        icd10cm: (!plain && !row.icd10cm.is_empty()).then(|| row.icd10cm.clone()),
    })
    .collect()
}

/// The ratings of pain: since care began, and after an earlier letter also since what that one told last.
fn numbers(form: &LetterForm, course: &Course) -> Vec<Number> {
    let measure = match form.wording {
        Wording::Clinical => "Pain now, rated before the visit, 0 to 10",
        Wording::Plain => "Pain right before the visit, from 0 for none to 10",
    };
    let row = |what: &str, change: Change<'_>| number(format!("{measure}{what}"), &change);
    let here = course.in_this_time();
    let Period::Untold(_) = course.period else {
        return here.map(|change| row("", change)).into_iter().collect();
    };
    let all = course.since_care_began();
    let same = |one: &Change<'_>, other: &Change<'_>| one.first.0.id == other.first.0.id;
    let here = match (&all, here) {
        (Some(all), Some(here)) if same(all, &here) => None,
        (_, here) => here,
    };
    let all = all.map(|change| row(", since care began", change));
    let here = here.map(|change| row(", since the last letter", change));
    all.into_iter().chain(here).collect()
}

fn number(measure: String, change: &Change<'_>) -> Number {
    let rating = |(session, score): Rated<'_>| {
        format!("{} ({})", score.points(), session.started.date().words())
    };
    let again = change.first.0.id != change.latest.0.id;
    Number {
        measure,
        start: rating(change.first),
        now: if again {
            rating(change.latest)
        } else {
            "not rated again".to_owned()
        },
        reading: change.reading.sentence().to_owned(),
    }
}

fn pain_visit(session: &Session) -> PainVisit {
    PainVisit {
        date: session.started.date().words(),
        before: session.pain_before().map(PainScore::points),
        after: session.pain_after().map(PainScore::points),
    }
}

/// What may be said of harm: events of the visits and what was heard of later, each with its outcome.
fn events(parts: &Parts<'_>) -> Vec<String> {
    let visits = parts.course.every_visit();
    let later: Vec<&ReportedEvent> = parts.later.iter().collect();
    let speaks_of = |day| parts.course.speaks_of(day) || parts.heard_since.contains(&day);
    wording::harm::sentences(parts.catalogue, visits, &later, speaks_of)
}

/// Whether something is told of that is more than that there was nothing.
pub(super) fn tells_of_harm(parts: &Parts<'_>) -> bool {
    use wording::harm::{NO_NEEDLING, NONE, NONE_REPORTED, NONE_SO_FAR};
    let nothing = [NONE, NONE_SO_FAR, NONE_REPORTED, NO_NEEDLING];
    events(parts)
        .iter()
        .any(|said| !nothing.contains(&said.as_str()))
}

fn paragraphs(text: &str) -> Vec<String> {
    tidy(text)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
