//! What a score takes and what it refuses, fault by fault, on measures of every shape.

mod rows;

use super::*;
use crate::level::SpinePart;
use crate::problem::Problem;
use crate::testing::{NOW_MS, between};
use crate::vocabulary::{TargetFacts, Vocabulary};

/// Measures of each shape; nothing else is known.
struct Measures;

fn facts(name: &str, range: (i64, i64), decimals: u8) -> MeasureFacts {
    MeasureFacts {
        name: name.into(),
        unit: "points".into(),
        range,
        decimals,
        higher_is_better: false,
        pain: false,
        compared: true,
        wanted: Wanted::Total,
        versions: Vec::new(),
        joint: false,
        measurements: false,
        parts: Vec::new(),
        parts_make: PartsMake::Neither,
        raw: None,
        threshold: None,
        error_hundredths: None,
    }
}

fn part(id: &str, max: i64) -> PartFacts {
    PartFacts {
        id: id.into(),
        name: id.into(),
        max,
        decimals: 1,
    }
}

impl Vocabulary for Measures {
    fn measure(&self, id: &str) -> Option<MeasureFacts> {
        Some(match id {
            "ndi" => MeasureFacts {
                raw: Some(RawFacts {
                    max: 50,
                    doubled: true,
                }),
                ..facts("Neck Disability Index", (0, 100), 0)
            },
            "koos-jr" => MeasureFacts {
                raw: Some(RawFacts {
                    max: 28,
                    doubled: false,
                }),
                ..facts("KOOS, JR", (0, 100), 3)
            },
            "spadi" => MeasureFacts {
                parts: vec![part("pain", 100), part("disability", 100)],
                parts_make: PartsMake::Mean,
                ..facts("SPADI", (0, 100), 1)
            },
            "ases" => MeasureFacts {
                parts: vec![part("pain", 50), part("function", 50)],
                parts_make: PartsMake::Sum,
                ..facts("ASES", (0, 100), 1)
            },
            "psfs" => MeasureFacts {
                wanted: Wanted::Activities,
                ..facts("PSFS", (0, 10), 1)
            },
            "nprs-average" => MeasureFacts {
                pain: true,
                wanted: Wanted::Rating,
                ..facts("Average pain", (0, 10), 0)
            },
            "groc-15" => facts("GROC", (-7, 7), 0),
            "sane" => MeasureFacts {
                joint: true,
                ..facts("SANE", (0, 100), 0)
            },
            "mouth-opening" => MeasureFacts {
                measurements: true,
                versions: vec![VersionFacts {
                    id: "pain-free".into(),
                    name: "Pain-free".into(),
                }],
                ..facts("Mouth opening", (0, 80), 0)
            },
            _ => return None,
        })
    }

    fn target(&self, _: &str) -> Option<TargetFacts> {
        let _ = SpinePart::Cervical;
        None
    }
    fn region_exists(&self, _: &str) -> bool {
        false
    }
    fn condition_exists(&self, _: &str) -> bool {
        false
    }
    fn condition_has_code(&self, _: &str, _: &str) -> bool {
        false
    }
    fn technique_exists(&self, _: &str) -> bool {
        false
    }
    fn other_care_exists(&self, _: &str) -> bool {
        false
    }
    fn adverse_event_exists(&self, _: &str) -> bool {
        false
    }
    fn check_exists(&self, _: &str) -> bool {
        false
    }
    fn region_over_lung(&self, _: &str) -> bool {
        false
    }
}

fn scored(measure: &str, total: &str) -> ScoreDraft {
    ScoreDraft {
        measure: measure.into(),
        date: "2026-11-20".into(),
        total: total.into(),
        ..ScoreDraft::default()
    }
}

fn check(draft: &ScoreDraft) -> Result<Score, Vec<Problem>> {
    draft.checked(ScoreId::new(NOW_MS, [1; 10]), &scoring(None))
}

fn scoring(corrected: Option<StandingScore>) -> Scoring<'static> {
    Scoring {
        between: between(),
        episodes: Vec::new(),
        corrected,
        words: &Measures,
    }
}

