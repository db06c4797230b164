//! Find anything: patients, sessions, words in notes, targets and letters, from one box.
//!
//! Every answer holds what whoever works now may see and nothing else: a front desk gets patients, an auditor
//! the chosen patients and days.

use filiform_catalogue::{Catalogue, ShortName};
use filiform_domain::entry::{Access, access};
use filiform_domain::find::{Piece, Query, Remark, Term, excerpt};
use filiform_domain::fold::fold;
use filiform_domain::ids::PatientId;
use filiform_domain::role::Right;
use filiform_domain::time::CalendarDate;
use filiform_store::{LetterHit, NoteHit, NotesWanted, SaidAt, SaidHit, SaidWanted, TargetWanted};

use crate::Filiform;
use crate::contract::{
    ExcerptPiece, FindAnything, FoundAnything, LetterFound, NoteFound, PatientLine, SaidFound,
    TargetFound,
};
use crate::error::Error;
use crate::practice::{Open, Sight};
use crate::wording;

/// More patients than these are not searched for `patient:`.
const MOST_PATIENTS: u32 = 200;
/// So many targets are offered for a name.
const TARGETS: usize = 3;
/// Fewer letters begin too much.
const SHORTEST: usize = 2;

/// Everything that has what was typed.
///
/// # Errors
/// [`Error::Locked`], or a damaged practice. Whatever is typed is no error.
pub fn find_anything(filiform: &Filiform, asked: FindAnything) -> Result<FoundAnything, Error> {
    let query = Query::read(&asked.query);
    filiform.with_sight_as(Right::SeePatients, |open, sight| {
        let search = Search {
            open,
            sight,
            catalogue: filiform.catalogue(),
            today: filiform.today(),
            limit: asked.limit.clamp(1, 200),
        };
        if query.is_empty() {
            let remarks = search.remarks(&query);
            return Ok(FoundAnything {
                remarks,
                ..FoundAnything::default()
            });
        }
        // That somebody searched is noted, never what for.
        open.store.note_access(Access {
            action: access::SEARCHED.into(),
            patient: None,
            times: 1,
        });
        search.run(&query, asked.inside)
    })
}

struct Search<'a> {
    open: &'a Open,
    sight: &'a Sight,
    catalogue: &'static Catalogue,
    today: CalendarDate,
    limit: u32,
}

