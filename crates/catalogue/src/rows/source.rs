//! What the content rests on, and how far it was read.

use serde::Deserialize;

use crate::cells::{filled, yes_no};
use crate::ids::SourceId;
use crate::table::Row;

/// One source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable, never reused.
    pub id: SourceId,
    /// How it was seen.
    pub how: HowSeen,
    /// Whether a claim may rest on it: if not, it is background only.
    #[serde(deserialize_with = "yes_no")]
    pub used: bool,
    /// Authors, title, place, year, and what part was read.
    #[serde(deserialize_with = "filled")]
    pub citation: String,
    /// Where it was read. See [`Source::addresses`].
    pub url: Option<String>,
}

impl Source {
    /// The addresses where it was read: mostly one, sometimes several, none for a source from memory.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.url.iter().flat_map(|url| url.split(" ; "))
    }
}

impl Row for Source {
    const FILE: &'static str = "sources.csv";

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn sources(&self) -> &[SourceId] {
        std::slice::from_ref(&self.id)
    }
}

/// How a source was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HowSeen {
    /// The abstract, an opening or an excerpt was read, not the full paper.
    Seen,
    /// A named publication that was not opened: confirm before relying on it.
    Memory,
}
