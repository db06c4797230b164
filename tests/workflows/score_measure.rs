//! Score an outcome measure.

use filiform::contract::{
    KeepDraft, Nothing, ScoreForm, StartScore, TakeBackScore, TimelineRow, WhichScore,
};
use filiform::score_measure::{open_score, open_score_form, take_back_score};
use filiform::{Error, today};
use filiform_domain::ids::{PatientId, ScoreId};
use filiform_domain::measure::{AnsweredHow, ScoreDraft};

use crate::support::*;

fn form(desk: &Desk, patient: PatientId, corrects: Option<ScoreId>) -> Result<ScoreForm, Error> {
    open_score_form(&desk.filiform, StartScore { patient, corrects })
}

fn lines(desk: &Desk, patient: PatientId) -> Vec<String> {
    let rows = desk.timeline(patient).into_iter();
    let line = |row| match row {
        TimelineRow::Between { entry } => {
            Some(format!("{} {} | {}", entry.date, entry.what, entry.first))
        }
        TimelineRow::Session { .. } => None,
    };
    rows.filter_map(line).collect()
}

fn fault(result: Result<impl Sized, Error>) -> (String, String) {
    match result.err().unwrap() {
        Error::Fields(problems) => (problems[0].path.clone(), problems[0].code.clone()),
        other => panic!("{other}"),
    }
}

fn take_back(
    desk: &Desk,
    score: ScoreId,
    why: &str,
) -> Result<filiform::contract::ScorePage, Error> {
    let why = why.into();
    take_back_score(&desk.filiform, TakeBackScore { score, why })
}

#[test]
fn a_score_is_kept_as_typed_signed_and_shown_in_the_timeline() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let typed = ScoreDraft {
        how: Some(AnsweredHow::Paper),
        raw: "19".into(),
        ..ndi("2026-11-20", "38")
    };
    let page = desk.score(patient, typed.clone()).ok().unwrap();
    let again = open_score(&desk.filiform, WhichScore { score: page.id })
        .ok()
        .unwrap();
    assert!(again.score == typed && again.stands);
    assert_eq!(again.words.title, "Neck Disability Index: 38 %");
    assert_eq!(again.words.author, "A. Rivera, PT, DPT");
    let text = again
        .words
        .text
        .iter()
        .map(|(head, text)| format!("{head}: {text}"));
    assert_eq!(
        text.collect::<Vec<_>>(),
        [
            "Measure: Neck Disability Index",
            "Score: 38 %",
            "Range: 0 to 100 %, higher is worse",
            "Raw score: 19",
            "Answered: on paper",
        ]
    );
    assert_eq!(
        lines(&desk, patient),
        ["20 Nov 2026 Neck Disability Index: 38 % | "]
    );
}

#[test]
fn every_measure_of_the_content_can_be_scored_at_both_ends_and_not_beyond() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let measures = form(&desk, patient, None).ok().unwrap().measures;
    assert_eq!(measures.len(), 33);
    for measure in measures {
        let fill = |number: i32| {
            let mut draft = total(&measure.id, "2026-11-20", &number.to_string());
            draft.version = measure
                .versions
                .first()
                .map(|one| one.id.clone())
                .unwrap_or_default();
            if measure.joint {
                (draft.joint, draft.side) =
                    ("knee".into(), Some(filiform_domain::site::Side::Left));
            }
            draft.measurements = measure.measurements.then_some(3);
            if measure.asks == "activities" {
                draft = psfs("2026-11-20", &[("Run", &number.to_string())]);
            }
            draft
        };
        for good in [measure.low, measure.high] {
            assert!(
                desk.score(patient, fill(good)).is_ok(),
                "{} takes {good}",
                measure.id
            );
        }
        for bad in [measure.low - 1, measure.high + 1] {
            let (path, code) = fault(desk.score(patient, fill(bad)));
            let at = if measure.asks == "activities" {
                "activities[0].score"
            } else {
                "total"
            };
            assert_eq!(
                (path.as_str(), code.as_str()),
                (at, "out-of-range"),
                "{} {bad}",
                measure.id
            );
        }
    }
}

