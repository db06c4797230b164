//! Tests of what is said of an attached file, and of its withdrawal.

use super::testing::{pdf, png_of};
use super::*;
use crate::between::testing::{NOW_MS, between};

fn letter() -> AttachmentDraft {
    AttachmentDraft {
        kind: Some(AttachmentKind::ReferralLetter),
        title: " Letter of Dr. L. Hahn ".into(),
        date: "2026-11-20".into(),
        session: String::new(),
    }
}

fn kept(draft: &AttachmentDraft) -> Result<Attachment, Vec<Problem>> {
    let file = FileKept::new(content::look(&pdf()).unwrap(), "00".repeat(32));
    let id = AttachmentId::new(NOW_MS, [1; 10]);
    draft.checked(id, &between(), &|id| id == session(), file)
}

fn session() -> SessionId {
    SessionId::new(NOW_MS, [5; 10])
}

fn found(problems: Result<impl Sized, Vec<Problem>>) -> Vec<(String, String)> {
    let problems = problems.err().unwrap_or_default();
    problems.into_iter().map(|p| (p.path, p.code)).collect()
}

fn fault(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.into(), code.into())]
}

#[test]
fn an_empty_form_names_what_it_needs() {
    let paths: Vec<_> = found(kept(&AttachmentDraft::default()))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths, ["kind", "title", "date"]);
}

#[test]
fn a_title_is_tidied_and_a_session_must_be_the_patients() {
    let of_session = AttachmentDraft {
        session: session().to_string(),
        ..letter()
    };
    let attached = kept(&of_session).ok().unwrap();
    assert_eq!(attached.title, "Letter of Dr. L. Hahn");
    assert_eq!(attached.session, Some(session()));
    for wrong in ["x", "0191e6b0-0000-7000-8000-000000000000"] {
        let draft = AttachmentDraft {
            session: wrong.into(),
            ..letter()
        };
        assert_eq!(found(kept(&draft)), fault("session", "unknown-session"));
    }
    let long = AttachmentDraft {
        title: "夜".repeat(201),
        ..letter()
    };
    assert_eq!(found(kept(&long)), fault("title", "too-long"));
}

#[test]
fn a_day_that_cannot_be_on_a_paper_is_refused() {
    for (date, code) in [
        ("20.11.2026", "not-a-date"),
        ("2026-11-23", "future"),
        ("1984-03-13", "before-birth"),
    ] {
        let draft = AttachmentDraft {
            date: date.into(),
            ..letter()
        };
        assert_eq!(found(kept(&draft)), fault("date", code), "{date}");
    }
}

#[test]
fn a_paper_of_today_stands_where_it_came_in_and_an_older_one_on_its_own_day() {
    let now = between().now;
    let today = AttachmentDraft {
        date: "2026-11-22".into(),
        ..letter()
    };
    assert_eq!(kept(&today).ok().unwrap().at, now);
    let at = kept(&letter()).ok().unwrap().at;
    assert_eq!(
        (at.date().to_string(), at.clock()),
        ("2026-11-20".into(), "00:00".into())
    );
}

#[test]
fn a_withdrawal_says_why() {
    let attached = || kept(&letter()).ok().unwrap();
    let withdrawal = |reason, words: &str| AttachmentWithdrawalDraft {
        reason,
        words: words.into(),
    };
    assert_eq!(
        found(withdrawal(None, "x").checked(attached())),
        fault("reason", "missing")
    );
    let other = Some(VoidReason::Other);
    assert_eq!(
        found(withdrawal(other, " ").checked(attached())),
        fault("words", "missing")
    );
    let wrong = Some(VoidReason::WrongPatient);
    assert!(withdrawal(wrong, "").checked(attached()).is_ok());
}

#[test]
fn what_is_kept_reads_back_and_turns_into_the_same_draft() {
    let mut attached = kept(&letter()).ok().unwrap();
    attached.file = FileKept::new(content::look(&png_of(4, 3)).unwrap(), "ab".repeat(32));
    let body = serde_json::to_string(&attached).unwrap();
    let back: Attachment = serde_json::from_str(&body).unwrap();
    assert!(back == attached);
    assert!(kept(&attached.to_draft()).ok().unwrap().to_draft() == attached.to_draft());
}
