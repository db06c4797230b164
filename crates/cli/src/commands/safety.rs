//! `screening` and `consent`, and what `history` says of them.

use filiform::contract::{
    AnswerScreening, CheckConsent, CheckScreening, ConsentWords, GiveConsent, SafetyPage,
    WhichPatient, WithdrawConsent,
};
use filiform::{Filiform, screen_and_consent};
use filiform_domain::consent::{ConsentDraft, WithdrawalDraft};
use filiform_domain::ids::PatientId;
use filiform_domain::screening::ScreeningDraft;
use filiform_exchange::{read_consent_file, read_screening_file};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Between, Consent};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice};

/// A patient's screening and consents, as data.
pub(super) struct Stands {
    /// The answers as they stand, with who signed them; null when nothing was ever answered.
    pub(super) screening: Value,
    /// Consents and withdrawals, newest first.
    pub(super) consents: Vec<Value>,
}

/// Signs the screening of a file.
pub(super) fn screening(
    arguments: &Arguments,
    output: &Output,
    asked: &Between,
) -> Result<(), Failure> {
    let bytes = input::bytes(&asked.file)?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let screening = input::whole(read_screening_file(&bytes), |draft: &ScreeningDraft| {
            let screening = draft.clone();
            let typed = CheckScreening { patient, screening };
            Ok(screen_and_consent::check_screening(filiform, typed)?.problems)
        })?;
        let typed = AnswerScreening {
            patient,
            screening,
            draft: None,
        };
        Ok(screen_and_consent::answer_screening(filiform, typed)?)
    })?;
    let answer = json!({ "patient": page.patient, "screening": screening_of(&page), "flags": page.lines.flags });
    output.answer(&answer, || {
        vec![format!("Signed. {}.", page.lines.screened)]
    });
    Ok(())
}

/// Signs the consent of a file, or records a withdrawal.
pub(super) fn consent(
    arguments: &Arguments,
    output: &Output,
    asked: &Consent,
) -> Result<(), Failure> {
    let bytes = asked.file.as_deref().map(input::bytes).transpose()?;
    let page = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        if let Some(bytes) = &bytes {
            return give(filiform, patient, bytes, output);
        }
        let withdrawal = WithdrawalDraft::default();
        let typed = WithdrawConsent {
            patient,
            withdrawal,
        };
        Ok(screen_and_consent::withdraw_consent(filiform, typed)?)
    })?;
    let newest = page.consents.first().map(consent_of);
    let answer =
        json!({ "patient": page.patient, "consent": newest, "stands": page.lines.consent });
    output.answer(&answer, || vec![format!("Signed. {}.", page.lines.consent)]);
    Ok(())
}

fn give(
    filiform: &Filiform,
    patient: PatientId,
    bytes: &[u8],
    output: &Output,
) -> Result<SafetyPage, Failure> {
    let mut gaps = Vec::new();
    let consent = input::whole(read_consent_file(bytes), |draft: &ConsentDraft| {
        let consent = draft.clone();
        let typed = CheckConsent { patient, consent };
        let checked = screen_and_consent::check_consent(filiform, typed)?;
        gaps = checked.gaps;
        Ok(checked.problems)
    })?;
    for gap in gaps {
        output.warning(&gap.message);
    }
    let typed = GiveConsent {
        patient,
        consent,
        draft: None,
    };
    Ok(screen_and_consent::give_consent(filiform, typed)?)
}

/// The screening and the consents of a patient in full: the fields that the files take, with who recorded
/// them and when.
pub(super) fn in_full(filiform: &Filiform, patient: PatientId) -> Result<Stands, Failure> {
    let page = screen_and_consent::open_safety(filiform, WhichPatient { patient })?;
    Ok(Stands {
        screening: screening_of(&page),
        consents: page.consents.iter().map(consent_of).collect(),
    })
}

fn screening_of(page: &SafetyPage) -> Value {
    let Some(signed) = &page.screening_signed else {
        return Value::Null;
    };
    recorded(json!(page.screening), (&signed.author, &signed.recorded_at))
}

fn consent_of(consent: &ConsentWords) -> Value {
    let by = (consent.author.as_str(), consent.recorded_at.as_str());
    let Some(form) = &consent.form else {
        return recorded(json!({ "withdrawn": consent.withdrawal }), by);
    };
    let mut whole = recorded(json!(form), by);
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("id".to_owned(), json!(consent.id));
    }
    whole
}

fn recorded(mut whole: Value, (author, at): (&str, &str)) -> Value {
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("author".to_owned(), json!(author));
        fields.insert("recorded_at".to_owned(), json!(at));
    }
    whole
}
