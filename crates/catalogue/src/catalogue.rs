//! The whole content, and how it is looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::check;
use crate::error::CatalogueError;
use crate::figure::Figures;
use crate::rows::{
    Abbreviation, AdverseEventKind, Condition, Meaning, MeasureForm, NeedleSize, OtherCare,
    OutcomeMeasure, Region, ResponseWord, RiskFlag, ScreeningCheck, Source, Target, Technique,
};
use crate::search::{Finder, condition_keys, target_keys};
use crate::table::{Row, Table};
use crate::texts::Texts;

/// The clinical content: typed, checked, and never changed while the app runs.
#[derive(Debug, Clone)]
pub struct Catalogue {
    targets: Table<Target>,
    regions: Table<Region>,
    conditions: Table<Condition>,
    measures: Table<OutcomeMeasure>,
    measure_forms: Table<MeasureForm>,
    checks: Table<ScreeningCheck>,
    adverse_events: Table<AdverseEventKind>,
    abbreviations: Table<Abbreviation>,
    sources: Table<Source>,
    risk_flags: Table<RiskFlag>,
    techniques: Table<Technique>,
    needle_sizes: Table<NeedleSize>,
    other_care: Table<OtherCare>,
    response_words: Table<ResponseWord>,
    figures: Figures,
    short_names: HashMap<String, usize>,
    target_finder: Finder,
    condition_finder: Finder,
}

