//! Who did what in words: one line for every kind of entry, whether its content is still there or not.

use filiform_domain::attachment::Attachment;
use filiform_domain::consent::ConsentKind;
use filiform_domain::entry::{
    Access, AuditExported, BackupMade, DocumentExported, Entry, Restored, access,
};
use filiform_domain::episode::EpisodeWritten;
use filiform_domain::imported::{ImportUndone, RecordImported};
use filiform_domain::picture::{PictureChanged, PictureOf};
use filiform_domain::retention::{Ground, RecordDestroyed};
use filiform_domain::session::Session;
use filiform_domain::time::CalendarDate;
use filiform_store::AuditLine as Kept;

use super as wording;
use crate::contract::{AuditGroup, AuditLine};
use crate::wording::retention::rule_words;

/// What stands for the name of whoever failed to unlock: nobody knows who it was.
const UNKNOWN: &str = "Unknown";

/// One entry as a line of the list. `who` is the name of its author.
pub(crate) fn line(kept: Kept, who: String) -> AuditLine {
    let (group, phrase) = of_kind(&kept.kind);
    let access = match &kept.entry {
        Some(Entry::Access(access)) => Some(access),
        _ => None,
    };
    let failed = access.is_some_and(|access| access.action == access::UNLOCK_FAILED);
    let phrase = match &kept.entry {
        Some(Entry::DocumentExported(entry)) => document_phrase(&entry.document),
        _ => phrase,
    };
    let what = access.map_or(phrase, access_phrase).to_owned();
    let details = match &kept.entry {
        Some(entry) => details(entry),
        None => "the content was destroyed with the record".to_owned(),
    };
    AuditLine {
        id: kept.id,
        seq: kept.seq,
        group,
        date: kept.recorded_at.date().words(),
        time: kept.recorded_at.clock(),
        who: if failed { UNKNOWN.to_owned() } else { who },
        what,
        details,
        patient: kept.patient,
        destroyed: kept.patient.is_some() && kept.name.is_none(),
        name: match (kept.patient, kept.name) {
            (None, _) => String::new(),
            (Some(_), Some((family, given))) => format!("{family}, {given}"),
            (Some(_), None) => "Destroyed record".to_owned(),
        },
        kind: kept.kind,
    }
}

/// What left, by the word that the entry has for it.
fn document_phrase(document: &str) -> &'static str {
    match document {
        document if document.starts_with("record-") => "Exported the record",
        "referral-letter" => "Exported a letter",
        "outcome-chart" | "treated-sites-chart" => "Exported a chart",
        _ => "Exported a document",
    }
}

/// The kinds of entries of a group.
pub(crate) fn kinds_of(group: AuditGroup) -> Vec<&'static str> {
    let kinds = Entry::KINDS.iter().copied();
    kinds.filter(|kind| of_kind(kind).0 == group).collect()
}

/// "Signed a note": what an entry of this kind is.
pub(crate) fn phrase(kind: &str) -> &'static str {
    of_kind(kind).1
}

/// The group of a kind and what was done, by the stable word: the content may be gone. A test holds every kind
/// to a line here.
fn of_kind(kind: &str) -> (AuditGroup, &'static str) {
    match kind {
        "practice-changed" => (AuditGroup::Practice, "Set the practice's details"),
        "therapist-added" => (AuditGroup::Practice, "Added a therapist"),
        "therapist-changed" => (AuditGroup::Practice, "Changed a therapist's details"),
        "therapist-removed" => (AuditGroup::Practice, "Removed a therapist"),
        "key-changed" => (AuditGroup::Practice, "Changed the file's key"),
        "patient-registered" => (AuditGroup::Patients, "Registered the patient"),
        "patient-changed" => (AuditGroup::Patients, "Changed the patient's details"),
        "episode-opened" => (AuditGroup::Patients, "Opened an episode of care"),
        "episode-changed" => (AuditGroup::Patients, "Changed an episode of care"),
        "episode-closed" => (AuditGroup::Patients, "Closed an episode of care"),
        "session-signed" => (AuditGroup::Notes, "Signed a note"),
        "session-amended" => (AuditGroup::Notes, "Amended a note"),
        "session-voided" => (AuditGroup::Notes, "Voided a note"),
        "screening-answered" => (AuditGroup::Safety, "Signed the screening"),
        "consent-given" => (AuditGroup::Safety, "Recorded a consent"),
        "consent-withdrawn" => (AuditGroup::Safety, "Recorded that consent was withdrawn"),
        "screening-policy-set" => (AuditGroup::Practice, "Set the screening policy"),
        "contact-logged" => (AuditGroup::Between, "Logged a contact"),
        "event-reported" => (AuditGroup::Between, "Reported an adverse event"),
        "measure-scored" => (AuditGroup::Between, "Scored an outcome measure"),
        "score-taken-back" => (AuditGroup::Between, "Took a score back"),
        "document-exported" => (AuditGroup::Exports, "Exported a letter"),
        "retention-set" => (AuditGroup::Practice, "Set how long records are kept"),
        "hold-set" => (AuditGroup::Retention, "Laid a legal hold on the record"),
        "hold-lifted" => (AuditGroup::Retention, "Lifted the legal hold"),
        "record-destroyed" => (AuditGroup::Retention, "Destroyed the record"),
        "audit-exported" => (AuditGroup::Exports, "Exported the list of who did what"),
        "backup-made" => (AuditGroup::Practice, "Made a backup"),
        "restored" => (AuditGroup::Practice, "Restored the practice from a backup"),
        "record-imported" => (AuditGroup::Patients, "Imported records"),
        "import-undone" => (AuditGroup::Patients, "Took an import back"),
        "access" => (AuditGroup::Access, "Looked at the record"),
        "visit-not-held" => (AuditGroup::Between, "Recorded a visit that was not held"),
        "not-held-taken-back" => (AuditGroup::Between, "Took back that a visit was not held"),
        "picture-changed" => (AuditGroup::Practice, "Changed a picture of letters"),
        "attachment-added" => (AuditGroup::Between, "Attached a file"),
        "attachment-withdrawn" => (AuditGroup::Between, "Withdrew an attached file"),
        _ => (AuditGroup::Practice, UNNAMED),
    }
}

