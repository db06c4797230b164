//! Session lines: `!consent`, `!nprs`, `!count`, `!24h`, `!ae`, `!plan`.

use crate::event::Severity;
use crate::pain::PainWindow;

use super::free_text::{self, tidy};
use super::pain_token::scores;
use super::reading::{ConsentForm, SessionLine, window_of, window_word};
use super::refusal::{Code, Refusal, Slip};
use super::token::{Token, number, tokens};
use super::word_tokens::known_event;
use super::words::LineWords;

/// What a session line begins with, and what it records.
pub(super) const OPENERS: [(&str, &str); 6] = [
    ("!consent", "consent of the day"),
    ("!nprs", "pain of the session"),
    ("!count", "needles in and out"),
    ("!24h", "soreness after the last session"),
    ("!ae", "an adverse event"),
    ("!plan", "the plan"),
];

/// Reads a session line.
pub(super) fn read(line: &str, words: &dyn LineWords) -> Result<SessionLine, Refusal> {
    let all = tokens(line);
    let Some((opener, rest)) = all.split_first() else {
        return Err(Slip::new(Code::Empty, "nothing is written").at(line, 0..line.len()));
    };
    let texts: Vec<&str> = rest.iter().map(|token| token.text).collect();
    let from_here = |slip: Slip| slip.at(line, opener.start..line.trim_end().len());
    match opener.text {
        "!consent" => consent(&texts).map_err(from_here),
        "!nprs" => pain(line, opener, rest),
        "!count" => count(&texts).map_err(from_here),
        "!24h" => soreness(&texts).map_err(from_here),
        "!ae" => event(line, opener, rest, words),
        "!plan" => plan(line, opener),
        other => Err(unknown(other).at(line, opener.span())),
    }
}

fn unknown(typed: &str) -> Slip {
    let lower = typed.to_lowercase();
    if lower != typed && OPENERS.iter().any(|(opener, _)| *opener == lower) {
        return Slip::spelling(lower);
    }
    Slip::not_understood(typed).offering(OPENERS)
}

fn form(right: &str) -> Slip {
    Slip::new(Code::SessionForm, format!("write: {right}"))
}

fn consent(texts: &[&str]) -> Result<SessionLine, Slip> {
    let all = [
        ConsentForm::Verbal,
        ConsentForm::Written,
        ConsentForm::Withdrawn,
    ];
    let named = match texts {
        [one] => all.into_iter().find(|form| form.word() == *one),
        _ => None,
    };
    named.map(SessionLine::Consent).ok_or_else(|| {
        form("!consent verbal, written or withdrawn")
            .offering(all.map(|form| (format!("!consent {}", form.word()), form.word())))
    })
}

fn pain(line: &str, opener: &Token<'_>, rest: &[Token<'_>]) -> Result<SessionLine, Refusal> {
    let span = opener.start..line.trim_end().len();
    match rest {
        [window, typed] => {
            let Some(known) = window_of(window.text) else {
                return Err(windows(typed.text).at(line, window.start..span.end));
            };
            scores(known, typed.text, "")
                .map(SessionLine::Pain)
                .map_err(|slip| slip.at(line, typed.span()))
        }
        [typed] if scores(PainWindow::Now, typed.text, "").is_ok() => {
            Err(windows(typed.text).at(line, typed.span()))
        }
        _ => Err(form("!nprs cur 7>3, or !nprs worst 8").at(line, span)),
    }
}

/// Which time is meant is asked; a change can only be of pain now.
fn windows(typed: &str) -> Slip {
    let all = [
        PainWindow::Now,
        PainWindow::Best,
        PainWindow::Worst,
        PainWindow::Average,
    ];
    let fit = all
        .into_iter()
        .filter(|window| scores(*window, typed, "").is_ok());
    let offers = fit.map(|window| {
        (
            format!("{} {typed}", window_word(window)),
            format!("pain {}", window.words()),
        )
    });
    form("!nprs cur, best, worst or avg, then the rating").offering(offers)
}

fn count(texts: &[&str]) -> Result<SessionLine, Slip> {
    let needles = |digits: &str| number::<u16>(digits, 0..=200);
    let (put_in, taken_out, right) = match texts {
        ["in", put_in, "out", taken_out] => (*put_in, *taken_out, true),
        [put_in, taken_out] => (*put_in, *taken_out, false),
        _ => return Err(form("!count in 9 out 9")),
    };
    match (needles(put_in), needles(taken_out)) {
        (Some(put_in), Some(taken_out)) if right => Ok(SessionLine::Count { put_in, taken_out }),
        (Some(put_in), Some(taken_out)) => {
            let fixed = format!("!count in {put_in} out {taken_out}");
            Err(form("!count in 9 out 9").fixed(fixed))
        }
        _ if right => Err(Slip::new(
            Code::OutOfRange,
            "needles in and out are whole numbers from 0 to 200",
        )),
        _ => Err(form("!count in 9 out 9")),
    }
}

fn soreness(texts: &[&str]) -> Result<SessionLine, Slip> {
    let ["sore", points, "for", hours] = texts else {
        return Err(form("!24h sore 3 for 36h"));
    };
    let points = number::<u8>(points, 0..=10);
    let hours = hours
        .strip_suffix('h')
        .ok_or_else(|| form("!24h sore 3 for 36h"))?;
    match (points, number::<u16>(hours, 0..=720)) {
        (Some(points), Some(hours)) => Ok(SessionLine::Soreness { points, hours }),
        _ => Err(Slip::new(
            Code::OutOfRange,
            "soreness is 0 to 10, for 0 to 720 hours",
        )),
    }
}

/// The word of a severity in a line.
pub(super) const SEVERITIES: [Severity; 3] =
    [Severity::Mild, Severity::Significant, Severity::Serious];

fn event(
    line: &str,
    opener: &Token<'_>,
    rest: &[Token<'_>],
    words: &dyn LineWords,
) -> Result<SessionLine, Refusal> {
    let [kind, severity, ..] = rest else {
        let right = "!ae fainting significant, then what was seen and done";
        return Err(form(right).at(line, opener.start..line.trim_end().len()));
    };
    let id = known_event(kind.text, "", words).map_err(|slip| slip.at(line, kind.span()))?;
    let known = SEVERITIES
        .into_iter()
        .find(|one| one.words() == severity.text);
    let Some(known) = known else {
        let slip = Slip::new(
            Code::SessionForm,
            "write how severe it was: mild, significant or serious",
        );
        let slip = slip.offering(SEVERITIES.map(|one| (one.words(), one.words())));
        return Err(slip.at(line, severity.span()));
    };
    free_text::check(line, severity.end())?;
    Ok(SessionLine::Event {
        kind: id,
        severity: known,
        text: tidy(line.get(severity.end()..).unwrap_or_default()),
    })
}

fn plan(line: &str, opener: &Token<'_>) -> Result<SessionLine, Refusal> {
    free_text::check(line, opener.end())?;
    let text = tidy(line.get(opener.end()..).unwrap_or_default());
    if text.is_empty() {
        let slip = form("!plan, then the plan");
        return Err(slip.at(line, opener.end()..opener.end()));
    }
    Ok(SessionLine::Plan(text))
}
