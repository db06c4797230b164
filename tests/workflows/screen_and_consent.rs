//! Screen a patient and take consent.

use filiform::Error;
use filiform::chart_session::keep_draft;
use filiform::contract::{
    AnswerScreening, CheckConsent, FlagLine, GiveConsent, KeepDraft, Nothing, SafetyLines,
    SafetyPage, WhichPatient, WithdrawConsent,
};
use filiform::review_history::open_patient;
use filiform::screen_and_consent::{
    answer_screening, check_consent, give_consent, open_safety, withdraw_consent,
};
use filiform_domain::consent::{ConsentDraft, ConsentKind, Relation, SignedHow, WithdrawalDraft};
use filiform_domain::ids::PatientId;
use filiform_domain::screening::{Answer, ScreeningAnswer, ScreeningDraft};
use filiform_domain::session::SessionDraft;

use crate::support::*;

mod prompts;

fn sheet(rows: &[(&str, Answer, &str)]) -> ScreeningDraft {
    let answers = rows.iter().map(|(check, answer, note)| ScreeningAnswer {
        check: (*check).to_owned(),
        answer: Some(*answer),
        note: (*note).to_owned(),
        date: String::new(),
    });
    ScreeningDraft {
        reviewed: "2026-11-22".into(),
        answers: answers.collect(),
        note: String::new(),
    }
}

fn consent() -> ConsentDraft {
    ConsentDraft {
        kind: Some(ConsentKind::Written),
        date: "2026-11-03".into(),
        time: "09:00".into(),
        procedure: "Dry needling".into(),
        regions: vec!["neck".into(), "shoulder-girdle".into()],
        techniques: vec!["pistoning".into()],
        form_version: "2026-01".into(),
        signer: "Ada Okafor".into(),
        relation: Some(Relation::Patient),
        copy_given: Some(true),
        signed: Some(SignedHow::Drawn),
        strokes: vec![vec![10, 20, 400, 250]],
        ..ConsentDraft::default()
    }
}

fn answer(desk: &Desk, patient: PatientId, screening: ScreeningDraft) -> Result<SafetyPage, Error> {
    let typed = AnswerScreening {
        patient,
        screening,
        draft: None,
    };
    answer_screening(&desk.filiform, typed)
}

fn give(desk: &Desk, patient: PatientId, consent: ConsentDraft) -> Result<SafetyPage, Error> {
    let typed = GiveConsent {
        patient,
        consent,
        draft: None,
    };
    give_consent(&desk.filiform, typed)
}

fn withdraw(desk: &Desk, patient: PatientId) -> SafetyPage {
    let withdrawal = WithdrawalDraft::default();
    withdraw_consent(
        &desk.filiform,
        WithdrawConsent {
            patient,
            withdrawal,
        },
    )
    .ok()
    .unwrap()
}

fn page(desk: &Desk, patient: PatientId) -> SafetyPage {
    open_safety(&desk.filiform, WhichPatient { patient })
        .ok()
        .unwrap()
}

/// The lines of the patient's page.
fn lines(desk: &Desk, patient: PatientId) -> SafetyLines {
    let page = open_patient(&desk.filiform, WhichPatient { patient });
    page.ok().unwrap().safety
}

fn flag_words(flags: &[FlagLine]) -> Vec<(&str, Option<&str>)> {
    flags
        .iter()
        .map(|flag| (flag.words.as_str(), flag.with_last.as_deref()))
        .collect()
}

#[test]
fn a_new_patient_has_nothing_answered_and_nothing_agreed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let stands = lines(&desk, patient);
    assert_eq!(stands.consent, "No written consent yet");
    assert_eq!(stands.screened, "Screening not gone through yet");
    assert_eq!(stands.asked, "Asked at each visit: not yet");
    assert!(stands.flags.is_empty() && !stands.consent_holds && stands.renew.is_none());
    let page = page(&desk, patient);
    assert!(page.screening.answers.is_empty(), "silence is no answer");
    let blank = ConsentDraft {
        date: "2026-11-22".into(),
        time: "14:05".into(),
        ..ConsentDraft::default()
    };
    assert!(page.blank_consent == blank, "nothing clinical is filled in");
}

