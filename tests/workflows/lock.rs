//! Lock and cover: when nobody is there, nobody else reads; and nothing typed is lost.

use filiform::contract::{
    ChangePin, KeepDraft, KeepPlace, Nothing, PracticeState, Uncover, WhichPatient,
};
use filiform::lock::{
    Due, change_lock_times, change_pin, cover, due, keep_place, lock_page, still_here, uncover,
};
use filiform_domain::locking::LockTimes;
use serde_json::{Value, json};

use crate::support::*;

const MINUTE: i64 = 60_000;
const PIN: &str = "4071";

fn state(desk: &Desk) -> PracticeState {
    filiform::unlock::practice_status(&desk.filiform, Nothing {})
        .unwrap()
        .state
}

fn set_pin(desk: &Desk, passphrase: &str, pin: Option<&str>) -> Result<bool, filiform::Error> {
    let typed = ChangePin {
        passphrase: passphrase.into(),
        pin: pin.map(Into::into),
    };
    change_pin(&desk.filiform, typed).map(|page| page.has_pin)
}

fn set_times(
    desk: &Desk,
    cover: Option<i64>,
    lock: i64,
) -> Result<filiform::contract::LockPage, filiform::Error> {
    let times = LockTimes {
        cover_minutes: cover,
        lock_minutes: Some(lock),
    };
    change_lock_times(&desk.filiform, times)
}

/// The answer's code, or "opened".
fn type_pin(desk: &Desk, pin: &str) -> &'static str {
    let typed = Uncover { pin: pin.into() };
    uncover(&desk.filiform, typed).map_or_else(|error| error.code(), |_| "opened")
}

fn with_pin() -> Desk {
    let desk = Desk::open();
    assert!(set_pin(&desk, PASSPHRASE, Some(PIN)).unwrap());
    desk
}

/// What the window would be answered.
fn ask(desk: &Desk, command: &str, args: Value) -> Result<Value, String> {
    let answer = desk.filiform.answer(command, args);
    answer.map_err(|refusal| refusal.code)
}

#[test]
fn three_idle_minutes_cover_and_fifteen_lock() {
    let desk = with_pin();
    desk.clock.forward(3 * MINUTE - 1);
    assert_eq!(due(&desk.filiform), Due::Nothing);
    desk.clock.forward(1);
    assert_eq!(due(&desk.filiform), Due::Cover);
    assert!(cover(&desk.filiform, Nothing {}).unwrap().covered);
    assert_eq!(due(&desk.filiform), Due::Nothing, "it is covered already");
    desk.clock.forward(12 * MINUTE);
    assert_eq!(due(&desk.filiform), Due::Lock);
    desk.lock();
    assert_eq!(due(&desk.filiform), Due::Nothing);
}

#[test]
fn a_key_or_a_click_begins_the_time_anew() {
    let desk = with_pin();
    for _ in 0..9 {
        desk.clock.forward(2 * MINUTE);
        still_here(&desk.filiform, Nothing {}).unwrap();
        assert_eq!(due(&desk.filiform), Due::Nothing);
    }
}

#[test]
fn without_a_pin_the_lock_takes_the_covers_place() {
    let desk = Desk::open();
    desk.clock.forward(3 * MINUTE);
    assert_eq!(due(&desk.filiform), Due::Lock);
    assert!(!cover(&desk.filiform, Nothing {}).unwrap().covered);
    assert_eq!(state(&desk), PracticeState::Open);
}

#[test]
fn a_sleep_of_hours_counts_and_the_clock_on_the_wall_does_not() {
    let desk = with_pin();
    desk.clock.set_wall(-5 * DAY_MS);
    assert_eq!(due(&desk.filiform), Due::Nothing);
    desk.clock.set_wall(9 * DAY_MS);
    assert_eq!(due(&desk.filiform), Due::Nothing, "nobody was away");
    desk.clock.set_wall(-20 * DAY_MS);
    desk.clock.forward(8 * 60 * MINUTE);
    assert_eq!(
        due(&desk.filiform),
        Due::Lock,
        "the lid was closed for a night"
    );
}

#[test]
fn the_times_are_each_therapists_own_and_are_kept() {
    let desk = with_pin();
    assert_eq!(
        lock_page(&desk.filiform, Nothing {}).unwrap().times,
        LockTimes::default()
    );
    set_times(&desk, None, 60).unwrap();
    desk.lock();
    desk.unlock(PASSPHRASE).unwrap();
    let page = lock_page(&desk.filiform, Nothing {}).unwrap();
    assert_eq!(
        (
            page.times.cover_minutes,
            page.times.lock_minutes,
            page.has_pin
        ),
        (None, Some(60), true)
    );
    desk.clock.forward(59 * MINUTE);
    assert_eq!(due(&desk.filiform), Due::Nothing, "the cover is off");
    desk.clock.forward(MINUTE);
    assert_eq!(due(&desk.filiform), Due::Lock);
    assert_eq!(
        faults(set_times(&desk, Some(16), 1)),
        [
            fault("lock_minutes", "out-of-range"),
            fault("cover_minutes", "out-of-range")
        ]
    );
}

