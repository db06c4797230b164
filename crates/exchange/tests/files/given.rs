//! Files and drafts to test with.

use std::fmt;

use filiform_catalogue::Catalogue;
use filiform_domain::event::EventDraft;
use filiform_domain::ids::{PatientId, SessionId, TherapistId};
use filiform_domain::patient::{Complaint, PatientDraft, Referrer, Sex};
use filiform_domain::payer::Payer;
use filiform_domain::problem::Problem;
use filiform_domain::session::SessionDraft;
use filiform_domain::signing::Signing;
use filiform_domain::site::{Side, SiteDraft, Twitch};
use filiform_domain::time::Instant;
use filiform_domain::visit::{OtherCareDraft, Tolerance};
use filiform_exchange::{read_patient_file, read_session_file};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

/// A session with every field given, and no fault.
pub(crate) fn full_session() -> SessionDraft {
    serde_json::from_str(include_str!("../../../../tests/support/whole_note.json")).unwrap()
}

/// A patient with every field given, and no fault.
pub(crate) fn full_patient() -> PatientDraft {
    let complaint = |condition: &str, icd10cm: &str| Complaint {
        condition: condition.into(),
        icd10cm: icd10cm.into(),
    };
    PatientDraft {
        family_name: "Żak".into(),
        given_name: "Łucja".into(),
        birth_date: "1984-03-14".into(),
        sex: Sex::Female,
        phone: "+48 600 000 000".into(),
        email: "l.zak@example.org".into(),
        address: "1 Mill Lane\nTown".into(),
        record_number: "A-17".into(),
        referrer: Referrer {
            name: "Dr. L. Hahn".into(),
            organisation: "City Surgery".into(),
            address: "2 Mill Lane".into(),
            phone: "555 0100".into(),
            reason: "Neck pain".into(),
        },
        payer: Payer {
            name: "Zakład".into(),
            member_number: "PL-77".into(),
        },
        conditions: vec![complaint("oa-hip", "M16.11"), complaint("oa-hip", "")],
    }
}

pub(crate) fn json<T: Serialize>(draft: &T) -> Value {
    serde_json::to_value(draft).unwrap()
}

/// Every fault of a session file: those of the file, and those of the draft in it.
pub(crate) fn session_faults(file: &[u8]) -> Vec<Problem> {
    let read = match read_session_file(file) {
        Ok(read) => read,
        Err(why) => return vec![why.into()],
    };
    let of_draft = read.draft().checked(&signing()).err().unwrap_or_default();
    read.with(of_draft).err().unwrap_or_default()
}

/// Every fault of a patient file.
pub(crate) fn patient_faults(file: &[u8]) -> Vec<Problem> {
    let read = match read_patient_file(file) {
        Ok(read) => read,
        Err(why) => return vec![why.into()],
    };
    let today = "2026-11-22".parse().unwrap();
    let of_draft = read.draft().checked(today, Catalogue::shipped());
    read.with(of_draft.err().unwrap_or_default())
        .err()
        .unwrap_or_default()
}

fn signing() -> Signing<'static> {
    Signing {
        id: SessionId::new(0, [0; 10]),
        patient: PatientId::new(0, [1; 10]),
        birth_date: "1984-03-14".parse().unwrap(),
        therapist: TherapistId::new(0, [2; 10]),
        now: Instant {
            utc_ms: 1_795_348_800_000,
            offset_minutes: 60,
        },
        offset_at: &|_| 60,
        episodes: Vec::new(),
        words: Catalogue::shipped(),
    }
}

/// A value without `Debug`, for the test runner, which shows it as JSON.
#[derive(Clone)]
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: Serialize> fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&json(&self.0).to_string())
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,12}", any::<String>()]
}

fn number() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        Just(None),
        (-5_i64..250).prop_map(Some),
        any::<i64>().prop_map(Some)
    ]
}

