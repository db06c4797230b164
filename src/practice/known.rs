//! Everything that a document may be made of, read once; and the full record made of it, which leaves by itself and in an
//! archive.

mod fields;
pub(crate) mod full_record;

use std::collections::BTreeMap;

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::VoidReason;
use filiform_domain::entry::{Entry, PracticeChanged};
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::patient::Patient;
use filiform_domain::picture::{Picture, PictureOf};
use filiform_domain::practice::{Practice, Therapist};
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_report::{Block, Document, Paper, Row};
use filiform_store::{Fingerprint, KeptEntry, KeptEpisode, SignedSession};

use crate::Filiform;
use crate::contract::{DocumentForm, DocumentKind, LetterPaper, OutcomeSeries, SafetyLines};
use crate::error::Error;
use crate::practice::{Course, Open, Safety};
use crate::wording;

/// What is known of a patient, and the choices for one document.
pub(crate) struct Known<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) form: &'a DocumentForm,
    pub(crate) now: Instant,
    pub(crate) practice: Practice,
    logo: Option<Picture>,
    pub(crate) me: Therapist,
    my_id: TherapistId,
    /// The image of my own signature.
    image: Option<Picture>,
    pub(crate) patient: Patient,
    /// Every signed session, oldest visit first; voided ones and those that were not held are among them.
    pub(crate) signed: Vec<SignedSession>,
    pub(crate) episodes: Vec<KeptEpisode>,
    /// What was heard of after a visit.
    pub(crate) later: Vec<ReportedEvent>,
    pub(crate) safety: SafetyLines,
    pub(crate) course: Course,
    /// Whoever ever signed here.
    pub(crate) staff: BTreeMap<TherapistId, Therapist>,
    /// Every entry about the patient; read for the full record alone.
    pub(crate) entries: Vec<KeptEntry>,
    head: Fingerprint,
}

impl<'a> Known<'a> {
    pub(crate) fn of(
        filiform: &'a Filiform,
        open: &Open,
        id: PatientId,
        form: &'a DocumentForm,
    ) -> Result<Self, Error> {
        let catalogue = filiform.catalogue();
        let patient = open.store.patient(id)?.ok_or(Error::Gone)?.patient;
        let mut signed = open.store.sessions(id)?;
        signed.sort_by_key(|signed| (signed.session.started.utc_ms, signed.session.id));
        let newest = signed.iter().rev().filter(|signed| signed.voided.is_none());
        let newest: Vec<SessionId> = newest.map(|signed| signed.session.id).collect();
        let safety = Safety::of(open, id)?.with_visits(open, &newest)?;
        let staff = open.store.therapists()?.into_iter();
        let PracticeChanged {
            id: here, practice, ..
        } = open.store.practice()?;
        let entries = match form.kind {
            DocumentKind::FullRecord => open.store.record(id)?,
            _ => Vec::new(),
        };
        Ok(Self {
            catalogue,
            form,
            now: filiform.now(),
            logo: open.store.picture(PictureOf::Logo(here))?,
            image: open.store.picture(PictureOf::Signature(open.me))?,
            practice,
            me: open.therapist(open.me)?,
            my_id: open.me,
            patient,
            signed,
            later: open.later_events(id)?,
            safety: safety.lines(catalogue, filiform.today()),
            course: Course::of(open, id, form.episode)?,
            episodes: open.store.episodes(id)?,
            staff: staff.map(|kept| (kept.id, kept.therapist)).collect(),
            entries,
            head: open.store.fingerprint(),
        })
    }

    pub(crate) fn today(&self) -> CalendarDate {
        self.now.date()
    }

    /// "A. Rivera, PT, DPT".
    pub(crate) fn signer(&self, id: TherapistId) -> String {
        self.staff.get(&id).map_or_else(String::new, |therapist| {
            wording::sessions::signer(&therapist.name, &therapist.credentials)
        })
    }

    /// The visits that were held and hold, oldest first.
    pub(crate) fn held(&self) -> Vec<Session> {
        let held = self
            .signed
            .iter()
            .filter(|signed| signed.voided.is_none() && signed.session.note.not_held.is_none());
        held.map(|signed| signed.session.clone()).collect()
    }