#[test]
fn behind_the_cover_no_command_tells_anything() {
    let desk = with_pin();
    let patient = desk.register(ada()).id;
    assert!(ask(&desk, "open_patient", json!({ "patient": patient })).is_ok());
    cover(&desk.filiform, Nothing {}).unwrap();
    assert_eq!(state(&desk), PracticeState::Covered);
    for (command, args) in [
        ("open_patient", json!({ "patient": patient })),
        ("workspace", json!({})),
        ("today", json!({})),
        ("find_patients", json!({ "query": "oka", "limit": 5 })),
        ("practice_page", json!({})),
        (
            "change_pin",
            json!({ "passphrase": PASSPHRASE, "pin": null }),
        ),
    ] {
        assert_eq!(
            ask(&desk, command, args),
            Err("covered".into()),
            "{command}"
        );
    }
    assert_eq!(type_pin(&desk, PIN), "opened");
    assert!(ask(&desk, "open_patient", json!({ "patient": patient })).is_ok());
}

#[test]
fn a_sentence_that_the_cover_interrupts_is_kept() {
    let desk = with_pin();
    let patient = desk.register(ada()).id;
    let kept = desk.draft(patient, &note("2026-11-22"));
    cover(&desk.filiform, Nothing {}).unwrap();
    let body = json!({ "story": "Woke twice." });
    let typed = json!(KeepDraft {
        draft: Some(kept.id),
        kind: "session".into(),
        patient: Some(patient),
        rev: kept.rev,
        body,
        caret: None,
    });
    ask(&desk, "keep_draft", typed).unwrap();
    assert_eq!(type_pin(&desk, PIN), "opened");
    let page = ask(&desk, "open_draft", json!({ "draft": kept.id })).unwrap();
    assert_eq!(page["session"]["story"], "Woke twice.");
}

#[test]
fn the_fifth_wrong_pin_locks() {
    let desk = with_pin();
    cover(&desk.filiform, Nothing {}).unwrap();
    let codes: Vec<_> = ["1111", "", "40711", "abcd", "9999"]
        .into_iter()
        .map(|pin| type_pin(&desk, pin))
        .collect();
    assert_eq!(
        codes,
        [
            "wrong-pin",
            "wrong-pin",
            "wrong-pin",
            "wrong-pin",
            "too-many-pins"
        ]
    );
    assert_eq!(state(&desk), PracticeState::Locked);
    assert_eq!(
        type_pin(&desk, PIN),
        "locked",
        "the right one comes too late"
    );
    assert!(desk.unlock(PASSPHRASE).is_ok());
}

#[test]
fn the_right_pin_gives_all_five_tries_back() {
    let desk = with_pin();
    for _ in 0..3 {
        cover(&desk.filiform, Nothing {}).unwrap();
        for _ in 0..4 {
            assert_eq!(type_pin(&desk, "9999"), "wrong-pin");
        }
        cover(&desk.filiform, Nothing {}).unwrap();
        assert_eq!(
            type_pin(&desk, PIN),
            "opened",
            "covering again gave no tries"
        );
    }
}

#[test]
fn a_hand_on_the_mouse_does_not_put_off_the_lock_behind_the_cover() {
    let desk = with_pin();
    desk.clock.forward(3 * MINUTE);
    cover(&desk.filiform, Nothing {}).unwrap();
    desk.clock.forward(11 * MINUTE);
    still_here(&desk.filiform, Nothing {}).unwrap();
    assert_eq!(type_pin(&desk, "9999"), "wrong-pin");
    desk.clock.forward(MINUTE);
    assert_eq!(due(&desk.filiform), Due::Lock);
}

#[test]
fn a_pin_needs_the_passphrase_and_is_kept_as_a_verifier_alone() {
    let desk = Desk::open();
    assert_eq!(
        set_pin(&desk, "something else entirely", Some(PIN))
            .unwrap_err()
            .code(),
        "wrong-passphrase"
    );
    assert!(!lock_page(&desk.filiform, Nothing {}).unwrap().has_pin);
    assert_eq!(
        faults(set_pin(&desk, PASSPHRASE, Some("12"))),
        [fault("pin", "pin")]
    );
    assert_eq!(
        faults(set_pin(&desk, PASSPHRASE, Some("1234"))),
        [fault("pin", "easy-pin")]
    );
    assert!(set_pin(&desk, PASSPHRASE, Some(PIN)).unwrap());
    assert!(!set_pin(&desk, PASSPHRASE, None).unwrap());
    assert!(!cover(&desk.filiform, Nothing {}).unwrap().covered);
}

