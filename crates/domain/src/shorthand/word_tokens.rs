//! Every token after the target of a needle line, read alone.

use crate::current::CurrentEffect;
use crate::level::{LevelFault, levels};
use crate::quantity::NeedleSize;

use super::free_text::tidy;
use super::needle_token;
use super::pain_token;
use super::reading::{At, Depth, Ltr, Pain, Technique};
use super::refusal::{Code, Slip};
use super::token::{is_digits, number};
use super::words::LineWords;

/// What one token says.
pub(super) enum Item {
    Points(Vec<u8>),
    At(At),
    Needle(NeedleSize),
    Needles(u8),
    Depth(Depth),
    Technique(Technique),
    Passes(u16),
    Seconds(u32),
    Hz(u16),
    PulseUs(u32),
    Effect(CurrentEffect),
    Ltr(Ltr),
    FamiliarPain(bool),
    Pain(Pain),
    Event(String),
}

type Found = Option<Result<Item, Slip>>;

/// What a token says. One that is written in another case is refused with its right form.
pub(super) fn item(token: &str, words: &dyn LineWords) -> Result<Item, Slip> {
    if let Some(found) = exact(token, words) {
        return found;
    }
    let cased = usual_case(token);
    if cased != token {
        match exact(&cased, words) {
            Some(Ok(_)) => return Err(Slip::spelling(cased)),
            Some(Err(slip)) => return Err(slip),
            None => {}
        }
    }
    Err(known_slip(&cased).unwrap_or_else(|| Slip::not_understood(token)))
}

fn exact(token: &str, words: &dyn LineWords) -> Found {
    fixed_word(token)
        .map(Ok)
        .or_else(|| points(token))
        .or_else(|| place(token))
        .or_else(|| Some(needle_token::size(token, words)?.map(Item::Needle)))
        .or_else(|| Some(pain_token::pain(token)?.map(Item::Pain)))
        .or_else(|| twitch(token))
        .or_else(|| event(token, words))
        .or_else(|| measured(token))
}

fn fixed_word(token: &str) -> Option<Item> {
    Some(match token {
        "dbone" => Item::Depth(Depth::Bone),
        "dsup" => Item::Depth(Depth::Superficial),
        "sens" => Item::Effect(CurrentEffect::Sensory),
        "motor" => Item::Effect(CurrentEffect::Motor),
        "FP+" => Item::FamiliarPain(true),
        "FP-" => Item::FamiliarPain(false),
        _ => Item::Technique(Technique::of_word(token)?),
    })
}

/// `TrP1`, `TrP1-2`, `TrP1,3`.
fn points(token: &str) -> Found {
    let list = token.strip_prefix("TrP")?;
    let slip = || {
        Slip::new(
            Code::OutOfRange,
            "write trigger points as numbers from 1 to 20, each once: TrP1, TrP1-2 or TrP1,3",
        )
    };
    let mut points: Vec<u8> = Vec::new();
    for part in list.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let ends = number::<u8>(first, 1..=20).zip(number::<u8>(last, 1..=20));
        match ends.filter(|(first, last)| first < last || part == first.to_string()) {
            Some((first, last)) => points.extend(first..=last),
            None => return Some(Err(slip())),
        }
    }
    let each_once =
        (1..points.len()).all(|n| !points.iter().take(n).any(|p| points.get(n) == Some(p)));
    Some(if each_once {
        Ok(Item::Points(points))
    } else {
        Err(slip())
    })
}

/// `@L4-5` is a level and is checked, `@midpoint` is a place and is kept.
fn place(token: &str) -> Found {
    let typed = token.strip_prefix('@')?;
    let place = tidy(typed);
    if place.is_empty() || place.chars().count() > 60 || place.contains([';', '@']) {
        let message = "write the level or place in one word after @, like @L4-5 or @midpoint";
        return Some(Err(Slip::new(Code::NotUnderstood, message)));
    }
    Some(match levels(&place) {
        Ok(_) => {
            let usual = place.to_uppercase().replace('–', "-");
            if usual == typed {
                Ok(Item::At(At::Level(usual)))
            } else {
                Err(Slip::spelling(format!("@{usual}")))
            }
        }
        Err(LevelFault::Unreadable) => Ok(Item::At(At::Place(place))),
        Err(fault) => Err(Slip::new(Code::Level, fault.to_string())),
    })
}

/// `LTR3`, `LTR+`, `LTR+x3`, `LTR-`, `LTR0`.
fn twitch(token: &str) -> Found {
    let written = token.strip_prefix("LTR")?;
    let times = |digits| number::<u8>(digits, 1..=99).map(Ltr::Times);
    let ltr = match written {
        "+" => Some(Ltr::Present),
        "-" => Some(Ltr::Absent),
        "0" => Some(Ltr::Zero),
        _ => times(written).or_else(|| times(written.strip_prefix("+x")?)),
    };
    Some(ltr.map(Item::Ltr).ok_or_else(|| {
        let slip = Slip::new(
            Code::NotUnderstood,
            format!("not understood: {token}; write LTR3, LTR+ or LTR-"),
        );
        match written.strip_prefix('+').and_then(times) {
            Some(_) => slip.fixed(token.replace('+', "")),
            None => slip.offering([("LTR+", "a twitch"), ("LTR-", "no twitch")]),
        }
    }))
}

/// `AE:bruise`.
fn event(token: &str, words: &dyn LineWords) -> Found {
    let id = token.strip_prefix("AE:")?;
    Some(known_event(id, "AE:", words).map(Item::Event))
}