impl Search<'_> {
    fn run(&self, query: &Query, inside: Option<PatientId>) -> Result<FoundAnything, Error> {
        let mut found = FoundAnything {
            patients: self.patients(query)?,
            remarks: self.remarks(query),
            ..FoundAnything::default()
        };
        if !self.sight.is_clinical() {
            return Ok(found);
        }
        let Some(wanted) = self.wanted(query, &mut found.remarks)? else {
            return Ok(found);
        };
        if let Some(patient) = inside.filter(|_| query.patients.is_empty()) {
            let of_one = NotesWanted {
                patients: Some(vec![patient]),
                ..wanted.clone()
            };
            found.inside = self.notes(&of_one)?;
        }
        if is_long_enough(query) {
            found.notes = self.notes(&wanted)?;
        }
        found.said = self.said(query, &wanted)?;
        found.letters = self.letters(query, &wanted)?;
        found.targets = self.targets(query);
        Ok(found)
    }

    fn remarks(&self, query: &Query) -> Vec<String> {
        let clinical = self.sight.is_clinical();
        let said = query
            .remarks
            .iter()
            .filter(|remark| clinical || **remark == Remark::TooMuch);
        said.map(|remark| remark.words().to_owned()).collect()
    }

    /// The patients of the words, unless the query asks for what only notes have.
    fn patients(&self, query: &Query) -> Result<Vec<PatientLine>, Error> {
        let words = query.about_patients();
        if words.is_empty() || (query.is_about_notes() && query.patients.is_empty()) {
            return Ok(Vec::new());
        }
        let found = self.open.store.find_patients(&words, self.limit)?;
        let seen = found.into_iter().filter(|line| self.sight.sees(line.id));
        Ok(seen
            .map(|line| wording::patient_line(line, self.today))
            .collect())
    }

    /// What the notes have to have; none when a filter names nothing that there is.
    fn wanted(
        &self,
        query: &Query,
        remarks: &mut Vec<String>,
    ) -> Result<Option<NotesWanted>, Error> {
        let regions = self.regions(query);
        let patients = self.patients_wanted(query)?;
        if !query.regions.is_empty() && regions.is_empty() {
            remarks.push("No region is called so.".to_owned());
            return Ok(None);
        }
        if !query.patients.is_empty() && patients.as_ref().is_some_and(Vec::is_empty) {
            remarks.push("No patient is called so.".to_owned());
            return Ok(None);
        }
        Ok(Some(NotesWanted {
            terms: query.terms.clone(),
            without: query.without.clone(),
            targets: query
                .targets
                .iter()
                .map(|typed| self.target(typed))
                .collect(),
            regions,
            patients,
            days: query.days,
        }))
    }

    /// A short name is one target; any other words are all the targets they fit, and those in own words.
    fn target(&self, typed: &str) -> TargetWanted {
        let ids = match self.catalogue.read_short_name(typed) {
            ShortName::Target(target) => vec![target.id.to_string()],
            ShortName::Refused(_) | ShortName::Unknown => {
                let found = self.catalogue.search_targets(typed).into_iter();
                found.map(|target| target.id.to_string()).collect()
            }
        };
        TargetWanted {
            ids,
            own: Term::of(typed, true),
        }
    }

    fn regions(&self, query: &Query) -> Vec<String> {
        let terms: Vec<Term> = query
            .regions
            .iter()
            .filter_map(|typed| Term::of(typed, true))
            .collect();
        let called = |name: &str| terms.iter().any(|term| term.is_in(&fold(name), false));
        let all = self.catalogue.regions().iter();
        all.filter(|region| called(&region.name) || called(region.id.as_str()))
            .map(|region| region.id.to_string())
            .collect()
    }

    /// The patients whose notes are looked through: those of the filter, and of those only the ones that may be
    /// seen.
    fn patients_wanted(&self, query: &Query) -> Result<Option<Vec<PatientId>>, Error> {
        if query.patients.is_empty() {
            return Ok(match self.sight {
                Sight::Chosen(audit) => Some(audit.patients.clone()),
                Sight::Whole | Sight::Demographics => None,
            });
        }
        let mut patients = Vec::new();
        for words in &query.patients {
            let found = self.open.store.find_patients(words, MOST_PATIENTS)?;
            patients.extend(found.into_iter().map(|line| line.id));
        }
        patients.retain(|patient| self.sight.sees(*patient));
        patients.sort_unstable();
        patients.dedup();
        Ok(Some(patients))
    }

    fn notes(&self, wanted: &NotesWanted) -> Result<Vec<NoteFound>, Error> {
        let may_read = |patient, day| self.sight.sees(patient) && self.sight.reads(day);
        let found = self.open.store.find_notes(wanted, &may_read, self.limit)?;
        let note = |hit| self.note(hit, wanted);
        Ok(found.into_iter().map(note).collect())
    }

    fn note(&self, hit: NoteHit, wanted: &NotesWanted) -> NoteFound {
        let pieces = excerpt(&hit.text, &wanted.terms, wanted.finds_anywhere());
        let pieces = self.named(pieces, &wanted.terms);
        NoteFound {
            session: hit.session,
            patient: hit.patient,
            name: listed(&hit.family_name, &hit.given_name),
            date: hit.started.date().words(),
            region: wording::region(self.catalogue, &hit.region),
            voided: hit.voided,
            excerpt: on_the_wire(pieces),
        }
    }

    /// What was said beside the notes: whoever may read a note of that day may read it.
    fn said(&self, query: &Query, wanted: &NotesWanted) -> Result<Vec<SaidFound>, Error> {
        let of_notes = !query.targets.is_empty() || !query.regions.is_empty();
        if of_notes || !is_long_enough(query) {
            return Ok(Vec::new());
        }
        let asked = SaidWanted {
            terms: wanted.terms.clone(),
            without: wanted.without.clone(),
            patients: wanted.patients.clone(),
            days: wanted.days,
        };
        let may_read = |patient, day| self.sight.sees(patient) && self.sight.reads(day);
        let found = self.open.store.find_said(&asked, &may_read, self.limit)?;
        let one = |hit| self.said_one(hit, wanted);
        Ok(found.into_iter().map(one).collect())
    }

    fn said_one(&self, hit: SaidHit, wanted: &NotesWanted) -> SaidFound {
        let (between, session, what) = match &hit.place {
            SaidAt::Between(kept) => {
                let line = wording::between::line(self.catalogue, kept);
                let who = (!line.who.is_empty()).then(|| line.who.clone());
                let what = [Some(line.what.clone()), who];
                let what: Vec<String> = what.into_iter().flatten().collect();
                (Some(line), None, what.join(" · "))
            }
            SaidAt::Note {
                session, voided, ..
            } => {
                let what = if *voided {
                    "Why a note was voided"
                } else {
                    "Added to a signed note"
                };
                (None, Some(*session), what.to_owned())
            }
        };
        SaidFound {
            patient: hit.patient,
            name: listed(&hit.family_name, &hit.given_name),
            what,
            date: hit.place.at().date().words(),
            between,
            session,
            excerpt: on_the_wire(excerpt(&hit.text, &wanted.terms, false)),
        }
    }

    /// Ids stand in the text of a note in place of names: "trapezius upper" is read as "Upper trapezius".
    fn named(&self, pieces: Vec<Piece>, terms: &[Term]) -> Vec<Piece> {
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let Some(name) = wording::name_of_id(self.catalogue, &whole.replace(' ', "-")) else {
            return pieces;
        };
        let marked = excerpt(&name, terms, true);
        if marked.is_empty() {
            vec![Piece {
                text: name,
                hit: true,
            }]
        } else {
            marked
        }
    }

    /// Letters are a therapist's: an auditor was given notes to read.
    fn letters(&self, query: &Query, wanted: &NotesWanted) -> Result<Vec<LetterFound>, Error> {
        let of_notes = !query.targets.is_empty() || !query.regions.is_empty();
        if *self.sight != Sight::Whole || of_notes || !is_long_enough(query) {
            return Ok(Vec::new());
        }
        let among = (wanted.patients.as_deref(), query.days);
        let found = self
            .open
            .store
            .find_letters(&query.terms, among, self.limit)?;
        Ok(found.into_iter().map(letter).collect())
    }

    fn targets(&self, query: &Query) -> Vec<TargetFound> {
        if query.is_about_notes() || !query.patients.is_empty() || !is_long_enough(query) {
            return Vec::new();
        }
        let words = query.about_patients();
        let found = self
            .catalogue
            .search_targets(&words)
            .into_iter()
            .take(TARGETS);
        found
            .map(|target| TargetFound {
                id: target.id.to_string(),
                name: target.name.clone(),
                region: wording::region(self.catalogue, target.region.as_str()),
                query: format!("target:{} ", target.id),
            })
            .collect()
    }
}

/// Whether there is a word that does not begin nearly everything, or something else to go by.
fn is_long_enough(query: &Query) -> bool {
    let mut words = query.terms.iter().flat_map(Term::words);
    query.is_about_notes()
        || !query.patients.is_empty()
        || words.any(|word| word.chars().count() >= SHORTEST)
}

fn letter(hit: LetterHit) -> LetterFound {
    LetterFound {
        patient: hit.patient,
        name: listed(&hit.family_name, &hit.given_name),
        id: hit.document.id.0.to_string(),
        what: wording::document(&hit.document.document),
        recipient: hit.document.recipient,
        date: hit.exported_at.date().words(),
    }
}

fn on_the_wire(pieces: Vec<Piece>) -> Vec<ExcerptPiece> {
    let piece = |Piece { text, hit }| ExcerptPiece { text, hit };
    pieces.into_iter().map(piece).collect()
}

fn listed(family_name: &str, given_name: &str) -> String {
    format!("{family_name}, {given_name}")
}
