//! What cannot be read or names nothing is seen, each with the place broken on purpose.

use filiform_catalogue::{Catalogue, CatalogueError, Texts};

use crate::broken::*;

#[test]
fn a_repeated_id_is_seen_in_every_kind_of_file() {
    for (file, from, to, id) in [
        (TARGETS, "\nfrontalis,", "\ntemporalis,", "temporalis"),
        (REGIONS, "\nneck,", "\nhead-jaw,", "head-jaw"),
        (CONDITIONS, "\noa-knee,", "\noa-hip,", "oa-hip"),
        (MEASURES, "\nnprs-best,", "\nnprs-current,", "nprs-current"),
        (FORMS, "\nnprs-best,", "\nnprs-current,", "nprs-current"),
        (CHECKS, "\nanticoagulant,", "\nno-consent,", "no-consent"),
        (EVENTS, "\nbleeding,", "\nbruise,", "bruise"),
        (SOURCES, "\nboyce2020,", "\nbrady2014,", "brady2014"),
        (TECHNIQUES, "\nstatic,", "\npistoning,", "pistoning"),
        (NEEDLES, "\n250,30,", "\n250,25,", "0.25x25"),
        (OTHER_CARE, "\nheat,", "\ncold,", "cold"),
        (RESPONSE, "\ntwitch-one,", "\ntwitch-none,", "twitch-none"),
    ] {
        match fault(file, from, to) {
            CatalogueError::DuplicateId { id: twice, .. } => assert_eq!(twice, id),
            other => panic!("{from} -> {to}: {other}"),
        }
    }
}

#[test]
fn a_target_region_or_condition_that_names_nothing_is_seen() {
    check_dangling(
        TARGETS,
        "muscle,head-jaw,",
        "muscle,headjaw,",
        "headjaw",
        "regions.csv",
    );
    check_dangling(
        TARGETS,
        ",parotid;",
        ",parotis;",
        "parotis",
        "risk_flags.csv",
    );
    check_dangling(TARGETS, "ta2;ts1999", "ta3;ts1999", "ta3", "sources.csv");
    check_dangling(
        REGIONS,
        ";jfls-8;",
        ";jfls-9;",
        "jfls-9",
        "outcome_measures.csv",
    );
    check_dangling(
        CONDITIONS,
        "pelvis-hip;thigh,",
        "pelvis-hip;leg,",
        "leg",
        "regions.csv",
    );
    check_dangling(
        CONDITIONS,
        "gluteus-minimus;",
        "gluteus-minor;",
        "gluteus-minor",
        "muscles.csv",
    );
    check_dangling(
        CONDITIONS,
        ";lefs;",
        ";lefz;",
        "lefz",
        "outcome_measures.csv",
    );
    check_dangling(
        CONDITIONS,
        "oa_meta2022",
        "oa_meta2023",
        "oa_meta2023",
        "sources.csv",
    );
}

#[test]
fn a_measure_check_event_or_word_that_names_nothing_is_seen() {
    check_dangling(MEASURES, ",neck;", ",nek;", "nek", "regions.csv");
    check_dangling(
        CHECKS,
        "neck;thoracic",
        "neck;torso",
        "torso",
        "regions.csv",
    );
    check_dangling(
        CHECKS,
        ",spinal_canal,",
        ",spine,",
        "spine",
        "risk_flags.csv",
    );
    check_dangling(
        CHECKS,
        ",electrical,",
        ",electric,",
        "electric",
        "techniques.csv",
    );
    check_dangling(EVENTS, "superficial_vein", "vein", "vein", "risk_flags.csv");
    check_dangling(
        EVENTS,
        "brady2014;boyce2020",
        "brady2014;boyce",
        "boyce",
        "sources.csv",
    );
    check_dangling(
        ABBREVIATIONS,
        "VMO,vastus-medialis",
        "VMO,vastus",
        "vastus",
        "muscles.csv",
    );
    check_dangling(TECHNIQUES, "hong1994", "hong", "hong", "sources.csv");
    check_dangling(NEEDLES, "needle_sizes", "needles", "needles", "sources.csv");
}

