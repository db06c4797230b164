//! A patient of whom everything is on record.

use filiform::contract::{AnswerScreening, GiveConsent, ReportEvent, WithdrawConsent};
use filiform_domain::amendment::VoidReason;
use filiform_domain::consent::{ConsentDraft, ConsentKind, Relation, SignedHow, WithdrawalDraft};
use filiform_domain::episode::GoalState;
use filiform_domain::ids::{EpisodeId, PatientId, SessionId};
use filiform_domain::screening::{Answer, ScreeningAnswer, ScreeningDraft};
use filiform_domain::session::SessionDraft;
use filiform_domain::visit::{BillingCode, SinceLast};

use crate::amend_session::{addendum, correct, void};
use crate::support::*;

/// Who it is, and what can be chosen.
pub(crate) struct Rich {
    pub(crate) patient: PatientId,
    pub(crate) episode: EpisodeId,
    /// The whole note.
    pub(crate) whole: SessionId,
    /// Voided as entered in error.
    pub(crate) voided: SessionId,
    /// Voided as another patient's.
    pub(crate) wrong: SessionId,
}

pub(crate) fn whole_note() -> SessionDraft {
    serde_json::from_str(include_str!("../../support/whole_note.json")).unwrap()
}

/// Visits, amendments, voidings, scores, a contact, an event, screening, consent and its withdrawal.
pub(crate) fn rich(desk: &Desk) -> Rich {
    let patient = desk.register(ada()).id;
    safety(desk, patient);
    let mut care = episode();
    care.opened_on = "2026-11-01".into();
    let episode = desk.begin(patient, care).ok().unwrap().id;
    let first = SessionDraft {
        first_visit: whole_note().first_visit,
        codes: vec![BillingCode {
            code: "20561".into(),
            units: Some(1),
        }],
        ..note("2026-11-03")
    };
    let first = desk.sign_in(patient, episode, first).unwrap();
    visits(desk, patient, episode);
    let whole = desk.sign(patient, &whole_note()).unwrap();
    let wrong_note = SessionDraft {
        story: "Zwiebelkuchen belongs to somebody else.".into(),
        ..note("2026-11-18")
    };
    let wrong = desk.sign(patient, &wrong_note).unwrap();
    let void_note = SessionDraft {
        story: "Holunderblatt was typed by mistake.".into(),
        ..note("2026-11-19")
    };
    let voided = desk.sign(patient, &void_note).unwrap();
    amendments(desk, (first, wrong, voided));
    scores(desk, patient);
    desk.log(patient, call("2026-11-12", "11:30"));
    let typed = ReportEvent {
        patient,
        event: bruise(first),
        draft: None,
    };
    filiform::report_event::report_event(&desk.filiform, typed)
        .ok()
        .unwrap();
    let change = desk.change(patient, episode, |care| {
        care.goals[0].state = GoalState::Met;
        care.goals[0].decided_on = "2026-11-20".into();
    });
    change.ok().unwrap();
    Rich {
        patient,
        episode,
        whole,
        voided,
        wrong,
    }
}

/// Three visits that tell how it went since the one before.
fn visits(desk: &Desk, patient: PatientId, episode: EpisodeId) {
    for (date, before) in [("2026-11-10", 5), ("2026-11-13", 4), ("2026-11-17", 3)] {
        let since = SinceLast {
            later_event: Some(false),
            ..SinceLast::default()
        };
        let visit = SessionDraft {
            pain_before: Some(before),
            since_last: Some(since),
            assessment: "Turns further to the left.".into(),
            ..note(date)
        };
        desk.sign_in(patient, episode, visit).unwrap();
    }
}

/// Two measures over the care.
fn scores(desk: &Desk, patient: PatientId) {
    for (date, percent) in [
        ("2026-11-03", "38"),
        ("2026-11-12", "30"),
        ("2026-11-20", "16"),
    ] {
        desk.score(patient, ndi(date, percent)).ok().unwrap();
    }
    desk.score(
        patient,
        psfs(
            "2026-11-03",
            &[("driving", "3"), ("sleeping", "5"), ("reading", "4")],
        ),
    )
    .ok()
    .unwrap();
}

fn amendments(desk: &Desk, (first, wrong, voided): (SessionId, SessionId, SessionId)) {
    correct(desk, first, "Took the wrong packet for it.", |note| {
        note.sites[0].needle = "0.25x50".into();
        note.story = "Stiff after driving, and at night.".into();
    })
    .ok()
    .unwrap();
    addendum(desk, first, "The patient called: the bruise has gone.")
        .ok()
        .unwrap();
    addendum(desk, wrong, "Pfefferminztee was told by somebody else.")
        .ok()
        .unwrap();
    void(
        desk,
        wrong,
        VoidReason::WrongPatient,
        "Belongs to Wacholder.",
    )
    .ok()
    .unwrap();
    void(desk, voided, VoidReason::EnteredInError, "Typed twice.")
        .ok()
        .unwrap();
}

fn safety(desk: &Desk, patient: PatientId) {
    let answer = |check: &str, answer, note: &str| ScreeningAnswer {
        check: check.to_owned(),
        answer: Some(answer),
        note: note.to_owned(),
        date: String::new(),
    };
    let screening = ScreeningDraft {
        reviewed: "2026-11-03".into(),
        answers: vec![
            answer("anticoagulant", Answer::Yes, "apixaban 5 mg"),
            answer("epilepsy", Answer::No, ""),
            answer("low-bmi", Answer::NotKnown, "not weighed"),
        ],
        note: "Asked with the daughter present.".into(),
    };
    let typed = AnswerScreening {
        patient,
        screening,
        draft: None,
    };
    filiform::screen_and_consent::answer_screening(&desk.filiform, typed)
        .ok()
        .unwrap();
    let consent = ConsentDraft {
        kind: Some(ConsentKind::Written),
        date: "2026-11-03".into(),
        time: "09:00".into(),
        procedure: "Dry needling".into(),
        regions: vec!["neck".into()],
        techniques: vec!["pistoning".into()],
        covers: "Both sides of the neck.".into(),
        form_version: "2026-01".into(),
        signer: "Adá Okafor".into(),
        relation: Some(Relation::Patient),
        copy_given: Some(true),
        signed: Some(SignedHow::Drawn),
        strokes: vec![vec![10, 20, 400, 250, 700, 40], vec![720, 100, 900, 110]],
        note: "Read aloud.".into(),
        ..ConsentDraft::default()
    };
    let typed = GiveConsent {
        patient,
        consent,
        draft: None,
    };
    filiform::screen_and_consent::give_consent(&desk.filiform, typed)
        .ok()
        .unwrap();
    let withdrawal = WithdrawalDraft {
        date: "2026-11-21".into(),
        time: "10:00".into(),
        said: "Wants to wait a month.".into(),
    };
    let typed = WithdrawConsent {
        patient,
        withdrawal,
    };
    filiform::screen_and_consent::withdraw_consent(&desk.filiform, typed)
        .ok()
        .unwrap();
}
