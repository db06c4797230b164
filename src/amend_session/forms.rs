//! The two short forms: an addendum, and the voiding of a note.

use filiform_domain::amendment::{AddendumDraft, VoidDraft};
use filiform_domain::ids::{AmendmentId, SessionId};
use filiform_domain::role::Right;
use filiform_store::{SignedSession, StoreError};
use serde::de::DeserializeOwned;

use super::{About, may_change, of, session_of};
use crate::Filiform;
use crate::contract::{
    AddendumForm, CheckAddendum, CheckVoid, FormKept, ProblemList, VoidForm, WhichSession,
};
use crate::error::Error;
use crate::practice::{ADDENDUM, Open, VOID, count_amendments, form_kept};

/// Begins an addendum, or goes on with the one that is not signed yet.
///
/// # Errors
/// [`Error::Gone`] when there is no such session, [`StoreError::SessionVoided`] when it was voided.
pub fn open_addendum_form(filiform: &Filiform, which: WhichSession) -> Result<AddendumForm, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(which.session)?;
        if signed.voided.is_some() {
            return Err(StoreError::SessionVoided.into());
        }
        let (mut addendum, kept) = typed::<AddendumDraft>(open, ADDENDUM, &signed)?;
        // It stands beside the note and changes none of it, so that it always belongs to the note as read now.
        addendum.based_on = count_amendments(&signed);
        Ok(AddendumForm {
            about: filiform.signed_note(open, &signed)?,
            addendum,
            kept,
        })
    })
}

/// Says what is wrong with an addendum while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such session.
pub fn check_addendum(filiform: &Filiform, typed: CheckAddendum) -> Result<ProblemList, Error> {
    let id = AmendmentId::new(filiform.now().utc_ms, filiform.random()?);
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(session_of(&typed.addendum.session)?)?;
        let problems = typed.addendum.checked(id, of(&signed)).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// Begins to void a note, or goes on with it.
///
/// # Errors
/// [`Error::Gone`] when there is no such session; [`StoreError::SessionVoided`] and
/// [`StoreError::NotTheSigner`] when it is not to be voided, or not by me.
pub fn open_void_form(filiform: &Filiform, which: WhichSession) -> Result<VoidForm, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(which.session)?;
        may_change(open, &signed)?;
        let (mut void, kept) = typed::<VoidDraft>(open, VOID, &signed)?;
        void.based_on = count_amendments(&signed);
        Ok(VoidForm {
            about: filiform.signed_note(open, &signed)?,
            void,
            kept,
        })
    })
}

/// Says what is wrong with a voiding while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such session.
pub fn check_void(filiform: &Filiform, typed: CheckVoid) -> Result<ProblemList, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let signed = open.signed(session_of(&typed.void.session)?)?;
        let problems = typed.void.checked(of(&signed)).err();
        Ok(ProblemList {
            problems: problems.unwrap_or_default(),
        })
    })
}

/// What was typed about this note and is not signed yet, or a blank.
fn typed<T: About + DeserializeOwned>(
    open: &Open,
    kind: &str,
    signed: &SignedSession,
) -> Result<(T, FormKept), Error> {
    let session: SessionId = signed.session.id;
    if let Some((draft, typed)) = open.unfinished_about::<T>(kind, session)? {
        return Ok((typed, form_kept(draft)));
    }
    let blank = T::about(session, count_amendments(signed));
    Ok((blank, FormKept::default()))
}
