//! A chart that is saved as a picture, on the wire: which one, what may stand on it, and what was saved.

use filiform_domain::ids::{DocumentId, EpisodeId, PatientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which chart of the outcomes page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ChartOf {
    /// One series over time.
    Series {
        /// What the series is told by.
        key: String,
    },
    /// Where was needled over a period.
    TreatedSites {
        /// The whole record, whatever episode is open.
        whole: bool,
        /// The first day that counts, `2026-11-03`; empty for the first visit with needling.
        from: String,
        /// The last day that counts; empty for the latest one.
        to: String,
    },
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// Lines and words that stay sharp at every size.
    #[default]
    Svg,
    /// Pixels, for programs that take no SVG.
    Png,
}

/// What is decided about a picture.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PictureForm {
    /// Its form.
    pub format: PictureFormat,
    /// The patient's name and date of birth stand on it.
    pub named: bool,
    /// Dates stand on it; otherwise days are counted from the first one.
    pub dated: bool,
    /// Who it is for. It is recorded.
    pub recipient: String,
    /// What it is given out for. It is recorded.
    pub purpose: String,
    /// What allows it. It is recorded.
    pub authority: String,
}

/// A picture to begin.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OfferPicture {
    /// Whose chart.
    pub patient: PatientId,
    /// Its form.
    pub format: PictureFormat,
}

/// What can be decided, and where the picture would be saved.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PictureOffer {
    /// The choices to begin with: nobody is named and no date stands on it.
    pub form: PictureForm,
    /// Readers to choose from; other words can be typed.
    pub recipients: Vec<String>,
    /// Purposes to choose from.
    pub purposes: Vec<String>,
    /// Authorities to choose from.
    pub authorities: Vec<String>,
    /// Where it would be saved. The name carries no patient's name.
    pub path: String,
    /// Who can read what is saved.
    pub warning: String,
}

/// A chart to save.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SavePicture {
    /// Whose chart.
    pub patient: PatientId,
    /// The episode that the page shows; none for the open one, or for everything when none is.
    #[serde(default)]
    pub episode: Option<EpisodeId>,
    /// Which chart.
    pub chart: ChartOf,
    /// The choices.
    pub form: PictureForm,
    /// The file to write.
    pub path: String,
    /// Whether a file that is already there may be replaced.
    pub replace: bool,
}

/// A saved picture.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PictureSaved {
    /// The document in the record.
    pub document: DocumentId,
    /// The file that was written.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Characters for which no font has a shape; empty in nearly every picture.
    pub replaced: String,
}
