//! What a line needs to know of the clinical content, without knowing where it comes from.

use crate::quantity::NeedleSize;

/// A needle target, as a line knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTarget {
    /// The id: `trapezius-upper`.
    pub id: String,
    /// The short name it is printed with: "UT".
    pub short: String,
    /// The name in plain words: "upper trapezius".
    pub name: String,
    /// There is one on each side, so that a side must be given.
    pub paired: bool,
    /// It is a muscle, so that a twitch can be looked for.
    pub muscle: bool,
    /// Reaching what lies nearby would be grave, so that the depth must be recorded.
    pub high_risk: bool,
    /// A needle from here can reach the lung.
    pub pleura: bool,
}

/// How a short name is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShortName {
    /// It is this target.
    Target(LineTarget),
    /// It can be misread.
    Refused {
        /// The question that is asked back: "gluteus maximus or medius? write GMax or GMed".
        ask: String,
        /// The targets that the question offers.
        offered: Vec<LineTarget>,
    },
    /// No target is called so.
    Unknown,
}

/// An id with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name in words.
    pub name: String,
}

/// The clinical content, as a line asks for it. The catalogue answers.
pub trait LineWords {
    /// What a short name, an alias or an id stands for. Case does not matter.
    fn short_name(&self, word: &str) -> ShortName;
    /// The target with this id.
    fn line_target(&self, id: &str) -> Option<LineTarget>;
    /// Targets that begin like this, by short name, id or a word of the name: the best first.
    fn targets_like(&self, typed: &str, most: usize) -> Vec<LineTarget>;
    /// The name of a technique in words.
    fn technique_name(&self, id: &str) -> Option<String>;
    /// The kinds of adverse events that belong into a patient's note.
    fn events(&self) -> Vec<Named>;
    /// The list of needle sizes, in its order.
    fn needle_sizes(&self) -> Vec<NeedleSize>;
}
