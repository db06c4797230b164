//! Why a set of texts is not a catalogue. None of it can happen with the shipped texts: a test holds that.

use thiserror::Error;

/// One fault in the clinical content, at its file and row. It holds content only, never patient data.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CatalogueError {
    /// A cell cannot be read: a bad number, an unknown word, a missing or surplus column.
    #[error("{file}, line {line}: {reason}")]
    Unreadable {
        /// The file.
        file: &'static str,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong, with the column where it is known.
        reason: String,
    },
    /// A file has no rows at all.
    #[error("{file} has no rows")]
    Empty {
        /// The file.
        file: &'static str,
    },
    /// Two rows of a file have one id.
    #[error("{file}: the id {id} is there twice")]
    DuplicateId {
        /// The file.
        file: &'static str,
        /// The id.
        id: String,
    },
    /// A row names a row that does not exist.
    #[error("{file}, {row}: {id} is not in {wanted_in}")]
    Dangling {
        /// The file of the row that names it.
        file: &'static str,
        /// The row that names it.
        row: String,
        /// What it names.
        id: String,
        /// The file where it should be.
        wanted_in: &'static str,
    },
    /// Two short names differ in case only, or one is another target's id.
    #[error("abbreviations.csv: {word} can be read in two ways")]
    AmbiguousWord {
        /// The short name.
        word: String,
    },
    /// A row breaks a rule of the content.
    #[error("{file}, {row}: {rule}")]
    Broken {
        /// The file.
        file: &'static str,
        /// The row.
        row: String,
        /// The rule.
        rule: Rule,
    },
}

/// A rule of the content that a machine can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Rule {
    /// A row that makes a clinical claim cites something.
    #[error("a row that makes a claim must cite a source")]
    CitesASource,
    /// `used` = no in sources.csv means background only: no claim may rest on it.
    #[error("a claim may not rest on a source that is marked as background only")]
    NoClaimOnBackground,
    /// Lung, belly organ, kidney, spinal canal, vertebral artery, large neck vessel, heart or eye.
    #[error("a target that can reach an organ of the high-risk list has risk level high")]
    OrganMeansHighRisk,
    /// The flags drive the checks, so an organ that is only named in words would be missed.
    #[error("every organ named in structures_at_risk must have its flag")]
    NamedOrganHasFlag,
    /// The warning of a region follows from its targets, in both directions.
    #[error("a region has the pneumothorax warning exactly when a target of it can reach the lung")]
    LungWarningFollowsTargets,
    /// A measure is offered only where it is valid.
    #[error("an outcome measure is listed outside its regions")]
    MeasureInItsRegions,
    /// At least one muscle of a condition lies in one of its regions.
    #[error("no muscle of the condition lies in its regions")]
    MusclesMeetRegions,
    /// Regions are shown in a fixed order, numbered from 1 without a gap.
    #[error("regions must be numbered 1, 2, 3 without a gap or repeat")]
    RegionOrder,
    /// A score has a range that is not empty, and a threshold that fits into it.
    #[error("the score range is empty, or the threshold does not fit into it")]
    ScoreRange,
    /// QuickDASH, ODI, WOMAC and HIT-6 need a licence: their items may not be stored.
    #[error("of a licensed measure only the total may be stored")]
    LicensedMeansTotalOnly,
    /// A LOINC code is sent with its name, or not at all.
    #[error("a LOINC code and its name come together")]
    LoincHasName,
    /// "Deep" is no word of a note line, so no check may depend on it.
    #[error("a check may depend only on a technique that a note line records")]
    CheckOnRecordedTechnique,
    /// A line word exists exactly for the techniques that a note line records, once each.
    #[error("a recorded technique has a line word of its own, and no other has one")]
    LineWordWhenRecorded,
    /// The column `abbr` and the canonical row agree, and there is one canonical row.
    #[error("a target has exactly one canonical short name, the one in its abbr column")]
    OneCanonicalName,
    /// L, R, B and M are sides and nothing else.
    #[error("L, R, B and M are sides and cannot be short names")]
    SideLetterIsNoName,
    /// A source that was seen says where.
    #[error("a source that was seen has an address, one from memory has none")]
    SeenHasAddress,
    /// Left is the patient's left: of the drawings only the back has it on the viewer's left.
    #[error("the drawing has the patient's left on the wrong side")]
    PatientsLeft,
    /// A region of a side is one shape on a view.
    #[error("a region is drawn twice on one view")]
    RegionDrawnOnce,
    /// What is pointed at lies on the body.
    #[error("the middle of a zone lies outside the figure")]
    ZoneOnTheFigure,
    /// The side of a zone is the one that the drawing has at its place.
    #[error("a zone lies on the other side of the figure than it says")]
    ZoneOnItsSide,
    /// What can be pointed at on the left can be pointed at on the right.
    #[error("a zone has no twin on the other side")]
    ZoneOnBothSides,
    /// Every target can be pointed at.
    #[error("a target has no zone on the body chart")]
    TargetOnTheChart,
    /// A paired target has a left and a right one, the other lies on the midline.
    #[error("a paired target has left and right zones, another one midline zones")]
    ZoneSidesFitTarget,
}