/// An adverse event by its id, or a refusal that offers those which begin like it.
pub(super) fn known_event(id: &str, prefix: &str, words: &dyn LineWords) -> Result<String, Slip> {
    let all = words.events();
    if all.iter().any(|event| event.id == id) {
        return Ok(id.to_owned());
    }
    let begin: String = id.chars().take(3).collect();
    let like = all
        .into_iter()
        .filter(|event| !begin.is_empty() && event.id.starts_with(&begin));
    let slip = Slip::new(
        Code::UnknownEvent,
        format!("no adverse event is called {id}"),
    );
    Err(slip.offering(like.map(|event| (format!("{prefix}{}", event.id), event.name))))
}

/// Numbers with their letter or unit: `n=2`, `d20`, `p12`, `5min`, `2Hz`, `250us`.
fn measured(token: &str) -> Found {
    if let Some(digits) = token.strip_prefix("n=").filter(|rest| is_digits(rest)) {
        let needles = number(digits, 1..=50).map(Item::Needles);
        return Some(needles.ok_or_else(|| range("the number of needles", "1 to 50")));
    }
    if let Some(digits) = token.strip_prefix('d').filter(|rest| is_digits(rest)) {
        let depth = number(digits, 1..=125).map(|mm| Item::Depth(Depth::Millimetres(mm)));
        return Some(depth.ok_or_else(|| range("the depth", "1 to 125 mm")));
    }
    if let Some(digits) = token.strip_prefix('p').filter(|rest| is_digits(rest)) {
        let passes = number(digits, 1..=500).map(Item::Passes);
        return Some(passes.ok_or_else(|| range("the number of passes", "1 to 500")));
    }
    if let Some(digits) = token.strip_suffix("Hz").filter(|rest| is_digits(rest)) {
        let hz = number(digits, 1..=10_000).map(Item::Hz);
        return Some(hz.ok_or_else(|| range("the frequency", "1 to 10000 Hz")));
    }
    if let Some(digits) = token.strip_suffix("us").filter(|rest| is_digits(rest)) {
        let us = number(digits, 1..=1_000_000).map(Item::PulseUs);
        return Some(us.ok_or_else(|| range("the pulse width", "1 to 1000000 us")));
    }
    let minutes = token.strip_suffix("min")?;
    let (whole, tenths) = minutes.split_once('.').unwrap_or((minutes, "0"));
    if !is_digits(whole) || !is_digits(tenths) {
        return None;
    }
    let tenths = (tenths.len() == 1)
        .then(|| number::<u32>(tenths, 0..=9))
        .flatten();
    let seconds = number::<u32>(whole, 0..=240)
        .zip(tenths)
        .map(|(whole, tenths)| whole * 60 + tenths * 6);
    let seconds = seconds.filter(|seconds| *seconds <= 14_400);
    Some(
        seconds
            .map(Item::Seconds)
            .ok_or_else(|| range("the time", "0 to 240 minutes, at most one decimal")),
    )
}

fn range(what: &str, allowed: &str) -> Slip {
    Slip::new(Code::OutOfRange, format!("{what} must be {allowed}"))
}

/// The case in which a token is written: lower, but for five words.
fn usual_case(token: &str) -> String {
    if token.starts_with('@') {
        return token.to_owned();
    }
    let lower = token.to_lowercase();
    let words = [
        ("trp", "TrP"),
        ("ltr", "LTR"),
        ("nprs", "NPRS"),
        ("ae:", "AE:"),
        ("fp", "FP"),
    ];
    for (plain, right) in words {
        if let Some(rest) = lower.strip_prefix(plain) {
            return format!("{right}{rest}");
        }
    }
    match lower.strip_suffix("hz") {
        Some(number) => format!("{number}Hz"),
        None => lower,
    }
}

/// What is not of the grammar and is often written all the same.
fn known_slip(token: &str) -> Option<Slip> {
    if let Some(technique) = Technique::of_id(token) {
        return Some(Slip::spelling(technique.word()));
    }
    if let Some(times) = token.strip_prefix('x').filter(|rest| is_digits(rest)) {
        let message = format!(
            "{token}: passes, twitches or needles? write p{times}, LTR{times} or n={times}"
        );
        return Some(Slip::new(Code::Ambiguous, message).offering([
            (format!("p{times}"), "passes"),
            (format!("LTR{times}"), "twitches"),
            (format!("n={times}"), "needles"),
        ]));
    }
    if token == "FP" {
        let choices = [("FP+", "familiar pain"), ("FP-", "no familiar pain")];
        return Some(Slip::new(Code::Ambiguous, "FP: write FP+ or FP-").offering(choices));
    }
    other_unit(token)
}

/// `2cm`, `d20mm`, `20mm`, `5mins`, `250µs`.
fn other_unit(token: &str) -> Option<Slip> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == 'd' || c == '.';
    let unit = token.trim_start_matches(is_of_number);
    let number_of = token.strip_suffix(unit)?;
    let digits = number_of.strip_prefix('d').unwrap_or(number_of);
    if unit == "cm" {
        let slip = Slip::new(Code::Spelling, "the depth is in millimetres, like d20");
        let mm = number::<u32>(digits, 1..=12).map(|cm| format!("d{}", cm * 10));
        return Some(match mm {
            Some(mm) if token.starts_with('d') => slip.fixed(mm),
            Some(mm) => slip.offering([(mm, "deep, in millimetres")]),
            None => slip,
        });
    }
    if !is_digits(digits) {
        return None;
    }
    match unit {
        "mm" if token.starts_with('d') => Some(Slip::spelling(format!("d{digits}"))),
        "mm" => {
            let slip = Slip::new(Code::Spelling, "write the depth like d20");
            Some(slip.offering([(format!("d{digits}"), "deep, in millimetres")]))
        }
        "mins" | "minutes" => Some(Slip::spelling(format!("{digits}min"))),
        "µs" | "μs" => Some(Slip::spelling(format!("{digits}us"))),
        _ => None,
    }
}