#[test]
fn an_answer_set_is_signed_whole_and_shows_before_the_needle() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let rows = [
        ("lung-disease", Answer::Yes, "pneumothorax 2019"),
        ("osteoporosis", Answer::Yes, ""),
        ("epilepsy", Answer::No, ""),
        ("anxiety", Answer::NotKnown, ""),
    ];
    let signed = answer(&desk, patient, sheet(&rows)).ok().unwrap();
    let by = signed.screening_signed.unwrap();
    assert_eq!(
        (by.author.as_str(), by.recorded_at.as_str()),
        ("A. Rivera, PT, DPT", "22 Nov 2026 14:05")
    );
    assert_eq!(signed.screening.answers[2].date, "2026-11-22");
    let stands = lines(&desk, patient);
    assert_eq!(stands.screened, "Screening gone through 22 Nov 2026");
    assert_eq!(stands.asked, "Asked at each visit: last 20 Nov 2026");
    let flags = flag_words(&stands.flags);
    assert_eq!(
        flags[0].0,
        "Emphysema, COPD, past pneumothorax, Marfan build, or only one working lung"
    );
    assert!(flags[0].1.unwrap().contains(
        "left upper trapezius; left levator scapulae; right infraspinatus: lung and pleura"
    ));
    assert_eq!(
        flags[1],
        ("Osteoporosis or long-term steroid", None),
        "periosteal needling of the back alone"
    );
    assert_eq!(stands.flags[0].note, "pneumothorax 2019");
}

#[test]
fn a_fault_of_an_answer_is_told_at_its_field_and_nothing_is_signed() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let twice = [("epilepsy", Answer::Yes, ""), ("epilepsy", Answer::No, "")];
    assert_eq!(
        faults(answer(&desk, patient, sheet(&twice))),
        [fault("answers[1].check", "twice")]
    );
    let unknown = [("bad-mood", Answer::Yes, "")];
    assert_eq!(
        faults(answer(&desk, patient, sheet(&unknown))),
        [fault("answers[0].check", "unknown-check")]
    );
    assert!(page(&desk, patient).screening_signed.is_none());
}

#[test]
fn what_is_typed_survives_a_lock_and_ends_with_the_signature() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let typed = sheet(&[("epilepsy", Answer::Yes, "since child")]);
    let kept = keep_draft(
        &desk.filiform,
        KeepDraft {
            draft: None,
            kind: "screening".into(),
            patient: Some(patient),
            rev: 0,
            body: serde_json::to_value(&typed).unwrap(),
            caret: None,
        },
    )
    .unwrap();
    desk.lock();
    let resume = desk.unlock(PASSPHRASE).unwrap().resume.unwrap();
    assert_eq!(
        (resume.kind.as_str(), resume.patient),
        ("screening", Some(patient))
    );
    let found = page(&desk, patient).screening_typed.unwrap();
    assert!(found.sheet == typed && found.draft == kept.id);
    let today = filiform::today::today(&desk.filiform, Nothing {}).unwrap();
    assert_eq!(
        (today.drafts[0].kind.as_str(), today.drafts[0].name.as_str()),
        ("screening", "Okafor, Adá")
    );
    let signing = AnswerScreening {
        patient,
        screening: found.sheet,
        draft: Some(kept.id),
    };
    assert!(
        answer_screening(&desk.filiform, signing)
            .ok()
            .unwrap()
            .screening_typed
            .is_none()
    );
}

#[test]
fn a_written_consent_is_read_back_with_its_signature() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let given = give(&desk, patient, consent()).ok().unwrap();
    assert!(given.consents[0].form.as_ref() == Some(&consent()));
    assert_eq!(given.consents[0].title, "Written, 3 Nov 2026 09:00");
    let text = given.consents[0].text.iter();
    let text: Vec<String> = text
        .map(|(heading, words)| format!("{heading}: {words}"))
        .collect();
    for part in [
        "Regions: Neck; Shoulder girdle",
        "Copy: given",
        "Signature: drawn on the screen",
    ] {
        assert!(text.iter().any(|line| line == part), "{part} in {text:?}");
    }
    assert!(
        text.iter()
            .any(|line| line.starts_with("Not recorded as explained: ")),
        "{text:?}"
    );
    assert_eq!(lines(&desk, patient).consent, "Consent written 3 Nov 2026");
}

