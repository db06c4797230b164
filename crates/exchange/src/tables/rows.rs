//! One patient's record as rows.

use std::collections::BTreeSet;

use filiform_domain::amendment::Amended;
use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::TherapistId;
use filiform_domain::letter::LetterWritten;
use filiform_domain::not_held::VisitNotHeld;
use filiform_domain::retention::Hold;
use serde::Serialize;
use serde_json::{Value, json};

use super::plan::{Plan, Tops};
use super::{Cell, Row, entries};
use crate::record::{Kept, Record, Staff, Visit};

/// Every row of the record, in the order of the ledger; sessions by the moment of the visit.
pub(super) fn of(plans: &[Plan], record: &Record, staff: &Staff) -> Vec<Row> {
    let mut made = Made {
        tops: Tops(plans),
        patient: id(record.patient),
        rows: Vec::new(),
    };
    made.person(record);
    for course in record.episodes() {
        let lead = [
            id(course.written.id),
            signed_at(course.kept),
            signed_by(course.kept),
        ];
        made.whole(Tops::EPISODES, &lead, &course.written.episode.to_draft());
    }
    for visit in record.visits() {
        made.visit(&visit);
    }
    for kept in &record.entries {
        made.entry(kept);
        if !record.tells_withheld(kept) {
            made.attachment(kept);
        }
    }
    made.entries(record);
    made.signers(record, staff);
    made.rows
}

struct Made<'a> {
    tops: Tops<'a>,
    patient: Cell,
    rows: Vec<Row>,
}

