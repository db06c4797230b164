//! Hand over: the signer is the person who needled, so a colleague's note is handed to them, not signed for them.

use filiform_domain::ids::TherapistId;
use filiform_domain::role::{Right, may};

use crate::Filiform;
use crate::contract::{Colleague, Colleagues, HandOnDrafts, HandOver, Nothing, WhichDraft};
use crate::error::Error;
use crate::practice::{Open, SESSION, SETTINGS};
use crate::wording::sessions::signer;

/// The colleagues to whom a note can be handed over: everybody else who signs notes.
///
/// # Errors
/// [`Error::NotAllowed`] for somebody who writes no notes.
pub fn colleagues(filiform: &Filiform, _: Nothing) -> Result<Colleagues, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        Ok(Colleagues {
            colleagues: signers(open)?,
        })
    })
}

/// Gives my unsigned note to a colleague. It leaves my list, and is theirs to sign.
///
/// # Errors
/// [`Error::Gone`] when it is not my unsigned session, or nobody of this id signs notes here.
pub fn hand_over_draft(filiform: &Filiform, asked: HandOver) -> Result<Nothing, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let draft = open.store.draft(asked.draft)?;
        let mine = draft.filter(|draft| draft.author == open.me && draft.kind == SESSION);
        let draft = mine.ok_or(Error::Gone)?;
        let known = signers(open)?;
        let to = known.into_iter().find(|colleague| colleague.id == asked.to);
        let to: TherapistId = to.ok_or(Error::Gone)?.id;
        open.store.hand_over(draft.id, to, filiform.now())?;
        Ok(Nothing {})
    })
}

/// Takes a note back that I handed over and that was not opened yet.
///
/// # Errors
/// [`Error::Gone`] once it was opened, signed or discarded.
pub fn take_back_draft(filiform: &Filiform, which: WhichDraft) -> Result<Nothing, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        open.store.take_back(which.draft).map_err(|_| Error::Gone)?;
        Ok(Nothing {})
    })
}

/// Gives everything that somebody who left did not finish to a colleague, or to the owner: nothing that was typed
/// may become unreachable. What they changed of their own settings stays.
///
/// # Errors
/// [`Error::Gone`] when the one still works here or the other does not sign notes; [`Error::NotAllowed`].
pub fn hand_on_drafts(filiform: &Filiform, asked: HandOnDrafts) -> Result<Nothing, Error> {
    filiform.with_open_as(Right::RunPractice, |open| {
        let everybody = open.store.therapists()?;
        let left = everybody
            .iter()
            .any(|kept| kept.id == asked.from && kept.removed_at.is_some());
        let takes = everybody.iter().any(|kept| {
            let signs = may(kept.role.name(), Right::Chart);
            kept.id == asked.to && kept.removed_at.is_none() && signs
        });
        if !(left && takes) {
            return Err(Error::Gone);
        }
        let drafts = open.store.drafts(asked.from)?.into_iter();
        let unfinished = drafts.filter(|draft| draft.kind != SETTINGS);
        let ids: Vec<_> = unfinished.map(|draft| draft.id).collect();
        open.store
            .hand_on(&ids, asked.from, asked.to, filiform.now())?;
        Ok(Nothing {})
    })
}

fn signers(open: &Open) -> Result<Vec<Colleague>, Error> {
    let everybody = open.store.therapists()?.into_iter();
    let others = everybody.filter(|kept| {
        let signs = may(kept.role.name(), Right::Chart);
        signs && kept.removed_at.is_none() && kept.id != open.me
    });
    let colleague = |kept: filiform_store::KeptTherapist| Colleague {
        id: kept.id,
        name: signer(&kept.therapist.name, &kept.therapist.credentials),
    };
    Ok(others.map(colleague).collect())
}
