//! Sign a session: from then on it is evidence, and nobody can change it unseen.

use filiform_domain::entry::Entry;
use filiform_domain::forward;
use filiform_domain::role::Right;
use filiform_store::Write;

use crate::Filiform;
use crate::contract::{SignSession, Signed};
use crate::error::Error;
use crate::practice::SESSION;
use crate::wording;

/// Signs a draft exactly as it was read: its revision must be the one that was seen.
///
/// # Errors
/// Every fault at its field; [`Error::Stale`] when the draft changed since it was read; [`Error::Gone`]
/// when it was signed or discarded before.
pub fn sign_session(filiform: &Filiform, asked: SignSession) -> Result<Signed, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let draft = open
            .store
            .draft(asked.draft)?
            .filter(|draft| draft.author == open.me)
            .ok_or(Error::Gone)?;
        if draft.kind != SESSION {
            return Err(Error::Gone);
        }
        if draft.rev != asked.rev {
            return Err(Error::Stale);
        }
        let patient = draft.patient.ok_or(Error::Gone)?;
        let kept = open.store.patient(patient)?.ok_or(Error::Gone)?;
        let typed = forward::session_draft(&draft.body).ok_or(Error::UnreadableCommand)?;
        let offset_at = |local| filiform.host.clock.offset_at(local);
        let session = typed
            .checked(&filiform.signing(open, &kept, &offset_at)?)
            .map_err(Error::Fields)?;
        let id = session.id;
        let write = Write {
            entries: vec![Entry::SessionSigned(Box::new(session))],
            finish_draft: Some(draft.id),
        };
        let committed = open.store.transact(&filiform.stamp(open), write)?;
        Ok(Signed {
            session: id,
            patient,
            fingerprint: wording::fingerprint(&committed.hash[..8]).replace(' ', ""),
        })
    })
}