impl Made<'_> {
    fn person(&mut self, record: &Record) {
        if let Some((patient, registered, changed)) = record.person() {
            let lead = [
                signed_at(registered),
                signed_by(registered),
                signed_at(changed),
            ];
            self.whole(Tops::PATIENTS, &lead, &patient.to_draft());
        }
    }

    fn visit(&mut self, visit: &Visit<'_>) {
        let withheld = visit.is_withheld();
        let reason = visit.voided.and_then(|voided| json(&voided.reason));
        let lead = [
            id(visit.signed.id),
            Cell::Moment(visit.started),
            signer(visit.signed.therapist),
            signed_at(visit.kept),
            signed_by(visit.kept),
            Cell::count(visit.added.len() - usize::from(visit.voided.is_some())),
            reason.map_or(Cell::Empty, |reason| Cell::of(&reason)),
            Cell::YesNo(withheld),
        ];
        let note = if withheld {
            None
        } else {
            json(visit.note).map(with_pain_now)
        };
        self.add(Tops::SESSIONS, &lead, &note.unwrap_or_default());
        for (n, kept) in (1..).zip(&visit.added) {
            self.addition(visit, n, kept, withheld);
        }
    }

    fn addition(&mut self, visit: &Visit<'_>, n: usize, kept: &Kept, withheld: bool) {
        let (what, why, words) = match &kept.entry {
            Entry::SessionAmended(amendment) => match &amendment.what {
                Amended::Correction(_) => ("correction", amendment.why.as_str(), ""),
                Amended::Addendum(words) => ("addendum", amendment.why.as_str(), words.as_str()),
            },
            Entry::SessionVoided(voiding) => ("void", voiding.words.as_str(), ""),
            _ => return,
        };
        let told = |text: &str| {
            if withheld {
                Cell::Empty
            } else {
                Cell::text(text)
            }
        };
        let lead = [
            id(visit.signed.id),
            Cell::count(n),
            signed_at(kept),
            signed_by(kept),
            Cell::text(what),
            told(why),
            told(words),
        ];
        self.add(Tops::AMENDMENTS, &lead, &Value::Null);
    }

    /// What is a row by itself, whatever came after it.
    fn entry(&mut self, kept: &Kept) {
        let (at, by, own) = (signed_at(kept), signed_by(kept), id(kept.id));
        match &kept.entry {
            Entry::ScreeningAnswered(answered) => {
                self.whole(Tops::SCREENINGS, &[own, at, by], &answered.sheet);
            }
            Entry::ConsentGiven(consent) => {
                self.whole(Tops::CONSENTS, &[id(consent.id), at, by], &consent.form);
            }
            Entry::ConsentWithdrawn(withdrawal) => {
                let said = Cell::text(withdrawal.said.as_deref().unwrap_or_default());
                let lead = [own, at, by, Cell::Moment(withdrawal.at), said];
                self.add(Tops::WITHDRAWALS, &lead, &Value::Null);
            }
            Entry::ContactLogged(contact) => {
                self.whole(
                    Tops::CONTACTS,
                    &[id(contact.id), at, by],
                    &contact.to_draft(),
                );
            }
            Entry::EventReported(event) => {
                self.whole(
                    Tops::LATER_EVENTS,
                    &[id(event.id), at, by],
                    &event.to_draft(),
                );
            }
            Entry::DocumentExported(document) => self.document(document, [at, by]),
            Entry::HoldSet(hold) => self.hold(&[own, at, by], "set", hold),
            Entry::HoldLifted(hold) => self.hold(&[own, at, by], "lifted", hold),
            Entry::VisitNotHeld(visit) => self.not_held(visit, [at, by], "recorded"),
            Entry::NotHeldTakenBack(visit) => self.not_held(visit, [at, by], "taken-back"),
            _ => {}
        }
    }

    fn hold(&mut self, lead: &[Cell], what: &str, hold: &Hold) {
        let lead = [lead, &[Cell::text(what), Cell::text(&hold.reason)]].concat();
        self.add(Tops::HOLDS, &lead, &Value::Null);
    }

    /// A document that left, and what was typed for it when it was a letter.
    fn document(&mut self, document: &DocumentExported, [at, by]: [Cell; 2]) {
        let day = |day: Option<_>| day.map_or(Cell::Empty, Cell::Day);
        let words = |text: &Option<String>| Cell::text(text.as_deref().unwrap_or_default());
        let letter = document.letter.as_deref();
        let typed =
            |of: fn(&LetterWritten) -> String| Cell::text(&letter.map(of).unwrap_or_default());
        let lead = [
            id(document.id),
            at,
            by,
            Cell::text(&document.document),
            Cell::text(&document.recipient),
            words(&document.purpose),
            words(&document.authority),
            day(document.period.map(|(from, _)| from)),
            day(document.period.map(|(_, to)| to)),
            Cell::Whole(i64::from(document.pages)),
            Cell::text(&document.sha256),
            typed(|letter| letter.addressee.join("\n")),
            typed(|letter| letter.news.clone()),
            typed(|letter| letter.opinion.clone()),
            typed(|letter| letter.plan.clone()),
            typed(|letter| letter.own_words.clone()),
            typed(|letter| letter.parts.left_out().join("; ")),
        ];
        self.add(Tops::DOCUMENTS, &lead, &Value::Null);
    }

    fn not_held(&mut self, visit: &VisitNotHeld, [at, by]: [Cell; 2], what: &str) {
        let word = |chosen: Option<Value>| chosen.map_or(Cell::Empty, |word| Cell::of(&word));
        let lead = [
            id(visit.id),
            at,
            by,
            Cell::text(what),
            Cell::Moment(visit.at),
            word(json(&visit.how)),
            word(visit.by.as_ref().and_then(json)),
            Cell::text(visit.name.as_deref().unwrap_or_default()),
        ];
        self.add(Tops::NOT_HELD, &lead, &Value::Null);
    }

    /// A file that was attached, or withdrawn.
    fn attachment(&mut self, kept: &Kept) {
        let (what, file, gone) = match &kept.entry {
            Entry::AttachmentAdded(attached) => ("attached", &**attached, None),
            Entry::AttachmentWithdrawn(gone) => ("withdrawn", &gone.attachment, Some(gone)),
            _ => return,
        };
        let word = |chosen: Option<Value>| chosen.map_or(Cell::Empty, |word| Cell::of(&word));
        let lead = [
            id(file.id),
            signed_at(kept),
            signed_by(kept),
            Cell::text(what),
            word(json(&file.kind)),
            Cell::text(&file.title),
            Cell::Day(file.date),
            file.session.map_or(Cell::Empty, id),
            word(json(&file.file.format)),
            Cell::Whole(i64::from(file.file.bytes)),
            Cell::text(&file.file.sha256),
            word(gone.and_then(|gone| json(&gone.reason))),
            Cell::text(gone.map_or("", |gone| gone.words.as_str())),
        ];
        self.add(Tops::ATTACHMENTS, &lead, &Value::Null);
    }

    fn entries(&mut self, record: &Record) {
        for (n, kept) in (1..).zip(&record.entries) {
            if record.tells_withheld(kept) {
                let session = entries::session_of(&kept.entry).map_or(Cell::Empty, id);
                let kind = Cell::text(kept.entry.kind());
                let lead = [session, id(kept.id), kind, signed_at(kept), signed_by(kept)];
                self.add(Tops::WITHHELD, &lead, &Value::Null);
                continue;
            }
            for lead in entries::of(n, kept) {
                self.add(Tops::ENTRIES, &lead, &Value::Null);
            }
        }
    }

    fn signers(&mut self, record: &Record, staff: &Staff) {
        let mut who: BTreeSet<TherapistId> =
            record.entries.iter().map(|kept| kept.author).collect();
        who.extend(record.visits().iter().map(|visit| visit.signed.therapist));
        for one in who {
            let known = staff.get(&one);
            let text = |part: fn(&crate::record::Signer) -> &str| {
                known.map_or(Cell::Empty, |known| Cell::text(part(known)))
            };
            let lead = [
                signer(one),
                text(|known| &known.therapist.name),
                text(|known| &known.therapist.credentials),
                text(|known| &known.therapist.npi),
                text(|known| &known.public_key),
            ];
            self.add(Tops::SIGNERS, &lead, &Value::Null);
        }
    }

    fn whole(&mut self, top: usize, lead: &[Cell], draft: &impl Serialize) {
        self.add(top, lead, &json(draft).unwrap_or_default());
    }

    fn add(&mut self, top: usize, lead: &[Cell], draft: &Value) {
        if let Some(plan) = self.tops.get(top) {
            // The keys of the tables below: the patient, and the thing where the table has one.
            let thing = usize::from(Tops::has_thing(top));
            let keys: Vec<Cell> = std::iter::once(&self.patient)
                .chain(lead.iter().take(thing))
                .cloned()
                .collect();
            let rest: Vec<Cell> = lead.iter().skip(thing).cloned().collect();
            fall(plan, &keys, rest, draft, &mut self.rows);
        }
    }
}