    /// The visits of the episode that the document speaks of, oldest first.
    pub(crate) fn visits(&self) -> Vec<Session> {
        let of_course: Vec<SessionId> = self.course.held().map(|visit| visit.id).collect();
        let mut held = self.held();
        held.retain(|visit| of_course.contains(&visit.id));
        held
    }

    /// The visit that the document speaks of: the one that was chosen, or the latest that holds.
    pub(crate) fn visit(&self) -> Option<&SignedSession> {
        let chosen = self.form.session;
        let mut all = self.signed.iter().rev();
        match chosen {
            Some(id) => all.find(|signed| signed.session.id == id),
            None => all.find(|signed| signed.voided.is_none()),
        }
    }

    /// The episode that the document speaks of: the one that was chosen, the open one, or the latest.
    pub(crate) fn episode(&self) -> Option<&KeptEpisode> {
        self.course.shown().or_else(|| self.episodes.first())
    }

    /// Pain before the visits and each series of scores of the course.
    pub(crate) fn series(&self) -> Vec<OutcomeSeries> {
        wording::outcomes::series(self.catalogue, &self.course)
    }

    /// The first and the last day of the visits that the document speaks of.
    pub(crate) fn period(&self) -> Option<(CalendarDate, CalendarDate)> {
        let (first, last) = match self.form.kind {
            DocumentKind::ProcedureNote
            | DocumentKind::Superbill
            | DocumentKind::AftercareSlip
            | DocumentKind::UrgentSheet => {
                let day = self.visit()?.session.started;
                (day, day)
            }
            DocumentKind::FullRecord | DocumentKind::CoveragePage => {
                let held = self.held();
                (held.first()?.started, held.last()?.started)
            }
            DocumentKind::ProgressReport
            | DocumentKind::DischargeSummary
            | DocumentKind::InitialEvaluation
            | DocumentKind::PlanOfCare => {
                let visits = self.visits();
                (visits.first()?.started, visits.last()?.started)
            }
            DocumentKind::ConsentForm | DocumentKind::InformationSheet => return None,
        };
        Some((first.date(), last.date()))
    }

    /// The sentences about adverse events in the course of care, each with its outcome.
    pub(crate) fn harm(&self) -> Vec<String> {
        let days: Vec<CalendarDate> = self.visits().iter().map(|v| v.started.date()).collect();
        let (first, closed) = (days.first().copied(), self.closed_on());
        let later: Vec<&ReportedEvent> = self.later.iter().collect();
        wording::harm::sentences(self.catalogue, &self.held(), &later, |day| {
            first.is_some_and(|first| day >= first) && closed.is_none_or(|end| day <= end)
        })
    }

    fn closed_on(&self) -> Option<CalendarDate> {
        let shown = self.course.shown()?;
        Some(shown.episode.discharge.as_ref()?.date)
    }

    /// How many notes tell of another patient, and are withheld.
    pub(crate) fn withheld(&self) -> usize {
        let wrong =
            |signed: &&SignedSession| signed.void_reason() == Some(VoidReason::WrongPatient);
        self.signed.iter().filter(wrong).count()
    }

    /// The diagnosis in words with its code: "Neck pain (M54.2)", a line each.
    pub(crate) fn diagnoses(&self) -> Vec<String> {
        let episode = self.episode().map(|kept| &kept.episode);
        let conditions = episode
            .map(|episode| &episode.conditions)
            .filter(|rows| !rows.is_empty())
            .unwrap_or(&self.patient.conditions);
        let words = conditions.iter().map(|row| {
            let name = wording::condition(self.catalogue, &row.condition);
            if row.icd10cm.is_empty() {
                name
            } else {
                format!("{name} (ICD-10-CM {})", row.icd10cm)
            }
        });
        let own = episode.and_then(|episode| episode.diagnosis.clone());
        words.chain(own).collect()
    }