#[test]
fn a_measure_whose_licence_forbids_it_shows_no_item_and_takes_a_total_alone() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let form = form(&desk, patient, None).ok().unwrap();
    for measure in &form.measures {
        let row = desk
            .filiform
            .catalogue()
            .measures()
            .get(&measure.id)
            .unwrap();
        if row.storable == filiform_catalogue::Storable::TotalOnly {
            assert_eq!(measure.asks, "total", "{}", measure.id);
            assert!(
                measure
                    .licence
                    .contains("the total only is kept, and no question is shown")
            );
            assert!(!measure.alone && measure.activities.is_empty());
        }
    }
    let odi = form.measures.iter().find(|one| one.id == "odi").unwrap();
    assert!(odi.licence.starts_with("Licensed:"), "{}", odi.licence);
    let items = ScoreDraft {
        activities: psfs("2026-11-20", &[("Lifting", "3")]).activities,
        ..total("odi", "2026-11-20", "40")
    };
    assert_eq!(fault(desk.score(patient, items)).0, "activities");
}

#[test]
fn the_form_leads_with_what_the_patient_is_treated_for_and_fills_in_no_answer() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let episode = desk.begin(patient, episode()).ok().unwrap().id;
    let form = form(&desk, patient, None).ok().unwrap();
    let blank = ScoreDraft {
        date: "2026-11-22".into(),
        episode: episode.to_string(),
        ..ScoreDraft::default()
    };
    assert!(form.score == blank && form.kept.draft.is_none());
    let first: Vec<_> = form
        .measures
        .iter()
        .take_while(|one| one.suggested)
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(first[0], "nprs-current");
    assert!(
        first.contains(&"ndi") && first.contains(&"psfs"),
        "{first:?}"
    );
    assert!(
        form.measures
            .iter()
            .skip(first.len())
            .all(|one| !one.suggested)
    );
}

#[test]
fn the_same_activities_are_offered_again() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.score(
        patient,
        psfs("2026-11-03", &[("Run", "3"), ("Climb stairs", "4")]),
    )
    .ok()
    .unwrap();
    let form = form(&desk, patient, None).ok().unwrap();
    let psfs = form.measures.iter().find(|one| one.id == "psfs").unwrap();
    assert_eq!(psfs.activities, ["Run", "Climb stairs"]);
}

#[test]
fn a_wrong_score_is_corrected_by_an_entry_and_stays_in_the_ledger() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let wrong = desk.score(patient, ndi("2026-11-20", "83")).ok().unwrap();
    let begun = form(&desk, patient, Some(wrong.id)).ok().unwrap();
    assert_eq!(
        begun.corrects.as_deref(),
        Some("Neck Disability Index: 83 %")
    );
    let typed = ScoreDraft {
        total: "38".into(),
        ..begun.score
    };
    assert_eq!(
        fault(desk.score(patient, typed.clone())),
        ("why".into(), "missing".into())
    );
    let typed = ScoreDraft {
        why: "Digits were swapped.".into(),
        ..typed
    };
    let right = desk.score(patient, typed.clone()).ok().unwrap();
    assert_eq!(
        lines(&desk, patient),
        ["20 Nov 2026 Neck Disability Index: 38 % | "]
    );
    let text = right.words.text.last().unwrap();
    assert_eq!(text.1, "Digits were swapped.");
    assert_eq!(
        fault(desk.score(patient, typed)).0,
        "corrects",
        "nothing is corrected twice"
    );
    assert!(matches!(
        form(&desk, patient, Some(wrong.id)),
        Err(Error::Gone)
    ));
    let kinds = desk.filiform.bare(|store| {
        let asked = filiform_store::AuditAsked::default();
        let page = store.audit(&asked, 50).unwrap();
        let lines = page.lines.into_iter();
        lines.filter(|line| line.kind == "measure-scored").count()
    });
    assert_eq!(kinds, Some(2), "both are in the record");
}