/// Puts a draft into its table and the lists in it into theirs.
fn fall(plan: &Plan, keys: &[Cell], lead: Vec<Cell>, draft: &Value, rows: &mut Vec<Row>) {
    let fields = plan
        .fields
        .iter()
        .map(|path| at(draft, path).map_or(Cell::Empty, Cell::of));
    let cells = keys.iter().cloned().chain(lead).chain(fields).collect();
    rows.push(Row {
        table: plan.table,
        cells,
    });
    for (path, below) in &plan.below {
        let list = at(draft, path).and_then(Value::as_array);
        for (n, row) in (1..).zip(list.into_iter().flatten()) {
            let keys = [keys, &[Cell::Whole(n)]].concat();
            fall(below, &keys, Vec::new(), row, rows);
        }
    }
}

fn at<'a>(draft: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(draft, |value, step| value.get(step))
}

/// The two ratings "pain now" of a visit stand in the note by themselves; in the table of pain they are rows like
/// every other rating, so that a series is read from one table.
fn with_pain_now(mut note: Value) -> Value {
    let rating = |field: &str, moment: &str| {
        let value = note.get(field).filter(|value| !value.is_null())?;
        Some(json!({"scale": "nprs", "value": value, "window": "now", "moment": moment}))
    };
    let now = [
        rating("pain_before", "before"),
        rating("pain_after", "after"),
    ];
    if let Some(pains) = note.get_mut("pains").and_then(Value::as_array_mut) {
        let others = std::mem::take(pains);
        pains.extend(now.into_iter().flatten().chain(others));
    }
    note
}

fn json(value: &impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

fn id(id: impl ToString) -> Cell {
    Cell::Text(id.to_string())
}

fn signer(who: TherapistId) -> Cell {
    id(who)
}

fn signed_at(kept: &Kept) -> Cell {
    Cell::Moment(kept.recorded_at)
}

fn signed_by(kept: &Kept) -> Cell {
    signer(kept.author)
}
