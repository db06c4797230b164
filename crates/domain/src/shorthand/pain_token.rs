//! Pain ratings of a line: `NPRS:7>3`, `NPRS.worst:8`.

use crate::pain::PainWindow;

use super::reading::{Pain, window_of};
use super::refusal::{Code, Slip};
use super::token::{is_digits, number};

/// A pain rating, when the token is one or is meant to be one.
pub(super) fn pain(token: &str) -> Option<Result<Pain, Slip>> {
    let after_word = token.strip_prefix("NPRS")?;
    let (window, rest) = match after_word.strip_prefix('.') {
        None => (PainWindow::Now, after_word),
        Some(named) => {
            let end = named
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(named.len());
            let (name, rest) = named.split_at(end);
            match window_of(name) {
                Some(window) => (window, rest),
                None => return Some(Err(unknown_window(token, rest))),
            }
        }
    };
    let typed = rest.strip_prefix(':').unwrap_or(rest);
    let prefix = token.strip_suffix(typed).unwrap_or(token);
    Some(scores(window, typed, prefix))
}

/// The ratings themselves: `8`, or `7>3` for pain now. `prefix` stands before them in a correction.
pub(super) fn scores(window: PainWindow, typed: &str, prefix: &str) -> Result<Pain, Slip> {
    if let Some((before, after)) = as_a_range(typed) {
        // Seven to three can be a range or a change, and only the change has a form.
        let slip = Slip::new(
            Code::Spelling,
            format!("write {before}>{after}, not {typed}"),
        );
        return Err(slip.fixed(format!("{prefix}{before}>{after}")));
    }
    let (before, after) = match typed.split_once('>') {
        Some((before, after)) => (before, Some(after)),
        None => (typed, None),
    };
    let all_digits = is_digits(before) && after.is_none_or(is_digits);
    if !all_digits {
        return Err(Slip::new(
            Code::NotUnderstood,
            format!("not understood: {prefix}{typed}"),
        ));
    }
    let point = |digits: &str| {
        number::<u8>(digits, 0..=10).ok_or_else(|| Slip::new(Code::PainOverTen, "NPRS over 10"))
    };
    let before = point(before)?;
    let after = after.map(point).transpose()?;
    if after.is_some() && window != PainWindow::Now {
        return Err(Slip::new(
            Code::PainWindow,
            "only NPRS now can change within a visit; best, worst and average cover 24 h",
        ));
    }
    Ok(Pain {
        window,
        before,
        after,
    })
}

fn as_a_range(typed: &str) -> Option<(&str, &str)> {
    ["->", "→", "-"].into_iter().find_map(|sign| {
        let (before, after) = typed.split_once(sign)?;
        (is_digits(before) && is_digits(after)).then_some((before, after))
    })
}

fn unknown_window(token: &str, rest: &str) -> Slip {
    let windows = [
        ("cur", "pain now"),
        ("best", "least pain in 24 hours"),
        ("worst", "worst pain in 24 hours"),
        ("avg", "average pain in 24 hours"),
    ];
    Slip::not_understood(token)
        .offering(windows.map(|(window, words)| (format!("NPRS.{window}{rest}"), words)))
}