/// Said of a kind that has no words. No kind has none.
const UNNAMED: &str = "Wrote an entry";

/// More about an entry. Exhaustive, so that a new kind of entry is not forgotten here.
fn details(entry: &Entry) -> String {
    match entry {
        Entry::PracticeChanged(entry) => entry.practice.name.clone(),
        Entry::TherapistAdded(entry) => {
            format!("{}, {}", entry.therapist.name, entry.role.name().words())
        }
        Entry::TherapistChanged(entry) => match &entry.role {
            None => entry.therapist.name.clone(),
            Some(role) => format!("{}, now {}", entry.therapist.name, role.name().words()),
        },
        Entry::KeyChanged(entry) => format!("header revision {}", entry.header_revision),
        Entry::EpisodeOpened(written)
        | Entry::EpisodeChanged(written)
        | Entry::EpisodeClosed(written) => begun(written),
        Entry::SessionSigned(session) => visit(session),
        Entry::SessionAmended(amendment) if amendment.is_correction() => "corrected".to_owned(),
        Entry::SessionAmended(_) => "an addendum".to_owned(),
        // What belongs to the reason may name another patient.
        Entry::SessionVoided(voiding) => voiding.reason.words().to_owned(),
        Entry::ConsentGiven(consent) => match consent.kind {
            ConsentKind::Written => "written".to_owned(),
            ConsentKind::Verbal => "by word of mouth".to_owned(),
        },
        Entry::ContactLogged(contact) => format!("of {}", wording::between::moment(contact.at)),
        Entry::EventReported(event) => {
            format!("heard of {}", wording::between::moment(event.heard))
        }
        Entry::MeasureScored(score) => match score.corrects {
            Some(_) => format!("of {}, corrected", score.day.words()),
            None => format!("of {}", score.day.words()),
        },
        Entry::ScoreTakenBack(gone) => format!("of {}", gone.score.day.words()),
        Entry::DocumentExported(entry) => exported(entry),
        Entry::RetentionSet(entry) => entry
            .rule
            .map_or_else(|| "no rule any more".to_owned(), rule_words),
        Entry::HoldSet(hold) | Entry::HoldLifted(hold) => hold.reason.clone(),
        Entry::RecordDestroyed(entry) => destroyed(entry),
        Entry::AuditExported(entry) => list_exported(entry),
        Entry::BackupMade(entry) => backed_up(entry),
        Entry::Restored(entry) => restored(entry),
        Entry::RecordImported(imported) => brought(imported),
        Entry::ImportUndone(undone) => taken_back(undone),
        Entry::Access(access) => times(access),
        Entry::VisitNotHeld(visit) | Entry::NotHeldTakenBack(visit) => {
            let of = wording::between::moment(visit.at);
            format!("visit of {of}, {}", visit.how.words())
        }
        Entry::PictureChanged(change) => pictured(change),
        Entry::AttachmentAdded(attached) => attachment(attached),
        // Its title may name another patient.
        Entry::AttachmentWithdrawn(gone) => gone.reason.words().to_owned(),
        Entry::PatientRegistered(_)
        | Entry::PatientChanged(_)
        | Entry::ScreeningAnswered(_)
        | Entry::ConsentWithdrawn(_)
        | Entry::ScreeningPolicySet(_)
        | Entry::TherapistRemoved(_) => String::new(),
    }
}

fn pictured(change: &PictureChanged) -> String {
    let what = match change.of {
        PictureOf::Logo(_) => "the logo of the practice",
        PictureOf::Signature(_) => "the signature",
    };
    let gone = if change.picture.is_none() {
        ", taken away"
    } else {
        ""
    };
    format!("{what}{gone}")
}