    /// An empty document of this title with its head and the patient in a box.
    pub(crate) fn sheet(&self, title: &str) -> Document {
        let sex = match self.patient.sex {
            filiform_domain::patient::Sex::Female => "female",
            filiform_domain::patient::Sex::Male => "male",
            filiform_domain::patient::Sex::Other => "other",
            filiform_domain::patient::Sex::Unknown => "",
        };
        let age = self.patient.birth_date.age_on(self.today());
        let born = age.map_or_else(
            || self.patient.birth_date.words(),
            |age| format!("{} ({age})", self.patient.birth_date.words()),
        );
        let facts = [
            ("Patient", self.patient.full_name()),
            ("Born", born),
            ("Sex", sex.to_owned()),
            ("Record number", self.patient.record_number.clone()),
        ];
        let facts = facts.into_iter().filter(|(_, said)| !said.is_empty());
        Document {
            paper: match self.form.paper {
                LetterPaper::Letter => Paper::Letter,
                LetterPaper::A4 => Paper::A4,
            },
            title: title.to_owned(),
            about: String::new(),
            letterhead: wording::letterhead::letterhead(&self.practice, self.logo.as_ref()),
            date: self.today().words(),
            addressee: lines(&self.form.recipient),
            subject: self.patient.full_name(),
            author: self.me.name.clone(),
            facts: facts.map(|(label, said)| Row::new(label, said)).collect(),
            blocks: Vec::new(),
            fingerprint: wording::record::short(&self.head),
            record: wording::record::mark(&self.head),
        }
    }

    /// The therapist's own paragraphs, where there are any.
    pub(crate) fn own_words(&self, blocks: &mut Vec<Block>) {
        if !self.form.own_words.trim().is_empty() {
            section(blocks, "Remarks");
            blocks.push(text(&self.form.own_words));
        }
    }

    /// The signature of whoever makes the document.
    pub(crate) fn signed_by_me(&self) -> Block {
        Block::Signed {
            signature: wording::letterhead::signature(&self.me, self.image.as_ref()),
        }
    }

    /// The signature of whoever needled, with its image only where that is whoever makes the document, of a note that
    /// holds.
    pub(crate) fn signed_by_therapist(&self, signed: &SignedSession) -> Block {
        let therapist = self.staff.get(&signed.session.therapist);
        let mine = signed.session.therapist == self.my_id && signed.voided.is_none();
        let image = self.image.as_ref().filter(|_| mine);
        Block::Signed {
            signature: wording::letterhead::signature(therapist.unwrap_or(&self.me), image),
        }
    }

    /// Whether an entry is about an attached file that tells of another patient.
    pub(crate) fn tells_of_another(&self, entry: &Entry) -> bool {
        let of = |entry: &Entry| match entry {
            Entry::AttachmentAdded(attached) => Some(attached.id),
            Entry::AttachmentWithdrawn(gone) => Some(gone.attachment.id),
            _ => None,
        };
        let Some(file) = of(entry) else {
            return false;
        };
        self.entries.iter().any(|kept| match &kept.entry {
            Entry::AttachmentWithdrawn(gone) => {
                gone.attachment.id == file && gone.reason == VoidReason::WrongPatient
            }
            _ => false,
        })
    }

    /// What a reader should know of the notes behind a document.
    pub(crate) fn note_withheld(&self, blocks: &mut Vec<Block>) {
        if let Some(said) = wording::amendments::withheld(self.withheld()) {
            blocks.push(Block::Small {
                said: format!("{said}."),
            });
        }
    }
}

pub(crate) fn section(blocks: &mut Vec<Block>, title: &str) {
    blocks.push(Block::Section {
        title: title.to_owned(),
    });
}

pub(crate) fn text(said: impl Into<String>) -> Block {
    Block::Text { said: said.into() }
}

pub(crate) fn list<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Block {
    Block::List {
        items: items.into_iter().map(Into::into).collect(),
    }
}

pub(crate) fn lines(typed: &str) -> Vec<String> {
    let lines = typed.lines().map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// Rows of the pairs that say something.
pub(crate) fn rows<L: Into<String>>(pairs: impl IntoIterator<Item = (L, String)>) -> Vec<Row> {
    let filled = pairs
        .into_iter()
        .filter(|(_, said)| !said.trim().is_empty());
    filled.map(|(label, said)| Row::new(label, said)).collect()
}