#[test]
fn a_score_that_is_taken_back_stays_where_it_was_with_the_reason() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let other = desk
        .register(filiform_domain::patient::PatientDraft {
            given_name: "Bea".into(),
            ..ada()
        })
        .id;
    let page = desk.score(patient, ndi("2026-11-20", "61")).ok().unwrap();
    assert_eq!(
        fault(take_back(&desk, page.id, " ")),
        ("why".into(), "missing".into())
    );
    assert!(
        matches!(form(&desk, other, Some(page.id)), Err(Error::Gone)),
        "nobody corrects it from another record"
    );
    let gone = take_back(&desk, page.id, "Another patient's form.")
        .ok()
        .unwrap();
    assert!(!gone.stands);
    assert_eq!(
        lines(&desk, patient),
        ["20 Nov 2026 Taken back: Neck Disability Index: 61 % | Another patient's form."]
    );
    assert!(matches!(
        take_back(&desk, page.id, "Again"),
        Err(Error::Stale)
    ));
}

#[test]
fn what_is_typed_survives_a_crash_and_ends_with_the_keeping() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let body = serde_json::json!({ "measure": "ndi", "total": "3" });
    let typed = KeepDraft {
        draft: None,
        kind: "score".into(),
        patient: Some(patient),
        rev: 0,
        body,
        caret: Some("total:1".into()),
    };
    let draft = filiform::chart_session::keep_draft(&desk.filiform, typed)
        .ok()
        .unwrap()
        .id;
    let desk = desk.crash();
    desk.unlock(PASSPHRASE).unwrap();
    let again = form(&desk, patient, None).ok().unwrap();
    assert_eq!(
        (again.score.total.as_str(), again.kept.draft),
        ("3", Some(draft))
    );
    let kept = filiform::contract::ScoreMeasure {
        patient,
        score: ndi("2026-11-20", "38"),
        draft: Some(draft),
    };
    filiform::score_measure::score_measure(&desk.filiform, kept)
        .ok()
        .unwrap();
    let after = today::today(&desk.filiform, Nothing {}).ok().unwrap();
    assert!(after.drafts.is_empty());
}

#[test]
fn measures_are_due_every_fourth_visit_or_after_thirty_days() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let mut plain = episode();
    plain.plan_of_care = filiform_domain::episode::PlanOfCareDraft::default();
    let id = desk.begin(patient, plain).ok().unwrap().id;
    let due = |desk: &Desk| -> Vec<String> {
        let page = today::today(&desk.filiform, Nothing {}).ok().unwrap();
        page.attention
            .into_iter()
            .flat_map(|line| line.words)
            .collect()
    };
    for day in ["2026-11-04", "2026-11-06", "2026-11-09"] {
        desk.sign_in(patient, id, note(day)).unwrap();
    }
    assert!(due(&desk).is_empty(), "three visits are not four");
    desk.sign_in(patient, id, note("2026-11-11")).unwrap();
    let words = "Measures are due: none scored since care began on 3 Nov 2026, 4 visits held.";
    assert_eq!(due(&desk), [words]);
    assert_eq!(desk.episode(id).line.notices, [words]);
    let in_episode = |day: &str| ScoreDraft {
        episode: id.to_string(),
        ..ndi(day, "38")
    };
    let score = desk.score(patient, in_episode("2026-11-11")).ok().unwrap();
    assert!(due(&desk).is_empty());
    take_back(&desk, score.id, "Not hers").ok().unwrap();
    assert_eq!(due(&desk), [words], "what was taken back was not scored");
    desk.score(patient, in_episode("2026-11-11")).ok().unwrap();
    desk.clock.forward(20 * DAY_MS);
    assert_eq!(
        due(&desk)
            .into_iter()
            .filter(|words| words.starts_with("Measures"))
            .collect::<Vec<_>>(),
        ["Measures are due: scored last on 11 Nov 2026, 0 visits since."]
    );
    let verified = desk
        .filiform
        .bare(|store| store.projections_snapshot().is_ok());
    assert_eq!(verified, Some(true));
}