/// What and of which day; a title may be clinical, or another patient's.
fn attachment(attached: &Attachment) -> String {
    let (what, format) = (attached.kind.words(), attached.file.format.words());
    format!("{what} of {}, {format}", attached.date.words())
}

fn brought(imported: &RecordImported) -> String {
    let patient = and_patient(imported.registered.is_some());
    let (notes, from) = (notes(imported.notes.len()), &imported.source.system);
    format!("{patient}{notes}; from {from}")
}

fn taken_back(undone: &ImportUndone) -> String {
    let notes = notes(undone.notes.try_into().unwrap_or(usize::MAX));
    format!("{}{notes}", and_patient(undone.registered))
}

fn and_patient(registered: bool) -> &'static str {
    if registered { "the patient and " } else { "" }
}

fn notes(number: usize) -> String {
    match number {
        1 => "1 note".to_owned(),
        number => format!("{number} notes"),
    }
}

fn backed_up(entry: &BackupMade) -> String {
    match entry.folders {
        1 => format!("up to entry {}, in 1 folder", entry.head.seq),
        folders => format!("up to entry {}, in {folders} folders", entry.head.seq),
    }
}

fn restored(entry: &Restored) -> String {
    let made = wording::between::moment(entry.made);
    format!("made {made}, up to entry {}", entry.head.seq)
}

fn begun(written: &EpisodeWritten) -> String {
    let again = if written.reopened {
        ", opened again"
    } else {
        ""
    };
    format!("begun on {}{again}", written.episode.opened_on.words())
}

fn visit(session: &Session) -> String {
    let held = if session.note.not_held.is_some() {
        ", which was not held"
    } else {
        ""
    };
    format!(
        "visit of {}{held}",
        wording::between::moment(session.started)
    )
}

fn exported(entry: &DocumentExported) -> String {
    let to = |recipient: &str| match recipient {
        "" => "to nobody by name".to_owned(),
        name => format!("to {name}"),
    };
    let period = entry
        .period
        .map(|(first, last)| wording::period(first, last));
    let which = (entry.document != "referral-letter" && !entry.document.starts_with("record-"))
        .then(|| wording::document(&entry.document).to_lowercase());
    let parts = [
        which,
        Some(to(&entry.recipient)),
        entry
            .purpose
            .as_ref()
            .map(|purpose| format!("for: {purpose}")),
        entry
            .authority
            .as_ref()
            .map(|authority| format!("on the authority of: {authority}")),
        period.map(|period| format!("visits {period}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn list_exported(entry: &AuditExported) -> String {
    let lines = match entry.lines {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    };
    let period = match entry.period {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {}", from.words())),
        (None, Some(to)) => Some(format!("until {}", to.words())),
        (Some(from), Some(to)) => Some(wording::period(from, to)),
    };
    std::iter::once(lines)
        .chain(period)
        .collect::<Vec<_>>()
        .join("; ")
}

fn destroyed(entry: &RecordDestroyed) -> String {
    let due = |due: CalendarDate| format!("the time to keep it was over on {}", due.words());
    let ground = match entry.ground {
        Ground::RetentionOver => entry.due.map(due),
        Ground::RegisteredByMistake => Some("registered by mistake".to_owned()),
    };
    ground
        .into_iter()
        .chain([entry.reason.clone()])
        .collect::<Vec<_>>()
        .join("; ")
}

fn access_phrase(access: &Access) -> &'static str {
    match (access.action.as_str(), access.patient) {
        (access::OPENED, None) => "Unlocked the practice",
        (access::OPENED, Some(_)) => "Opened the record",
        (access::SEARCHED, _) => "Searched",
        (access::PRINTED, _) => "Printed",
        (access::SHEET_SAVED, _) => "Saved the recovery sheet as a file",
        (access::REFUSED, _) => "Was refused",
        (access::UNLOCK_FAILED, _) => "Failed to unlock",
        (access::ANCHOR_MISSING, _) => "Opened the practice without its anchor",
        _ => "Looked at the record",
    }
}

fn times(access: &Access) -> String {
    match access.times {
        0 | 1 => String::new(),
        times => format!("{times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_entry_has_words_of_its_own_and_a_group() {
        let mut said = std::collections::BTreeSet::new();
        for kind in Entry::KINDS {
            let (group, phrase) = of_kind(kind);
            assert_ne!(phrase, UNNAMED, "{kind}");
            assert!(said.insert(phrase), "{kind} reads like another kind");
            assert!(kinds_of(group).contains(kind), "{kind}");
        }
    }

    #[test]
    fn every_access_has_words_of_its_own() {
        let phrase = |action: &str| {
            access_phrase(&Access {
                action: action.into(),
                patient: None,
                times: 1,
            })
        };
        let said: std::collections::BTreeSet<_> = access::ALL.into_iter().map(phrase).collect();
        assert_eq!(said.len(), access::ALL.len());
        assert!(!said.contains("Looked at the record"));
    }
}
