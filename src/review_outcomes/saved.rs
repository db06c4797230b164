//! Save a chart as a picture that stands alone. Nobody is named on it, and no date stands on it, unless that is chosen.
//!
//! What leaves is recorded as every document is: whom it is for, what for, on what authority, and the hash of its bytes.

use std::path::{Path, PathBuf};

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::ids::DocumentId;
use filiform_domain::problem::{Check, tidy};
use filiform_domain::role::Right;
use filiform_report::chart;
use filiform_store::Write;

use super::pictured::{Pictured, pictured};
use crate::Filiform;
use crate::contract::{
    OfferPicture, PictureForm, PictureFormat, PictureOffer, PictureSaved, SavePicture,
};
use crate::error::Error;
use crate::practice::{free_path, write_new};

/// What a chart may be given out for, to choose from; other words can be typed.
const PURPOSES: [&str; 5] = [
    "Treatment",
    "Request of the patient",
    "Quality review",
    "Teaching",
    "Handing over to a colleague",
];

/// What may allow it.
const AUTHORITIES: [&str; 4] = [
    "Consent of the patient",
    "Written request of the patient",
    "Referral",
    "Required by law",
];

/// Longest line that may be typed, in characters.
const SHORT_TEXT: usize = 200;

/// Who can read what leaves.
const OPEN_WARNING: &str =
    "What is saved is not encrypted. Everybody who gets hold of it can see every point of it.";

/// What can be decided about a picture, and where it would be saved.
///
/// # Errors
/// [`Error::Gone`] when there is no such patient.
pub fn offer_picture(filiform: &Filiform, asked: OfferPicture) -> Result<PictureOffer, Error> {
    filiform.with_open_as(Right::Export, |open| {
        let kept = open.store.patient(asked.patient)?.ok_or(Error::Gone)?;
        let referrer = kept.patient.referrer.as_ref();
        let referrer = referrer.map(|referrer| referrer.name.clone());
        let path = free_path(
            &filiform.host.letters,
            ("chart", ending(asked.format)),
            filiform.today(),
        );
        Ok(PictureOffer {
            form: PictureForm {
                format: asked.format,
                ..PictureForm::default()
            },
            recipients: referrer
                .into_iter()
                .chain([kept.patient.full_name()])
                .collect(),
            purposes: PURPOSES.map(str::to_owned).to_vec(),
            authorities: AUTHORITIES.map(str::to_owned).to_vec(),
            path: path.display().to_string(),
            warning: OPEN_WARNING.to_owned(),
        })
    })
}

/// Writes the picture, whole or not at all, and records that it left the practice.
///
/// # Errors
/// Faults at their fields; [`Error::Gone`] when there is no such patient, episode or series; [`Error::FileExists`]
/// unless it may be replaced; why the file was not written.
pub fn save_picture(filiform: &Filiform, asked: SavePicture) -> Result<PictureSaved, Error> {
    let path = PathBuf::from(asked.path.trim());
    let now = filiform.now();
    check(&asked.form, &path)?;
    filiform.with_open_as(Right::Export, |open| {
        let Pictured {
            picture,
            document,
            period,
        } = pictured(filiform, open, &asked)?;
        let (svg, replaced) = chart::svg(&picture);
        let bytes = match asked.form.format {
            PictureFormat::Svg => svg.into_bytes(),
            PictureFormat::Png => chart::png(&svg)?,
        };
        let written = write_new(&path, &bytes, asked.replace)?;
        let entry = DocumentExported {
            id: DocumentId::new(now.utc_ms, filiform.random()?),
            patient: asked.patient,
            document: document.to_owned(),
            recipient: tidy(&asked.form.recipient),
            period,
            sha256: written.sha256.clone(),
            pages: 0,
            purpose: said(&asked.form.purpose),
            authority: said(&asked.form.authority),
            letter: None,
        };
        let saved = PictureSaved {
            document: entry.id,
            path: path.display().to_string(),
            sha256: entry.sha256.clone(),
            replaced: replaced.into_iter().collect(),
        };
        let write = Write::one(Entry::DocumentExported(entry));
        if let Err(error) = open.store.transact(&filiform.stamp(open), write) {
            // A picture that the record does not know must not leave the practice.
            written.take_back();
            return Err(error.into());
        }
        Ok(saved)
    })
}

fn check(form: &PictureForm, path: &Path) -> Result<(), Error> {
    let mut check = Check::default();
    for (field, what, text) in [
        ("form.recipient", "Who it is for", &form.recipient),
        ("form.purpose", "The purpose", &form.purpose),
        ("form.authority", "The authority", &form.authority),
    ] {
        check.optional(field, what, text, SHORT_TEXT);
    }
    let ending = ending(form.format);
    let ends = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case(ending));
    if !path.is_absolute() || !ends {
        let message = format!("Give the whole path of the file, ending in .{ending}.");
        check.fault("path", "path", message);
    }
    check.finish(()).map_err(Error::Fields)
}

fn ending(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Svg => "svg",
        PictureFormat::Png => "png",
    }
}

fn said(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}
