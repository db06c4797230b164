//! Every rule of the content can fail, each with the place broken on purpose.

use filiform_catalogue::{CatalogueError, Rule};

use crate::broken::*;

#[test]
fn a_short_name_that_reads_two_ways_is_seen() {
    let expect = |word: &str| CatalogueError::AmbiguousWord {
        word: word.to_owned(),
    };
    assert_eq!(
        fault(ABBREVIATIONS, "\nUTr,", "\nut,"),
        expect("ut"),
        "differs in case only"
    );
    assert_eq!(
        fault(ABBREVIATIONS, "\nGlut,", "\nPIRiformis,"),
        expect("PIRiformis"),
        "another's id"
    );
    check_broken(ABBREVIATIONS, "\nLats,", "\nl,", Rule::SideLetterIsNoName);
    check_broken(ABBREVIATIONS, "\nUT,", "\nUTZ,", Rule::OneCanonicalName);
    check_broken(
        ABBREVIATIONS,
        "vastus-medialis,alias",
        "vastus-medialis,canonical",
        Rule::OneCanonicalName,
    );
    check_unreadable(
        ABBREVIATIONS,
        "GM,,refused",
        "GM,gluteus-maximus,refused",
        "is refused and has",
    );
    check_unreadable(
        ABBREVIATIONS,
        "VMO,vastus-medialis,",
        "VMO,,",
        "has no target",
    );
    check_unreadable(
        ABBREVIATIONS,
        "RT,,refused,right? write R",
        "RT,,refused,",
        "without a question",
    );
    check_unreadable(ABBREVIATIONS, "\nUTr,", "\nU Tr,", "is not one word");
}

#[test]
fn a_claim_without_a_source_that_may_carry_it_is_seen() {
    check_broken(
        CHECKS,
        ",yes,iscp_list,,seen",
        ",yes,,,seen",
        Rule::CitesASource,
    );
    check_broken(
        SOURCES,
        "brady2014,seen,yes",
        "brady2014,seen,no",
        Rule::NoClaimOnBackground,
    );
    check_broken(
        SOURCES,
        "apta2013,memory",
        "apta2013,seen",
        Rule::SeenHasAddress,
    );
}

#[test]
fn a_risk_that_is_written_too_low_is_seen() {
    check_broken(
        TARGETS,
        "pleura,high,Shallow",
        "pleura,moderate,Shallow",
        Rule::OrganMeansHighRisk,
    );
    check_broken(
        TARGETS,
        ",pleura;kidney,high",
        ",pleura,high",
        Rule::NamedOrganHasFlag,
    );
}

#[test]
fn a_region_that_does_not_match_its_targets_or_measures_is_seen() {
    check_broken(
        REGIONS,
        "groc-15,yes",
        "groc-15,no",
        Rule::LungWarningFollowsTargets,
    );
    check_broken(
        REGIONS,
        "sane,yes",
        "sane,no",
        Rule::LungWarningFollowsTargets,
    );
    check_broken(
        REGIONS,
        "faam-adl;lefs;nprs-current;nprs-worst;psfs,no",
        "faam-adl,yes",
        Rule::LungWarningFollowsTargets,
    );
    check_broken(
        REGIONS,
        "Neck,2,ndi",
        "Neck,2,lefs",
        Rule::MeasureInItsRegions,
    );
    check_broken(REGIONS, "Neck,2,", "Neck,3,", Rule::RegionOrder);
    check_broken(
        CONDITIONS,
        "M72.2,Not side-specific: record the side in the note,ankle-foot;lower-leg",
        "M72.2,Note,neck",
        Rule::MusclesMeetRegions,
    );
    check_broken(
        CONDITIONS,
        "nprs-average;faam-adl;lefs;psfs",
        "nprs-average;ndi",
        Rule::MeasureInItsRegions,
    );
}

#[test]
fn a_measure_that_cannot_be_scored_or_stored_is_seen() {
    check_broken(
        MEASURES,
        ",0,10,points,0,",
        ",10,10,points,0,",
        Rule::ScoreRange,
    );
    check_broken(
        MEASURES,
        ",0,24,points,0,worse,Count",
        ",0,4,points,0,worse,Count",
        Rule::ScoreRange,
    );
    check_broken(
        MEASURES,
        "Mapi ePROVIDE\",total only",
        "Mapi ePROVIDE\",yes",
        Rule::LicensedMeansTotalOnly,
    );
    check_broken(MEASURES, "82323-7,", ",", Rule::LoincHasName);
}

#[test]
fn a_technique_that_a_note_cannot_record_is_seen() {
    check_broken(
        CHECKS,
        ",periosteal-pecking,",
        ",deep,",
        Rule::CheckOnRecordedTechnique,
    );
    check_broken(TECHNIQUES, ",sta,", ",pis,", Rule::LineWordWhenRecorded);
    check_broken(TECHNIQUES, ",sta,", ",,", Rule::LineWordWhenRecorded);
    check_broken(
        TECHNIQUES,
        "Deep (DDN),,",
        "Deep (DDN),ddn,",
        Rule::LineWordWhenRecorded,
    );
}
