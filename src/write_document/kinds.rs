//! The kinds of documents: what each is called, what it speaks of, and what is on its pages.

use filiform_report::Document;

use super::{beginning, course, coverage, handed, visit};
use crate::contract::{DocumentKind, DocumentNeeds};
use crate::practice::known::{Known, full_record};

/// What is known of a kind without a patient.
#[expect(
    clippy::struct_field_names,
    reason = "it is the kind as the wire has it"
)]
pub(super) struct Kind {
    pub(super) kind: DocumentKind,
    /// The stable word: in the ledger, in the name of the file, on the command line.
    pub(super) word: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) needs: DocumentNeeds,
    /// Whether it is handed to the patient.
    pub(super) for_patient: bool,
    pub(super) compose: fn(&Known<'_>) -> Document,
}

/// Every kind, in the order in which they are offered.
pub(super) static KINDS: [Kind; 12] = [
    Kind {
        kind: DocumentKind::ProcedureNote,
        word: "procedure-note",
        title: "Procedure note",
        about: "One visit in full, complete by itself, with the body chart.",
        needs: DocumentNeeds::Session,
        for_patient: false,
        compose: visit::procedure_note,
    },
    Kind {
        kind: DocumentKind::ProgressReport,
        word: "progress-report",
        title: "Progress report",
        about: "The period, the measures and goals, the assessment and the plan.",
        needs: DocumentNeeds::Episode,
        for_patient: false,
        compose: course::progress_report,
    },
    Kind {
        kind: DocumentKind::InitialEvaluation,
        word: "initial-evaluation",
        title: "Initial evaluation",
        about: "The first visit, the baseline and the goals.",
        needs: DocumentNeeds::Episode,
        for_patient: false,
        compose: beginning::initial_evaluation,
    },
    Kind {
        kind: DocumentKind::PlanOfCare,
        word: "plan-of-care",
        title: "Plan of care",
        about: "Diagnosis, goals and plan, with lines for the physician's certification.",
        needs: DocumentNeeds::Episode,
        for_patient: false,
        compose: beginning::plan_of_care,
    },
    Kind {
        kind: DocumentKind::DischargeSummary,
        word: "discharge-summary",
        title: "Discharge summary",
        about: "How the episode ended: status, goals, visits, home programme.",
        needs: DocumentNeeds::Episode,
        for_patient: false,
        compose: course::discharge_summary,
    },
    Kind {
        kind: DocumentKind::CoveragePage,
        word: "coverage-page",
        title: "Coverage page",
        about: "For a colleague: flags, the last three visits, the plan, what to avoid.",
        needs: DocumentNeeds::Episode,
        for_patient: false,
        compose: coverage::coverage,
    },
    Kind {
        kind: DocumentKind::UrgentSheet,
        word: "urgent-sheet",
        title: "Urgent message",
        about: "Situation, background, assessment, request: for a call or a fax today.",
        needs: DocumentNeeds::Session,
        for_patient: false,
        compose: visit::urgent,
    },
    Kind {
        kind: DocumentKind::Superbill,
        word: "superbill",
        title: "Superbill",
        about: "The codes of one visit, with the fees you type.",
        needs: DocumentNeeds::Session,
        for_patient: true,
        compose: visit::superbill,
    },
    Kind {
        kind: DocumentKind::AftercareSlip,
        word: "aftercare-slip",
        title: "Aftercare slip",
        about: "Signs to look out for after a visit, and whom to call.",
        needs: DocumentNeeds::Session,
        for_patient: true,
        compose: visit::aftercare,
    },
    Kind {
        kind: DocumentKind::ConsentForm,
        word: "consent-form",
        title: "Consent form",
        about: "To be read, ticked and signed by hand.",
        needs: DocumentNeeds::Patient,
        for_patient: true,
        compose: handed::consent_form,
    },
    Kind {
        kind: DocumentKind::InformationSheet,
        word: "information-sheet",
        title: "Information sheet",
        about: "What dry needling is, what is known of it, and its risks with numbers and sources.",
        needs: DocumentNeeds::Patient,
        for_patient: true,
        compose: handed::information,
    },
    Kind {
        kind: DocumentKind::FullRecord,
        word: "full-record",
        title: "Full record",
        about: "Every entry of the record with every amendment.",
        needs: DocumentNeeds::Patient,
        for_patient: false,
        compose: full_record::document,
    },
];

/// What is known of this kind. Every kind is in the list; a test holds it.
pub(super) fn of(kind: DocumentKind) -> &'static Kind {
    let mut all = KINDS.iter();
    all.find(|row| row.kind == kind).unwrap_or(&KINDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_offered_once() {
        let mut words: Vec<&str> = KINDS.iter().map(|row| row.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), KINDS.len());
        for row in &KINDS {
            assert!(std::ptr::eq(of(row.kind), row));
            let word = serde_json::to_value(row.kind).unwrap_or_default();
            assert_eq!(word.as_str(), Some(row.word));
        }
    }
}