#[test]
fn what_deserves_a_second_look_is_said_and_blocks_nothing() {
    let desk = Desk::open();
    let child = filiform_domain::patient::PatientDraft {
        birth_date: "2012-05-01".into(),
        ..ada()
    };
    let patient = desk.register(child).id;
    let typed = CheckConsent {
        patient,
        consent: consent(),
    };
    let checked = check_consent(&desk.filiform, typed).ok().unwrap();
    assert!(checked.problems.is_empty());
    let codes: Vec<_> = checked.gaps.iter().map(|gap| gap.code.as_str()).collect();
    assert_eq!(codes, ["minor-alone", "not-recorded"]);
    assert!(give(&desk, patient, consent()).is_ok());
}

#[test]
fn a_withdrawal_ends_what_was_given_before_and_a_new_consent_begins_again() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    give(&desk, patient, consent()).ok().unwrap();
    desk.clock.forward(60_000);
    let stands = withdraw(&desk, patient);
    assert_eq!(stands.lines.consent, "Consent withdrawn 22 Nov 2026 14:06");
    assert!(!stands.lines.consent_holds);
    assert_eq!(stands.consents.len(), 2, "what was given stays on record");
    desk.clock.forward(60_000);
    let verbal = ConsentDraft {
        kind: Some(ConsentKind::Verbal),
        date: "2026-11-22".into(),
        time: "14:07".into(),
        procedure: "Dry needling".into(),
        relation: Some(Relation::Patient),
        ..ConsentDraft::default()
    };
    let again = give(&desk, patient, verbal).ok().unwrap().lines;
    assert_eq!(
        again.consent,
        "Consent by word of mouth 22 Nov 2026, none in writing"
    );
    assert!(again.consent_holds);
}

#[test]
fn a_withdrawal_in_a_session_counts_too() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    give(&desk, patient, consent()).ok().unwrap();
    let session = SessionDraft {
        consent_withdrawn_at: "09:40".into(),
        ..note("2026-11-20")
    };
    desk.sign(patient, &session).unwrap();
    assert_eq!(
        lines(&desk, patient).consent,
        "Consent withdrawn 20 Nov 2026 09:40"
    );
}

#[test]
fn consent_in_writing_again_is_proposed_with_its_reason_and_as_a_proposal() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let old = ConsentDraft {
        date: "2025-11-20".into(),
        regions: vec!["shoulder-girdle".into()],
        ..consent()
    };
    give(&desk, patient, old).ok().unwrap();
    assert!(
        lines(&desk, patient)
            .renew
            .unwrap()
            .contains("12 months ago or more")
    );
    let recent = ConsentDraft {
        regions: vec!["shoulder-girdle".into()],
        ..consent()
    };
    give(&desk, patient, recent).ok().unwrap();
    assert_eq!(lines(&desk, patient).renew, None);
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let renew = lines(&desk, patient).renew.unwrap();
    assert!(
        renew.contains("it does not name the region neck, with a target of high risk"),
        "{renew}"
    );
    assert!(
        renew.ends_with("A proposal, no source was seen for it."),
        "{renew}"
    );
    let pregnant = sheet(&[("pregnancy-t1", Answer::Yes, "")]);
    answer(&desk, patient, pregnant).ok().unwrap();
    let renew = lines(&desk, patient).renew.unwrap();
    assert!(
        renew.contains("new since then: Pregnant or possibly pregnant"),
        "{renew}"
    );
}

#[test]
fn nobody_who_is_not_registered_is_screened() {
    let desk = Desk::open();
    let nobody = PatientId::new(0, [7; 10]);
    assert_eq!(
        faults(answer(&desk, nobody, sheet(&[]))),
        [fault("", "gone")]
    );
    assert_eq!(faults(give(&desk, nobody, consent())), [fault("", "gone")]);
    desk.lock();
    assert_eq!(
        faults(open_safety(
            &desk.filiform,
            WhichPatient { patient: nobody }
        )),
        [fault("", "locked")]
    );
}
