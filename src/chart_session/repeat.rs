//! Repeat and adjust: the last session's rows laid out again, each to be confirmed.
//!
//! What was seen and said then is never copied: pain, response, events, notes. What is laid out is grey, and
//! what is not confirmed is left out when the note is signed.

use filiform_domain::forward;
use filiform_domain::ids::PatientId;
use filiform_domain::session::{Session, SessionDraft};
use filiform_domain::site::SiteDraft;
use filiform_store::HistorySession;

use super::{begun, page};
use crate::Filiform;
use crate::contract::{DraftPage, StartSession};
use crate::error::Error;
use crate::practice::Open;
use filiform_domain::role::Right;

/// Begins a session, or goes on with the one that is open, with the rows of the last session laid out.
///
/// Rows that were laid out before and are not confirmed are laid out anew, so that a second press adds
/// nothing twice.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn repeat_session(filiform: &Filiform, asked: StartSession) -> Result<DraftPage, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let mut draft = begun(filiform, open, asked.patient)?;
        let typed = forward::session_draft(&draft.body).ok_or(Error::UnreadableCommand)?;
        if let Some(last) = last_held(open, asked.patient)? {
            let laid_out = laid_out(typed, &last);
            draft.body = serde_json::to_string(&laid_out).map_err(|_| Error::UnreadableCommand)?;
            draft.kept_at = filiform.now();
            draft.rev = open.store.keep_draft(&draft)?;
        }
        page(filiform, open, draft)
    })
}

/// The newest session that was held, as it was signed.
fn last_held(open: &Open, patient: PatientId) -> Result<Option<Session>, Error> {
    let recent = open
        .store
        .history(patient, None, super::LOOK_BACK)?
        .sessions;
    let counted = recent.into_iter().find(HistorySession::counts);
    let signed = counted
        .map(|visit| open.store.session(visit.id))
        .transpose()?;
    Ok(signed.flatten().map(|signed| signed.session))
}

/// The draft with the last session's needled rows at its end, and the place and reason of that session where
/// the draft has none yet.
fn laid_out(typed: SessionDraft, last: &Session) -> SessionDraft {
    let then = &last.note;
    let day = last.started.date().to_string();
    let kept = typed.sites.into_iter().filter(|row| row.repeats.is_empty());
    let mut sites: Vec<SiteDraft> = kept.collect();
    sites.extend(then.needled().map(|row| again(row, &day)));
    SessionDraft {
        region: or(typed.region, &then.region),
        condition: or(typed.condition, &then.condition),
        indication: or(typed.indication, &then.indication),
        position: or(typed.position, &then.position),
        sites,
        ..typed
    }
}

fn or(typed: String, then: &str) -> String {
    if typed.is_empty() {
        then.to_owned()
    } else {
        typed
    }
}

/// Where and how, without a word of what came of it. Brand and lot are those of the box that is open today.
fn again(row: &SiteDraft, day: &str) -> SiteDraft {
    SiteDraft {
        at: String::new(),
        brand: String::new(),
        lot: String::new(),
        twitch: None,
        twitches: None,
        familiar_pain: None,
        referred_to: String::new(),
        sensations: String::new(),
        bleeding: None,
        haemostasis_s: None,
        pain_window: None,
        pain_before: None,
        pain_after: None,
        note: String::new(),
        repeats: day.to_owned(),
        current: row.current.clone().map(|mut current| {
            // The rows have other numbers now; a pair is named again, or left open.
            for pair in &mut current.pairs {
                pair.with_row = None;
            }
            current
        }),
        ..row.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> SessionDraft {
        serde_json::from_str(include_str!("../../tests/support/whole_note.json")).unwrap()
    }

    fn last() -> Session {
        Session {
            id: filiform_domain::ids::SessionId::new(0, [1; 10]),
            patient: filiform_domain::ids::PatientId::new(0, [2; 10]),
            therapist: filiform_domain::ids::TherapistId::new(0, [3; 10]),
            started: filiform_domain::time::Instant {
                utc_ms: 1_795_180_000_000,
                offset_minutes: 0,
            },
            note: whole(),
        }
    }

    #[test]
    fn pain_response_and_events_of_the_last_session_are_never_copied() {
        let today = laid_out(SessionDraft::default(), &last());
        let answered = SessionDraft {
            region: String::new(),
            condition: String::new(),
            indication: String::new(),
            position: String::new(),
            sites: Vec::new(),
            ..today.clone()
        };
        assert!(
            answered == SessionDraft::default(),
            "only where, why and how"
        );
        for row in &today.sites {
            assert!(row.twitch.is_none() && row.pain_before.is_none() && row.note.is_empty());
            assert!(
                row.familiar_pain.is_none() && row.bleeding.is_none() && row.sensations.is_empty()
            );
            assert!(row.lot.is_empty() && row.brand.is_empty(), "another box");
            assert!(!row.repeats.is_empty(), "every row waits to be confirmed");
        }
        assert_eq!(today.sites.len(), 2, "what was only planned was not done");
    }

    #[test]
    fn laying_out_twice_adds_nothing_twice_and_keeps_what_was_confirmed() {
        let mut once = laid_out(SessionDraft::default(), &last());
        once.sites[0].repeats.clear();
        once.region = "shoulder-girdle".into();
        let twice = laid_out(once, &last());
        let grey = twice.sites.iter().filter(|row| !row.repeats.is_empty());
        assert_eq!((twice.sites.len(), grey.count()), (3, 2));
        assert_eq!(twice.region, "shoulder-girdle", "what was typed stays");
    }
}