fn faults(draft: &ScoreDraft) -> Vec<(String, String)> {
    let problems = check(draft).err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn refused(draft: &ScoreDraft, path: &str, code: &str) {
    assert_eq!(faults(draft), [(path.to_owned(), code.to_owned())]);
}

#[test]
fn a_total_is_kept_exactly_as_it_was_typed() {
    let score = check(&scored("ndi", " 38 ")).ok().unwrap();
    assert_eq!((score.amount.sum, score.amount.of), (38, 1));
    assert_eq!(
        (score.series.as_str(), score.answer.total.as_str()),
        ("ndi", "38")
    );
    assert_eq!(score.day.to_string(), "2026-11-20");
    let fine = check(&scored("koos-jr", "50.012")).ok().unwrap();
    assert_eq!(
        (fine.amount.sum, fine.amount.words().as_str()),
        (50_012, "50.012")
    );
}

#[test]
fn a_score_out_of_range_of_a_wrong_step_in_the_future_or_before_birth_is_refused_at_its_field() {
    refused(&scored("ndi", "101"), "total", "out-of-range");
    refused(&scored("ndi", "-1"), "total", "out-of-range");
    refused(&scored("groc-15", "-8"), "total", "out-of-range");
    refused(&scored("ndi", "38.5"), "total", "wrong-step");
    refused(&scored("spadi", "38.55"), "total", "wrong-step");
    refused(&scored("ndi", "3o"), "total", "not-a-number");
    refused(&scored("ndi", ""), "total", "missing");
    refused(&scored("nothing", "3"), "measure", "unknown");
    refused(&scored("", "3"), "measure", "missing");
    let on = |date: &str| ScoreDraft {
        date: date.into(),
        ..scored("ndi", "38")
    };
    refused(&on("2026-11-23"), "date", "future");
    refused(&on("1984-03-13"), "date", "before-birth");
    refused(&on("20.11.2026"), "date", "not-a-date");
    refused(&on(""), "date", "missing");
    let late = ScoreDraft {
        date: "2026-11-22".into(),
        time: "15:06".into(),
        ..scored("ndi", "38")
    };
    refused(&late, "time", "future");
}

#[test]
fn a_raw_score_makes_the_percent_only_where_it_is_doubled() {
    let raw = |measure: &str, raw: &str, total: &str| ScoreDraft {
        raw: raw.into(),
        ..scored(measure, total)
    };
    assert_eq!(check(&raw("ndi", "19", "")).ok().unwrap().amount.sum, 38);
    assert!(check(&raw("ndi", "19", "38")).is_ok());
    refused(&raw("ndi", "18", "38"), "raw", "differs");
    refused(&raw("ndi", "51", "38"), "raw", "out-of-range");
    refused(&raw("koos-jr", "11", ""), "total", "missing");
    assert!(check(&raw("koos-jr", "11", "50.012")).is_ok());
    refused(&raw("spadi", "11", "38"), "raw", "not-asked");
}

#[test]
fn subscales_make_their_total_or_are_refused() {
    let with = |measure: &str, total: &str, parts: &[(&str, &str)]| ScoreDraft {
        parts: parts
            .iter()
            .map(|(part, score)| PartDraft {
                part: (*part).into(),
                score: (*score).into(),
            })
            .collect(),
        ..scored(measure, total)
    };
    assert!(
        check(&with(
            "spadi",
            "45.5",
            &[("pain", "50"), ("disability", "41")]
        ))
        .is_ok()
    );
    assert!(
        check(&with(
            "spadi",
            "45.6",
            &[("pain", "50"), ("disability", "41.1")]
        ))
        .is_ok()
    );
    refused(
        &with("spadi", "48", &[("pain", "50"), ("disability", "41")]),
        "total",
        "differs",
    );
    assert!(
        check(&with(
            "ases",
            "62.5",
            &[("pain", "30"), ("function", "32.5")]
        ))
        .is_ok()
    );
    refused(
        &with("ases", "62", &[("pain", "30"), ("function", "32.5")]),
        "total",
        "differs",
    );
    refused(&with("ases", "30", &[("pain", "30")]), "parts", "missing");
    refused(
        &with("ases", "30", &[("pain", "51"), ("function", "0")]),
        "parts[0].score",
        "out-of-range",
    );
    refused(
        &with("ases", "30", &[("sleep", "30"), ("function", "0")]),
        "parts[0].part",
        "unknown",
    );
    refused(
        &with("ndi", "30", &[("pain", "30")]),
        "parts[0].part",
        "unknown",
    );
}

#[test]
fn joint_version_and_measurements_are_asked_where_they_belong_and_nowhere_else() {
    let sane = ScoreDraft {
        joint: "shoulder".into(),
        side: Some(Side::Left),
        ..scored("sane", "60")
    };
    let right = ScoreDraft {
        side: Some(Side::Right),
        ..sane.clone()
    };
    assert_ne!(
        check(&sane).ok().unwrap().series,
        check(&right).ok().unwrap().series
    );
    refused(
        &ScoreDraft {
            side: Some(Side::Both),
            ..sane.clone()
        },
        "side",
        "one-side",
    );
    assert_eq!(faults(&scored("sane", "60")).len(), 2);
    refused(
        &ScoreDraft {
            joint: "knee".into(),
            ..scored("ndi", "60")
        },
        "joint",
        "not-asked",
    );
}

#[test]
fn a_measurement_names_its_version_and_how_many_it_rests_on() {
    let mouth = ScoreDraft {
        version: "pain-free".into(),
        measurements: Some(3),
        ..scored("mouth-opening", "34")
    };
    assert!(check(&mouth).is_ok());
    refused(
        &ScoreDraft {
            version: String::new(),
            ..mouth.clone()
        },
        "version",
        "missing",
    );
    refused(
        &ScoreDraft {
            version: "wide".into(),
            ..mouth.clone()
        },
        "version",
        "unknown",
    );
    refused(
        &ScoreDraft {
            measurements: None,
            ..mouth.clone()
        },
        "measurements",
        "missing",
    );
    refused(
        &ScoreDraft {
            measurements: Some(0),
            ..mouth
        },
        "measurements",
        "out-of-range",
    );
}

#[test]
fn a_correction_names_a_standing_score_of_its_measure_and_says_why() {
    let id = ScoreId::new(NOW_MS, [7; 10]);
    let wrong = ScoreDraft {
        corrects: id.to_string(),
        why: "Typed 83".into(),
        ..scored("ndi", "38")
    };
    refused(&wrong, "corrects", "unknown");
    let of = |measure: &str| {
        Some(StandingScore {
            id,
            measure: measure.into(),
        })
    };
    let fresh = ScoreId::new(NOW_MS, [1; 10]);
    let kept = wrong.checked(fresh, &scoring(of("ndi"))).ok().unwrap();
    assert_eq!(kept.corrects, Some(id));
    let other = wrong.checked(fresh, &scoring(of("psfs"))).err().unwrap();
    assert_eq!(other[0].path, "measure");
    let silent = ScoreDraft {
        why: " ".into(),
        ..wrong
    };
    let silent = silent.checked(fresh, &scoring(of("ndi"))).err().unwrap();
    assert_eq!(
        (silent[0].path.as_str(), silent[0].code.as_str()),
        ("why", "missing")
    );
    refused(
        &ScoreDraft {
            why: "x".into(),
            ..scored("ndi", "38")
        },
        "why",
        "not-asked",
    );
}
