//! What still stands between a draft and a signed session, while it is typed.

use std::collections::BTreeSet;

use filiform_catalogue::Catalogue;
use filiform_domain::role::Right;
use filiform_domain::session::SessionDraft;
use filiform_domain::signing;
use filiform_domain::site::{Side, SiteDraft};
use filiform_domain::vocabulary::Vocabulary;

use super::{boxes, episode};
use crate::Filiform;
use crate::contract::{CheckSession, SessionChecked};
use crate::error::Error;
use crate::practice::episode_words;
use crate::wording;

/// Says what still stands between a draft and a signed session, while it is typed.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn check_session(filiform: &Filiform, typed: CheckSession) -> Result<SessionChecked, Error> {
    let catalogue = filiform.catalogue();
    let draft = &typed.session;
    let (checked, authorisation, episode, boxes, signer) =
        filiform.with_open_as(Right::Chart, |open| {
            let kept = open.store.patient(typed.patient)?.ok_or(Error::Gone)?;
            let offset_at = |local| filiform.host.clock.offset_at(local);
            Ok((
                draft.checked(&filiform.signing(open, &kept, &offset_at)?),
                episode::notice(filiform, open, draft)?,
                episode_words(filiform, open, &draft.episode)?,
                open.therapist(open.me)?.boxes,
                open.signer_of(open.me)?,
            ))
        })?;
    let days_late = checked
        .as_ref()
        .ok()
        .and_then(|session| session.days_late(filiform.now()));
    let (note, problems) = match checked {
        Ok(session) => (session.note, Vec::new()),
        Err(problems) => (confirmed(draft), problems),
    };
    let (fewest, most) = draft.needles_of_rows();
    let (muscles, muscle_sides) = muscles_of(catalogue, draft);
    let rows = draft.sites.iter();
    Ok(SessionChecked {
        problems,
        gaps: draft.gaps(),
        needles_of_rows: fewest,
        needles_of_rows_to: most,
        muscles,
        muscle_sides,
        over_lung: over_lung(catalogue, draft),
        authorisation,
        boxes: boxes::offered(draft, &boxes, filiform.today()),
        late: days_late.map(wording::amendments::late),
        signer,
        rows: rows
            .map(|row| wording::note::row_words(catalogue, row))
            .collect(),
        text: wording::note::full_text(catalogue, &note, &episode),
    })
}

/// The draft without the rows that would be left out.
fn confirmed(draft: &SessionDraft) -> SessionDraft {
    let mut note = draft.clone();
    note.sites.retain(|row| row.repeats.is_empty());
    note
}

/// Names of the targets over the lung, each once.
fn over_lung(catalogue: &Catalogue, draft: &SessionDraft) -> Vec<String> {
    let rows = draft
        .needled()
        .filter(|row| signing::over_lung(row, catalogue));
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        let own = row.own_target.as_ref().map(|own| own.name.clone());
        let name = own.or_else(|| catalogue.target(&row.target).map(|facts| facts.name));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}

/// Distinct muscles, and distinct muscles with their sides: whether left and right are one or two is the
/// payer's question (`needling_fields.md`, section 10).
fn muscles_of(catalogue: &Catalogue, draft: &SessionDraft) -> (u32, u32) {
    let is_muscle = |row: &&SiteDraft| {
        catalogue
            .target(&row.target)
            .is_some_and(|facts| facts.muscle)
    };
    let (mut muscles, mut sides) = (BTreeSet::new(), BTreeSet::new());
    for row in draft.needled().filter(is_muscle) {
        muscles.insert(&row.target);
        match row.side_or_midline() {
            Side::Both => sides.extend([(&row.target, "left"), (&row.target, "right")]),
            side => {
                sides.insert((&row.target, side.words()));
            }
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (count(muscles.len()), count(sides.len()))
}