#[test]
fn a_word_outside_its_list_is_seen() {
    check_unreadable(
        TARGETS,
        ",muscle,head-jaw",
        ",muskel,head-jaw",
        "unknown variant `muskel`",
    );
    check_unreadable(
        TARGETS,
        ",paired,",
        ",both sides,",
        "unknown variant `both sides`",
    );
    check_unreadable(TARGETS, ",core,", ",Core,", "unknown variant `Core`");
    check_unreadable(REGIONS, ",yes", ",ja", "neither yes nor no");
    check_unreadable(
        CONDITIONS,
        ",seen,seen,m",
        ",seen,guess,m",
        "unknown variant `guess`",
    );
    check_unreadable(MEASURES, ",worse,", ",bad,", "unknown variant `bad`");
    check_unreadable(CHECKS, ",absolute,", ",maybe,", "unknown variant `maybe`");
    check_unreadable(EVENTS, ",mild,", ",light,", "unknown variant `light`");
    check_unreadable(
        ABBREVIATIONS,
        ",canonical,",
        ",main,",
        "unknown variant `main`",
    );
    check_unreadable(SOURCES, ",seen,", ",heard,", "unknown variant `heard`");
    check_unreadable(
        TECHNIQUES,
        "turns;minutes",
        "turns;seconds",
        "unknown variant `seconds`",
    );
    check_unreadable(RESPONSE, ",tolerance,", ",mood,", "unknown variant `mood`");
}

#[test]
fn a_cell_that_is_no_number_code_or_id_is_seen() {
    check_unreadable(REGIONS, "Neck,2,", "Neck,two,", "order: ");
    check_unreadable(
        MEASURES,
        ",0,10,points,0,",
        ",0,ten,points,0,",
        "score_max: ",
    );
    check_unreadable(MEASURES, "72514-3", "72514-4", "not a LOINC code");
    check_unreadable(CONDITIONS, "M16.11", "M16-11", "shape of an ICD-10-CM code");
    check_unreadable(CONDITIONS, "M16.11;M16.12", "M16.11;M16.11", "twice");
    check_unreadable(TARGETS, "\nfrontalis,", "\nFrontalis,", "is not an id");
    check_unreadable(TARGETS, "ta2;ts1999", "ta2;;ts1999", "blank item");
    check_unreadable(TARGETS, "Frontalis,", ",", "the cell is empty");
    check_unreadable(NEEDLES, "\n250,30,", "\n25,30,", "is not a needle");
    check_unreadable(NEEDLES, "\n250,30,", "\n250,300,", "is not a needle");
}

#[test]
fn a_missing_a_surplus_and_a_torn_column_are_seen() {
    check_unreadable(
        TARGETS,
        "risk_flags,",
        "riskflags,",
        "unknown field `riskflags`",
    );
    check_unreadable(REGIONS, "id,name,", "id,title,", "unknown field `title`");
    check_unreadable(
        OTHER_CARE,
        "\nheat,heat,",
        "\nheat,",
        "found record with 2 fields",
    );
}

#[test]
fn a_fault_says_its_file_and_line_however_lines_end() {
    let lf = Texts::SHIPPED
        .regions
        .replace("\r\n", "\n")
        .replace("Neck,2,", "Neck,two,");
    for regions in [lf.clone(), lf.replace('\n', "\r\n")] {
        let fault = Catalogue::parse(&Texts {
            regions: &regions,
            ..Texts::SHIPPED
        })
        .err()
        .unwrap();
        assert!(
            fault
                .to_string()
                .starts_with("regions.csv, line 3: order: "),
            "{fault}"
        );
    }
}

#[test]
fn a_file_without_rows_is_seen() {
    let header = Texts::SHIPPED.other_care.lines().next().unwrap();
    let texts = Texts {
        other_care: header,
        ..Texts::SHIPPED
    };
    let expect = CatalogueError::Empty {
        file: "co_interventions.csv",
    };
    assert_eq!(Catalogue::parse(&texts).err().unwrap(), expect);
    let texts = Texts {
        targets: "",
        ..Texts::SHIPPED
    };
    let expect = CatalogueError::Empty {
        file: "muscles.csv",
    };
    assert_eq!(Catalogue::parse(&texts).err().unwrap(), expect);
}
