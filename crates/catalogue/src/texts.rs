//! The texts a catalogue is made of: one CSV file a table, and the drawings of the body; compiled into the program.

/// One text for each file, each with its header line.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    /// muscles.csv
    pub targets: &'a str,
    /// regions.csv
    pub regions: &'a str,
    /// conditions.csv
    pub conditions: &'a str,
    /// outcome_measures.csv
    pub measures: &'a str,
    /// measure_forms.csv
    pub measure_forms: &'a str,
    /// screening.csv
    pub checks: &'a str,
    /// adverse_events.csv
    pub adverse_events: &'a str,
    /// abbreviations.csv
    pub abbreviations: &'a str,
    /// sources.csv
    pub sources: &'a str,
    /// risk_flags.csv
    pub risk_flags: &'a str,
    /// techniques.csv
    pub techniques: &'a str,
    /// needle_sizes.csv
    pub needle_sizes: &'a str,
    /// co_interventions.csv
    pub other_care: &'a str,
    /// response_words.csv
    pub response_words: &'a str,
    /// figure/body.json
    pub drawings: &'a str,
    /// figure/zones.csv
    pub zones: &'a str,
}

impl Texts<'static> {
    /// The texts that ship with the app.
    pub const SHIPPED: Self = Self {
        targets: include_str!("../data/muscles.csv"),
        regions: include_str!("../data/regions.csv"),
        conditions: include_str!("../data/conditions.csv"),
        measures: include_str!("../data/outcome_measures.csv"),
        measure_forms: include_str!("../data/measure_forms.csv"),
        checks: include_str!("../data/screening.csv"),
        adverse_events: include_str!("../data/adverse_events.csv"),
        abbreviations: include_str!("../data/abbreviations.csv"),
        sources: include_str!("../data/sources.csv"),
        risk_flags: include_str!("../data/risk_flags.csv"),
        techniques: include_str!("../data/techniques.csv"),
        needle_sizes: include_str!("../data/needle_sizes.csv"),
        other_care: include_str!("../data/co_interventions.csv"),
        response_words: include_str!("../data/response_words.csv"),
        drawings: include_str!("../data/figure/body.json"),
        zones: include_str!("../data/figure/zones.csv"),
    };
}
