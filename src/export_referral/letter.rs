//! The words of the letter, from the signed record.

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::VoidReason;
use filiform_domain::change::Reading;
use filiform_domain::patient::Patient;
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::problem::tidy;
use filiform_domain::quantity::PainScore;
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::CalendarDate;
use filiform_report::{Diagnosis, Number, PainVisit, Paper, PatientFacts, ReferralLetter};
use filiform_store::SignedSession;

use crate::contract::{LetterForm, LetterPaper, News};
use crate::wording;

/// A session with its rating of pain before the needling.
type Rated<'a> = (&'a Session, PainScore);

/// A course of care: the signed sessions that were held and hold, as they stand now, oldest first.
pub(super) struct Course {
    sessions: Vec<Session>,
    /// What the letter says of the notes behind it.
    record: Vec<String>,
}

impl Course {
    pub(super) fn of(mut signed: Vec<SignedSession>) -> Self {
        signed.sort_by_key(|signed| signed.session.started.utc_ms);
        let withheld =
            |signed: &&SignedSession| signed.void_reason() == Some(VoidReason::WrongPatient);
        let withheld = signed.iter().filter(withheld).count();
        signed.retain(|signed| signed.voided.is_none() && signed.session.note.not_held.is_none());
        let record = signed.iter().filter_map(remark);
        let record = record
            .chain(wording::amendments::withheld(withheld))
            .collect();
        Self {
            record,
            sessions: signed.into_iter().map(|signed| signed.session).collect(),
        }
    }

    pub(super) fn visits(&self) -> u32 {
        u32::try_from(self.sessions.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn period(&self) -> Option<(CalendarDate, CalendarDate)> {
        let (first, last) = (self.sessions.first()?, self.sessions.last()?);
        Some((first.started.date(), last.started.date()))
    }

    /// The first and the latest rating, never the best pair.
    fn ratings(&self) -> Option<(Rated<'_>, Rated<'_>)> {
        let mut rated = self
            .sessions
            .iter()
            .filter_map(|session| Some((session, session.pain_before()?)));
        let first = rated.next()?;
        Some((first, rated.next_back().unwrap_or(first)))
    }

    pub(super) fn reading(&self) -> Reading {
        self.ratings()
            .map_or(Reading::NotEnough, |(first, latest)| {
                wording::reading((first.0.started, first.1), (latest.0.started, latest.1))
            })
    }

    pub(super) fn latest_plan(&self) -> String {
        self.sessions
            .last()
            .map(|session| session.note.plan.clone())
            .filter(|plan| !plan.is_empty())
            .unwrap_or_default()
    }
}

/// All that a letter is made of.
pub(super) struct Parts<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) practice: &'a Practice,
    pub(super) therapist: &'a Therapist,
    pub(super) patient: &'a Patient,
    pub(super) course: &'a Course,
    /// What was heard of after a visit, oldest first.
    pub(super) later: &'a [ReportedEvent],
    pub(super) form: &'a LetterForm,
    pub(super) today: CalendarDate,
    pub(super) fingerprint: String,
    pub(super) record: String,
}

/// The letter, in the order in which a physician reads.
pub(super) fn compose(parts: &Parts<'_>) -> ReferralLetter {
    let Parts {
        practice,
        patient,
        course,
        form,
        ..
    } = parts;
    ReferralLetter {
        paper: match form.paper {
            LetterPaper::Letter => Paper::Letter,
            LetterPaper::A4 => Paper::A4,
        },
        letterhead: wording::letterhead::letterhead(practice),
        date: parts.today.words(),
        addressee: super::addressee(patient),
        salutation: salutation(patient),
        news: news(form),
        patient: facts(patient, course),
        diagnoses: diagnoses(parts),
        numbers: numbers(course),
        pain: course.sessions.iter().map(pain_visit).collect(),
        treated: wording::care::treated(parts.catalogue, &course.sessions),
        other_care: wording::care::other_care(parts.catalogue, &course.sessions),
        events: events(parts),
        opinion: paragraphs(&form.opinion)
            .into_iter()
            .reduce(|all, next| format!("{all}\n{next}")),
        plan: paragraphs(&form.plan),
        own_words: paragraphs(&form.own_words),
        remarks: remarks(course),
        signature: wording::letterhead::signature(parts.therapist),
        fingerprint: parts.fingerprint.clone(),
        record: parts.record.clone(),
    }
}

/// "The note of 3 Nov 2026 was signed 3 days after the visit and amended on 5 Nov 2026."
fn remark(signed: &SignedSession) -> Option<String> {
    let late = signed.session.days_late(signed.recorded_at);
    let late = late.map(|days| wording::amendments::late(days).to_lowercase());
    let amended = signed.last_amended();
    let amended = amended.map(|last| format!("amended on {}", last.at.date().words()));
    let said: Vec<String> = [late, amended].into_iter().flatten().collect();
    let day = signed.session.started.date().words();
    (!said.is_empty()).then(|| format!("The note of {day} was {}", said.join(" and ")))
}

fn remarks(course: &Course) -> String {
    let sentences = course.record.iter().map(|said| format!("{said}."));
    sentences.collect::<Vec<_>>().join(" ")
}

fn salutation(patient: &Patient) -> String {
    patient.referrer.as_ref().map_or_else(
        || "Dear colleague,".to_owned(),
        |referrer| format!("Dear {},", referrer.name),
    )
}

fn news(form: &LetterForm) -> String {
    match form.news {
        News::ForInformation => {
            "For your information: report on the care given, no action needed.".to_owned()
        }
        News::Improving => "For your information: improving, no action needed.".to_owned(),
        News::PleaseReview => format!("Please review: {}", tidy(&form.review)),
    }
}

fn facts(patient: &Patient, course: &Course) -> PatientFacts {
    let (first, last) = course
        .period()
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
        first_visit: first,
        latest_visit: last,
        visits: course.visits(),
    }
}

fn diagnoses(parts: &Parts<'_>) -> Vec<Diagnosis> {
    let rows = parts.patient.conditions.iter();
    rows.map(|row| Diagnosis {
        words: wording::condition(parts.catalogue, &row.condition),
        icd10cm: (!row.icd10cm.is_empty()).then(|| row.icd10cm.clone()),
    })
    .collect()
}

fn numbers(course: &Course) -> Vec<Number> {
    let Some((first, latest)) = course.ratings() else {
        return Vec::new();
    };
    let rating = |(session, score): Rated<'_>| {
        format!("{} ({})", score.points(), session.started.date().words())
    };
    let now = if first.0.id == latest.0.id {
        "not rated again".to_owned()
    } else {
        rating(latest)
    };
    vec![Number {
        measure: "Pain now, rated before the visit, 0 to 10".to_owned(),
        start: rating(first),
        now,
        reading: course.reading().sentence().to_owned(),
    }]
}

fn pain_visit(session: &Session) -> PainVisit {
    PainVisit {
        date: session.started.date().words(),
        before: session.pain_before().map(PainScore::points),
        after: session.pain_after().map(PainScore::points),
    }
}

/// What may be said of harm: events of the visits and what was heard of later, each with its outcome.
fn events(parts: &Parts<'_>) -> String {
    let later: Vec<&ReportedEvent> = parts.later.iter().collect();
    let visits = &parts.course.sessions;
    wording::harm::sentences(parts.catalogue, visits, &later, |_| true).join("\n")
}

fn paragraphs(text: &str) -> Vec<String> {
    tidy(text)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