#[test]
fn a_pin_never_opens_the_file() {
    let desk = with_pin();
    cover(&desk.filiform, Nothing {}).unwrap();
    desk.lock();
    assert_eq!(desk.unlock(PIN).unwrap_err().code(), "wrong-passphrase");
    assert_eq!(type_pin(&desk, PIN), "locked");
}

#[test]
fn the_place_is_told_at_the_next_unlock_and_only_then() {
    let desk = Desk::open();
    let place = r#"[{"name":"today"},{"name":"settings"}]"#;
    let keep = |place: String| keep_place(&desk.filiform, KeepPlace { place });
    keep(place.into()).unwrap();
    desk.lock();
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap().place.as_deref(),
        Some(place)
    );
    let desk = desk.crash();
    assert_eq!(
        desk.unlock(PASSPHRASE).unwrap().place,
        None,
        "after a crash the place would be out of date"
    );
    let refused = keep_place(
        &desk.filiform,
        KeepPlace {
            place: "x".repeat(9000),
        },
    );
    assert_eq!(refused.unwrap_err().code(), "unreadable-command");
}

#[test]
fn what_was_typed_in_the_settings_outlives_a_lock_and_shows_nowhere_else() {
    let desk = Desk::open();
    let keep = |body: Value| {
        ask(
            &desk,
            "keep_draft",
            json!({ "draft": null, "kind": "settings", "patient": null, "rev": 0, "body": body, "caret": "practice.phone:3" }),
        )
    };
    assert_eq!(
        keep(json!({ "passphrase": "x" })),
        Err("unreadable-command".into())
    );
    let mut typed = practice();
    typed.phone = "207 555".into();
    keep(json!({ "practice": typed })).unwrap();
    desk.lock();
    let workspace = desk.unlock(PASSPHRASE).unwrap();
    assert!(workspace.resume.is_none(), "it is no note to go on with");
    let unsaved = ask(&desk, "practice_page", json!({})).unwrap()["unsaved"].clone();
    assert_eq!(unsaved["typed"]["practice"]["phone"], "207 555");
    assert_eq!(unsaved["typed"]["therapist"], Value::Null);
    assert_eq!(unsaved["kept"]["caret"], "practice.phone:3");
    assert_eq!(ask(&desk, "today", json!({})).unwrap()["drafts"], json!([]));
}

#[test]
fn what_was_typed_for_a_letter_outlives_a_lock_and_ends_with_the_letter() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let offer = |desk: &Desk| {
        filiform::export_referral::offer_letter(&desk.filiform, WhichPatient { patient })
            .ok()
            .unwrap()
    };
    let first = offer(&desk);
    assert!(first.typed.is_none());
    let mut form = first.form;
    form.own_words = "Please call me.".into();
    let body = json!({ "form": form, "path": first.path });
    let kept = ask(
        &desk,
        "keep_draft",
        json!({ "draft": null, "kind": "letter", "patient": patient, "rev": 0, "body": body, "caret": null }),
    )
    .unwrap();
    desk.lock();
    assert!(desk.unlock(PASSPHRASE).unwrap().resume.is_none());
    let again = offer(&desk);
    assert_eq!(
        again.form.own_words, "",
        "a script's letter says nothing that was only begun"
    );
    assert_eq!(again.typed.unwrap().form.own_words, "Please call me.");
    let letter = json!({ "patient": patient, "form": form, "path": first.path, "replace": false, "draft": kept["id"] });
    ask(&desk, "export_letter", letter).unwrap();
    assert!(offer(&desk).typed.is_none());
}

#[test]
fn a_lock_gets_in_between_commands_that_never_cease() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !is_over.load(std::sync::atomic::Ordering::SeqCst) {
                    let asked = ask(&desk, "open_patient", json!({ "patient": patient }));
                    let code = asked.err().unwrap_or_default();
                    let known = ["", "locked", "interrupted"].contains(&code.as_str());
                    assert!(known, "{code}");
                }
            });
        }
        for _ in 0..5 {
            desk.lock();
            assert_eq!(state(&desk), PracticeState::Locked);
            desk.unlock(PASSPHRASE).unwrap();
        }
        is_over.store(true, std::sync::atomic::Ordering::SeqCst);
    });
}
