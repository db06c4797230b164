//! The words of the letter, from the signed record.

use std::collections::BTreeMap;

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::VoidReason;
use filiform_domain::change::Reading;
use filiform_domain::patient::Patient;
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::problem::tidy;
use filiform_domain::quantity::PainScore;
use filiform_domain::session::Session;
use filiform_domain::time::CalendarDate;
use filiform_report::{
    Diagnosis, Letterhead, Number, PainVisit, Paper, PatientFacts, ReferralLetter, Signature,
    Treated,
};
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
        letterhead: Letterhead {
            practice: practice.name.clone(),
            lines: contact_lines(practice),
        },
        date: parts.today.words(),
        addressee: super::addressee(patient),
        salutation: salutation(patient),
        news: news(form),
        patient: facts(patient, course),
        diagnoses: diagnoses(parts),
        numbers: numbers(course),
        pain: course.sessions.iter().map(pain_visit).collect(),
        treated: treated(parts),
        other_care: other_care(parts),
        events: events(parts),
        opinion: paragraphs(&form.opinion)
            .into_iter()
            .reduce(|all, next| format!("{all}\n{next}")),
        plan: paragraphs(&form.plan),
        own_words: paragraphs(&form.own_words),
        remarks: remarks(course),
        signature: signature(parts.therapist),
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

fn contact_lines(practice: &Practice) -> Vec<String> {
    let phone = practice.phone.clone();
    let lines = practice
        .address
        .lines()
        .map(str::to_owned)
        .chain([phone, practice.email.clone()]);
    lines.filter(|line| !line.trim().is_empty()).collect()
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

/// Every target with its side in plain words and the sessions it was needled in, the most often first.
fn treated(parts: &Parts<'_>) -> Vec<Treated> {
    let mut sessions_of: BTreeMap<String, u32> = BTreeMap::new();
    for session in &parts.course.sessions {
        let mut words: Vec<String> = session
            .note
            .needled()
            .map(|row| wording::note::target_words(parts.catalogue, row))
            .collect();
        words.sort();
        words.dedup();
        for word in words {
            *sessions_of.entry(word).or_default() += 1;
        }
    }
    let mut treated: Vec<Treated> = sessions_of
        .into_iter()
        .map(|(words, sessions)| Treated { words, sessions })
        .collect();
    treated.sort_by_key(|row| std::cmp::Reverse(row.sessions));
    treated
}

fn other_care(parts: &Parts<'_>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for row in parts
        .course
        .sessions
        .iter()
        .flat_map(|session| &session.note.other_care)
    {
        let word = wording::other_care(parts.catalogue, &row.kind);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// What may be said of harm. The question was asked when the patient left each time, which signing
/// requires; what came later is known only when it is asked at the next visit, so nothing is ruled out.
fn events(parts: &Parts<'_>) -> String {
    let rows: Vec<String> = parts
        .course
        .sessions
        .iter()
        .flat_map(|session| {
            session
                .note
                .events
                .iter()
                .map(move |event| (session, event))
        })
        .map(|(session, event)| {
            let what = wording::event(parts.catalogue, &event.kind);
            let note = if event.note.is_empty() {
                String::new()
            } else {
                format!(": {}", event.note)
            };
            format!("{what} on {}{note}", session.started.date().words())
        })
        .collect();
    if rows.is_empty() {
        "None reported so far; asked at the end of every visit.".to_owned()
    } else {
        format!("{}.", rows.join("; "))
    }
}

fn signature(therapist: &Therapist) -> Signature {
    let licence = [
        ("Licence", &therapist.licence.state),
        ("", &therapist.licence.number),
    ];
    let licence: Vec<String> = licence
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(word, value)| format!("{word} {value}").trim().to_owned())
        .collect();
    let npi = (!therapist.npi.is_empty())
        .then(|| format!("National Provider Identifier {}", therapist.npi));
    let training = therapist.training.iter().map(|row| {
        let hours = row
            .hours
            .map(|hours| format!(", {hours} hours"))
            .unwrap_or_default();
        format!("Dry needling training: {}{hours}", row.provider)
    });
    let phone = (!therapist.phone.is_empty()).then(|| format!("Phone {}", therapist.phone));
    let lines = [licence.join(" ")]
        .into_iter()
        .chain(npi)
        .chain(training)
        .chain(phone);
    Signature {
        name: therapist.name.clone(),
        credentials: therapist.credentials.clone(),
        lines: lines.filter(|line| !line.is_empty()).collect(),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    tidy(text)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
