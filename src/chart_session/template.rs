//! Begin a note with the therapist's own texts for a condition.

use crate::Filiform;
use crate::contract::{TemplateFills, UseTemplate};
use crate::error::Error;
use filiform_domain::role::Right;

/// The texts of the therapist's template for a condition that go into empty fields of the note. What is typed
/// stays, and nothing is kept here: the window writes the texts, and keeps them with the draft.
///
/// # Errors
/// [`Error::Gone`] when the therapist has no template for this condition.
pub fn use_template(filiform: &Filiform, asked: UseTemplate) -> Result<TemplateFills, Error> {
    filiform.with_open_as(Right::Chart, |open| {
        let templates = open.therapist(open.me)?.templates.into_iter();
        let template = templates
            .into_iter()
            .find(|template| template.condition == asked.condition)
            .ok_or(Error::Gone)?;
        Ok(TemplateFills {
            texts: template.texts.for_empty_fields_of(&asked.session),
        })
    })
}