/// How a short name is read. Nothing is guessed.
#[derive(Debug, Clone, Copy)]
pub enum ShortName<'a> {
    /// It is this target: by its short name, an alias or its id.
    Target(&'a Target),
    /// It can be misread: ask this question back.
    Refused(&'a str),
    /// No target is called so.
    Unknown,
}

impl Catalogue {
    /// The content that ships with the app, parsed at the first call.
    #[expect(
        clippy::expect_used,
        reason = "the texts are compiled in, and a test parses them"
    )]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| {
            Catalogue::parse(&Texts::SHIPPED).expect("the shipped content has passed its test")
        });
        &SHIPPED
    }

    /// Reads and checks a set of texts. The error is the first fault found.
    pub fn parse(texts: &Texts<'_>) -> Result<Self, CatalogueError> {
        let catalogue = Self::read(texts)?;
        check::all(&catalogue)?;
        Ok(catalogue)
    }

    fn read(texts: &Texts<'_>) -> Result<Self, CatalogueError> {
        let targets = Table::read(texts.targets)?;
        let conditions = Table::read(texts.conditions)?;
        let abbreviations = Table::read(texts.abbreviations)?;
        Ok(Self {
            short_names: short_names(&abbreviations)?,
            target_finder: Finder::new(target_keys(&targets, &abbreviations)),
            condition_finder: Finder::new(condition_keys(&conditions)),
            targets,
            regions: Table::read(texts.regions)?,
            conditions,
            measures: Table::read(texts.measures)?,
            measure_forms: Table::read(texts.measure_forms)?,
            checks: Table::read(texts.checks)?,
            adverse_events: Table::read(texts.adverse_events)?,
            abbreviations,
            sources: Table::read(texts.sources)?,
            risk_flags: Table::read(texts.risk_flags)?,
            techniques: Table::read(texts.techniques)?,
            needle_sizes: Table::read(texts.needle_sizes)?,
            other_care: Table::read(texts.other_care)?,
            response_words: Table::read(texts.response_words)?,
            figures: Figures::read(texts.drawings, texts.zones)?,
        })
    }

    /// Targets by type-to-filter, the best first: over names, Latin names, short names and ids, without
    /// case or diacritics. Every word typed must be found. A blank query gives all, core ones first.
    ///
    /// Advanced targets are in the answer: whether they are offered is the therapist's setting.
    pub fn search_targets(&self, query: &str) -> Vec<&Target> {
        self.target_finder.find(query, &self.targets)
    }

    /// Conditions by type-to-filter, the best first: over names, other names and ICD-10-CM codes, with or
    /// without their dot. A blank query gives all.
    pub fn search_conditions(&self, query: &str) -> Vec<&Condition> {
        self.condition_finder.find(query, &self.conditions)
    }

    /// What a short name, typed alone, stands for. Case does not matter; target ids are understood too.
    pub fn read_short_name(&self, word: &str) -> ShortName<'_> {
        let lower = word.trim().to_lowercase();
        let listed = self
            .short_names
            .get(&lower)
            .and_then(|n| self.abbreviations.iter().nth(*n));
        let target = match listed.map(|row| &row.meaning) {
            Some(Meaning::Refused { ask }) => return ShortName::Refused(ask),
            Some(Meaning::Canonical(id) | Meaning::Alias(id)) => self.targets.get(id.as_str()),
            None => self.targets.get(&lower),
        };
        target.map_or(ShortName::Unknown, ShortName::Target)
    }

    /// The targets of a region, in the order of the file.
    pub fn targets_in<'a>(&'a self, region: &'a str) -> impl Iterator<Item = &'a Target> {
        self.targets
            .iter()
            .filter(move |target| target.region == region)
    }

    /// The conditions that are felt in a region, in the order of the file.
    pub fn conditions_in<'a>(&'a self, region: &'a str) -> impl Iterator<Item = &'a Condition> {
        self.conditions
            .iter()
            .filter(move |row| row.regions.iter().any(|own| own == region))
    }

    /// The screening checks that matter for these needles: a target each, with its technique if known.
    pub fn checks_for(&self, needles: &[(&Target, Option<&str>)]) -> Vec<&ScreeningCheck> {
        let matters = |check: &&ScreeningCheck| {
            needles
                .iter()
                .any(|(target, technique)| check.concerns(target, *technique))
        };
        self.checks.iter().filter(matters).collect()
    }

    /// What a row rests on, in full.
    pub fn sources_of<R: Row>(&self, row: &R) -> Vec<&Source> {
        row.sources()
            .iter()
            .filter_map(|id| self.sources.get(id.as_str()))
            .collect()
    }

    /// The needle targets.
    pub fn targets(&self) -> &Table<Target> {
        &self.targets
    }

    /// The body regions, in the order in which they are shown.
    pub fn regions(&self) -> &Table<Region> {
        &self.regions
    }

    /// The conditions.
    pub fn conditions(&self) -> &Table<Condition> {
        &self.conditions
    }

    /// The outcome measures.
    pub fn measures(&self) -> &Table<OutcomeMeasure> {
        &self.measures
    }

    /// How the score of each measure is entered.
    pub fn measure_forms(&self) -> &Table<MeasureForm> {
        &self.measure_forms
    }

    /// The screening checks.
    pub fn checks(&self) -> &Table<ScreeningCheck> {
        &self.checks
    }

    /// The kinds of adverse events.
    pub fn adverse_events(&self) -> &Table<AdverseEventKind> {
        &self.adverse_events
    }

    /// The short names, refused ones too. To read one use [`Catalogue::read_short_name`].
    pub fn abbreviations(&self) -> &Table<Abbreviation> {
        &self.abbreviations
    }

    /// The sources.
    pub fn sources(&self) -> &Table<Source> {
        &self.sources
    }

    /// The risk flags.
    pub fn risk_flags(&self) -> &Table<RiskFlag> {
        &self.risk_flags
    }

    /// The needling techniques. Only those with `recorded` are offered in a note.
    pub fn techniques(&self) -> &Table<Technique> {
        &self.techniques
    }

    /// The default list of needle sizes.
    pub fn needle_sizes(&self) -> &Table<NeedleSize> {
        &self.needle_sizes
    }

    /// The kinds of care given beside needling.
    pub fn other_care(&self) -> &Table<OtherCare> {
        &self.other_care
    }

    /// The words for the response.
    pub fn response_words(&self) -> &Table<ResponseWord> {
        &self.response_words
    }

    /// The body chart.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }
}

/// The rows of abbreviations.csv by their word in lower case. Two that differ in case only are a fault.
fn short_names(rows: &Table<Abbreviation>) -> Result<HashMap<String, usize>, CatalogueError> {
    let mut by_word = HashMap::with_capacity(rows.len());
    for (n, row) in rows.iter().enumerate() {
        if by_word.insert(row.word.to_lowercase(), n).is_some() {
            return Err(CatalogueError::AmbiguousWord {
                word: row.word.clone(),
            });
        }
    }
    Ok(by_word)
}
