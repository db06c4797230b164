//! The pictures of letters: the practice's logo, and the signature of whoever works.

use data_encoding::BASE64;
use filiform_domain::entry::Entry;
use filiform_domain::picture::{Picture, PictureChanged, PictureOf};
use filiform_domain::problem::Problem;
use filiform_domain::role::Right;

use super::{PracticePage, write};
use crate::Filiform;
use crate::contract::PictureChosen;
use crate::error::Error;
use crate::wording;

/// Puts the practice's logo at the head of letters from now on, or takes it away.
///
/// # Errors
/// What is wrong with the picture, at `picture`.
pub fn change_logo(filiform: &Filiform, chosen: PictureChosen) -> Result<PracticePage, Error> {
    let picture = fit(filiform, chosen)?;
    filiform.with_open_as(Right::RunPractice, |open| {
        let of = PictureOf::Logo(open.store.practice()?.id);
        let entry = Entry::PictureChanged(PictureChanged { of, picture });
        write(filiform, open, entry)
    })
}

/// Keeps the image of one's own signature for one's own documents, or takes it away.
///
/// # Errors
/// As [`change_logo`].
pub fn change_signature(filiform: &Filiform, chosen: PictureChosen) -> Result<PracticePage, Error> {
    let picture = fit(filiform, chosen)?;
    filiform.with_open_as(Right::OwnSeat, |open| {
        let of = PictureOf::Signature(open.me);
        let entry = Entry::PictureChanged(PictureChanged { of, picture });
        write(filiform, open, entry)
    })
}

/// A picture that can be kept and that letters can be written with.
fn fit(filiform: &Filiform, chosen: PictureChosen) -> Result<Option<Picture>, Error> {
    let Some(picture) = chosen.picture else {
        return Ok(None);
    };
    let picture = picture.checked().map_err(Error::Fields)?;
    let made_at = wording::made_at(filiform.now());
    let bytes = BASE64.decode(picture.0.as_bytes()).ok();
    let tried = bytes.map(|bytes| filiform_report::try_picture(&bytes, made_at));
    if matches!(tried, Some(Ok(()))) {
        return Ok(Some(picture));
    }
    let unfit = "A letter cannot show this picture: it is damaged, has more than 4000 dots a side, or its colours are made \
                 for a printing press. Save it anew as PNG and choose it again.";
    Err(Error::Fields(vec![Problem {
        path: "picture".to_owned(),
        code: "unfit".to_owned(),
        message: unfit.to_owned(),
    }]))
}
