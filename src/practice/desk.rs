//! The desk of the therapist who is working: when it is covered and locked, and whether it is covered now.

use std::sync::{Mutex, MutexGuard, PoisonError};

use filiform_domain::ids::DraftId;
use filiform_domain::locking::PIN_TRIES;
use filiform_store::{Desk, Store};

use crate::error::Error;

/// The commands that a covered practice answers: none of them tells a word of the record but the page that a patient was
/// handed, which names nobody. Drafts may still be
/// kept, because the cover may come in the middle of a sentence.
pub(crate) const UNDER_COVER: [&str; 12] = [
    "cover",
    "practice_status",
    "uncover",
    "lock",
    "unlock",
    "unlock_with_recovery",
    "come_back",
    "keep_draft",
    "keep_place",
    "still_here",
    // The one measure that a patient was handed.
    "patients_page",
    "answer_as_patient",
];

/// The desk as it was read at the unlock, and the cover over it.
pub(crate) struct AtDesk(Mutex<State>);

struct State {
    desk: Desk,
    /// How many tries the PIN has left while it is covered.
    tries_left: Option<u8>,
    /// The draft of the score that the patient was handed to answer.
    handed: Option<DraftId>,
}

impl AtDesk {
    /// Reads the therapist's desk. Where work stood is told once: after a crash it would be out of date.
    pub(crate) fn sit_down(store: &Store) -> Result<Self, Error> {
        let desk = store.desk()?;
        if desk.place.is_some() {
            store.keep_place(None)?;
        }
        Ok(Self(Mutex::new(State {
            desk,
            tries_left: None,
            handed: None,
        })))
    }

    /// The desk as it stands.
    pub(crate) fn now(&self) -> Desk {
        self.state().desk.clone()
    }

    /// Reads it again after a change.
    pub(crate) fn reread(&self, store: &Store) -> Result<(), Error> {
        let desk = store.desk()?;
        self.state().desk = desk;
        Ok(())
    }

    pub(crate) fn is_covered(&self) -> bool {
        self.state().tries_left.is_some()
    }

    /// Covers it; without a PIN nothing could take the cover away, and it answers `false`.
    pub(crate) fn cover(&self) -> bool {
        let mut state = self.state();
        if state.desk.pin.is_none() {
            return false;
        }
        state.tries_left.get_or_insert(PIN_TRIES);
        true
    }

    /// Covers it with one score for the patient to answer. Without a PIN only the lock leads back.
    pub(crate) fn hand_over(&self, draft: DraftId) {
        let mut state = self.state();
        state.handed = Some(draft);
        state.tries_left.get_or_insert(PIN_TRIES);
    }

    /// The draft that the patient was handed, while they have not answered it.
    pub(crate) fn handed(&self) -> Option<DraftId> {
        self.state().handed
    }

    /// The patient has answered; the cover stays.
    pub(crate) fn take_back(&self) {
        self.state().handed = None;
    }

    /// Counts a try before it is looked at, so that two at once count as two. Answers how many are left after it,
    /// or nothing when none was left.
    pub(crate) fn try_once(&self) -> Option<u8> {
        let mut state = self.state();
        let left = state.tries_left?.checked_sub(1)?;
        state.tries_left = Some(left);
        Some(left)
    }

    /// Takes the cover away.
    pub(crate) fn uncover(&self) {
        let mut state = self.state();
        (state.tries_left, state.handed) = (None, None);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
