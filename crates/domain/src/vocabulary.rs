//! What the rules need to know of the clinical content, without knowing where it comes from.

use crate::level::SpinePart;
use crate::measure::MeasureFacts;

/// The facts about one needle target which the rules of a session depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFacts {
    /// There is one on each side, so that a side must be given.
    pub paired: bool,
    /// The body region the target lies in.
    pub region: String,
    /// The name in plain words, as a letter writes it: "upper trapezius".
    pub name: String,
    /// The lung lies below: the advice on breathlessness belongs to the visit.
    pub pleura: bool,
    /// A muscle, and not a tendon, ligament, joint or nerve: a twitch can be looked for.
    pub muscle: bool,
    /// High risk by the content's own rule: depth or tissue is asked for.
    pub high_risk: bool,
    /// The part of the spine it is named after; a level must lie there.
    pub spine: Option<SpinePart>,
}

/// The clinical content, as the rules of this crate ask for it. The catalogue answers.
pub trait Vocabulary {
    /// The facts of a target, or nothing when no target has this id.
    fn target(&self, id: &str) -> Option<TargetFacts>;
    /// Whether a body region has this id.
    fn region_exists(&self, id: &str) -> bool;
    /// Whether a condition has this id.
    fn condition_exists(&self, id: &str) -> bool;
    /// Whether this ICD-10-CM code is listed for this condition.
    fn condition_has_code(&self, condition: &str, icd10cm: &str) -> bool;
    /// Whether a needling technique has this id.
    fn technique_exists(&self, id: &str) -> bool;
    /// Whether a co-intervention has this id.
    fn other_care_exists(&self, id: &str) -> bool;
    /// Whether a kind of adverse event has this id.
    fn adverse_event_exists(&self, id: &str) -> bool;
    /// Whether a screening check has this id.
    fn check_exists(&self, id: &str) -> bool;
    /// The facts of an outcome measure, or nothing when no measure has this id.
    fn measure(&self, id: &str) -> Option<MeasureFacts>;
    /// Whether any listed target of this region lies over the lung, so that an own target there may too.
    fn region_over_lung(&self, id: &str) -> bool;
}