fn site() -> impl Strategy<Value = Shown<SiteDraft>> {
    let side = prop::sample::select(vec![
        None,
        Some(Side::Left),
        Some(Side::Right),
        Some(Side::Both),
        Some(Side::Midline),
    ]);
    let twitch = prop::sample::select(vec![None, Some(Twitch::None), Some(Twitch::Seen)]);
    let texts = (text(), text(), text(), text(), text());
    (texts, side, twitch, number(), number()).prop_map(
        |((target, place, needle, technique, note), side, twitch, needles, twitches)| {
            Shown(SiteDraft {
                target,
                side,
                place,
                needle,
                needles,
                techniques: vec![technique],
                twitch,
                twitches,
                note,
                ..SiteDraft::default()
            })
        },
    )
}

/// Any session that can be typed, right or wrong.
pub(crate) fn any_session() -> impl Strategy<Value = Shown<SessionDraft>> {
    let texts = prop::array::uniform7(text());
    let numbers = prop::array::uniform4(number());
    let tolerance = prop::sample::select(vec![None, Some(Tolerance::Good), Some(Tolerance::Poor)]);
    let events = prop::collection::vec((text(), text()), 0..3);
    let care = prop::collection::vec((text(), number(), text()), 0..3);
    let sites = prop::collection::vec(site(), 0..4);
    let rest = (any::<bool>(), any::<Option<bool>>(), tolerance);
    (texts, numbers, sites, events, care, rest).prop_map(
        |(texts, numbers, sites, events, care, rest)| {
            let [date, time, region, story, response, needle_difference, plan] = texts;
            let [pain_before, pain_after, needles_in, needles_out] = numbers;
            let (events_asked, breathlessness_advice, tolerance) = rest;
            Shown(SessionDraft {
                date,
                time,
                region,
                story,
                pain_before,
                sites: sites.into_iter().map(|site| site.0).collect(),
                pain_after,
                tolerance,
                response,
                needles_in,
                needles_out,
                needle_difference,
                events_asked,
                events: events
                    .into_iter()
                    .map(|(kind, note)| EventDraft {
                        kind,
                        note,
                        ..EventDraft::default()
                    })
                    .collect(),
                breathlessness_advice,
                other_care: care
                    .into_iter()
                    .map(|(kind, minutes, note)| OtherCareDraft {
                        kind,
                        minutes,
                        note,
                        ..OtherCareDraft::default()
                    })
                    .collect(),
                plan,
                ..SessionDraft::default()
            })
        },
    )
}

/// Any registration that can be typed, right or wrong.
pub(crate) fn any_patient() -> impl Strategy<Value = Shown<PatientDraft>> {
    let own = prop::array::uniform7(text());
    let referrer = prop::array::uniform5(text());
    let payer = prop::array::uniform2(text());
    let sex = prop::sample::select(vec![Sex::Female, Sex::Male, Sex::Other, Sex::Unknown]);
    let conditions = prop::collection::vec((text(), text()), 0..3);
    (own, referrer, payer, sex, conditions).prop_map(|(own, referrer, payer, sex, conditions)| {
        let [
            family_name,
            given_name,
            birth_date,
            phone,
            email,
            address,
            record_number,
        ] = own;
        let [name, organisation, referrer_address, referrer_phone, reason] = referrer;
        let [payer, member_number] = payer;
        Shown(PatientDraft {
            family_name,
            given_name,
            birth_date,
            sex,
            phone,
            email,
            address,
            record_number,
            referrer: Referrer {
                name,
                organisation,
                address: referrer_address,
                phone: referrer_phone,
                reason,
            },
            payer: Payer {
                name: payer,
                member_number,
            },
            conditions: conditions
                .into_iter()
                .map(|(condition, icd10cm)| Complaint { condition, icd10cm })
                .collect(),
        })
    })
}

/// Any JSON at all, not deep and not long.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..3)
                .prop_map(|fields| Value::from(serde_json::Map::from_iter(fields))),
        ]
    })
}
