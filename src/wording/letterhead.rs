//! Who writes: the head of the first page and the signature at the end, from what the practice and the therapist
//! have entered about themselves.

use data_encoding::BASE64;
use filiform_domain::picture::Picture as Kept;
use filiform_domain::practice::{Practice, Therapist};
use filiform_report::{Letterhead, Picture, Signature};

/// Name, address, phone and mail of the practice.
pub(crate) fn letterhead(practice: &Practice, logo: Option<&Kept>) -> Letterhead {
    let lines = practice.address.lines().map(str::to_owned);
    let lines = lines.chain([practice.phone.clone(), practice.email.clone()]);
    Letterhead {
        practice: practice.name.clone(),
        lines: lines.filter(|line| !line.trim().is_empty()).collect(),
        logo: picture(logo, format!("Logo of {}", practice.name)),
    }
}

/// A kept picture with its words for who cannot see it.
fn picture(kept: Option<&Kept>, alt: String) -> Option<Picture> {
    let bytes = BASE64.decode(kept?.0.as_bytes()).ok()?;
    Some(Picture {
        bytes,
        alt,
        held: false,
    })
}

/// Name, credentials, licence, training and phone of the therapist, with the image of the signature where they sign
/// themselves.
pub(crate) fn signature(therapist: &Therapist, image: Option<&Kept>) -> Signature {
    let licence = [
        ("Licence", &therapist.licence.state),
        ("", &therapist.licence.number),
    ];
    let licence: Vec<String> = licence
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(word, value)| format!("{word} {value}").trim().to_owned())
        .collect();
    let npi = (!therapist.npi.is_empty())
        .then(|| format!("National Provider Identifier {}", therapist.npi));
    let phone = (!therapist.phone.is_empty()).then(|| format!("Phone {}", therapist.phone));
    let lines = std::iter::once(licence.join(" "))
        .chain(npi)
        .chain(training(therapist))
        .chain(phone);
    Signature {
        name: therapist.name.clone(),
        credentials: therapist.credentials.clone(),
        lines: lines.filter(|line| !line.is_empty()).collect(),
        picture: picture(image, format!("Signature of {}", therapist.name)),
    }
}

/// "Dry needling training: Harbour Institute, 54 hours", a line each.
pub(crate) fn training(therapist: &Therapist) -> Vec<String> {
    let rows = therapist.training.iter();
    rows.map(|row| {
        let hours = row.hours.map(|hours| format!(", {hours} hours"));
        format!(
            "Dry needling training: {}{}",
            row.provider,
            hours.unwrap_or_default()
        )
    })
    .collect()
}
