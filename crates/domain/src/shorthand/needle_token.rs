//! The needle size of a line, `0.25x40`, and every slip in writing one.

use crate::quantity::NeedleSize;

use super::refusal::{Code, Slip};
use super::token::{is_digits, number};
use super::words::LineWords;

/// A needle size, when the token is one or is meant to be one.
pub(super) fn size(token: &str, words: &dyn LineWords) -> Option<Result<NeedleSize, Slip>> {
    let lower = token.to_lowercase().replace(['×', '*'], "x");
    if let Some(gauge) = gauge(&lower, words) {
        return Some(Err(gauge));
    }
    let bare = lower.strip_suffix("mm").unwrap_or(&lower);
    let Some((first, second)) = bare.split_once('x') else {
        return diameter_alone(bare, words).map(Err);
    };
    let first = first.strip_suffix("mm").unwrap_or(first);
    if !(is_decimal(first) && is_decimal(second)) {
        return None;
    }
    if second.contains(['.', ',']) {
        return Some(Err(wrong_order(first, second)));
    }
    Some(match (usual(first), number::<u16>(second, 13..=125)) {
        (Ok(um), Some(length_mm)) => {
            let size = NeedleSize {
                diameter_um: um,
                length_mm,
            };
            if size.to_string() == token {
                Ok(size)
            } else {
                Err(written_otherwise(first, size))
            }
        }
        (Err(slip), _) => Err(with_length(slip, first, second)),
        (_, None) => Err(Slip::new(
            Code::NeedleLength,
            "the length must lie between 13 and 125 mm",
        )),
    })
}

/// Digits with at most one point or comma.
fn is_decimal(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(2, ['.', ',']).collect();
    match parts.as_slice() {
        [whole] => is_digits(whole),
        [whole, decimals] => (whole.is_empty() || is_digits(whole)) && is_digits(decimals),
        _ => false,
    }
}

/// The diameter in micrometres, written with any number of decimals that stand for two.
fn usual(diameter: &str) -> Result<u16, Slip> {
    let out_of_range = || {
        Slip::new(
            Code::NeedleDiameter,
            "the diameter must lie between 0.12 and 0.40 mm, with two decimals",
        )
    };
    let (whole, decimals) = diameter.split_once(['.', ',']).ok_or_else(|| {
        Slip::new(
            Code::NeedleDiameter,
            "write the diameter in mm, like 0.25x40",
        )
    })?;
    if whole.bytes().any(|digit| digit != b'0') {
        return Err(out_of_range());
    }
    let hundredths = match decimals.len() {
        1 => format!("{decimals}0"),
        _ => decimals.trim_end_matches('0').to_owned(),
    };
    let hundredths = format!("{hundredths:0<2}");
    number::<u16>(&hundredths, 12..=40)
        .filter(|_| hundredths.len() == 2)
        .map(|hundredths| hundredths * 10)
        .ok_or_else(out_of_range)
}

/// It can mean one needle only, and is written otherwise.
fn written_otherwise(first: &str, size: NeedleSize) -> Slip {
    let right = size.to_string();
    let diameter = right.split('x').next().unwrap_or_default();
    if first.starts_with('.') {
        let message = format!("write {diameter}, not {first}");
        Slip::new(Code::NeedleLeadingZero, message).fixed(right)
    } else if first != diameter {
        Slip::new(Code::Spelling, format!("write {diameter}, not {first}")).fixed(right)
    } else {
        Slip::spelling(right)
    }
}

/// Offers `0.25x40` for `25x40`, where that is a needle. It is a choice, not a correction.
fn with_length(slip: Slip, first: &str, second: &str) -> Slip {
    let with_point = format!("0.{first}");
    let offered = usual(&with_point).ok().zip(number::<u16>(second, 13..=125));
    match offered.filter(|_| is_digits(first) && first.len() == 2) {
        Some((diameter_um, length_mm)) => slip.offering([offer(NeedleSize {
            diameter_um,
            length_mm,
        })]),
        None => slip,
    }
}

fn wrong_order(first: &str, second: &str) -> Slip {
    let message = "write the diameter first, then the length, like 0.25x40";
    let slip = Slip::new(Code::NeedleOrder, message);
    match (usual(second), number::<u16>(first, 13..=125)) {
        (Ok(diameter_um), Some(length_mm)) => slip.fixed(
            NeedleSize {
                diameter_um,
                length_mm,
            }
            .to_string(),
        ),
        _ => slip,
    }
}

/// A gauge is never turned into millimetres: the sizes of the list are offered to choose from.
fn gauge(lower: &str, words: &dyn LineWords) -> Option<Slip> {
    let (number_of, length) = lower.split_once('g')?;
    let length = length.strip_prefix('a').unwrap_or(length);
    let length = length.strip_prefix('x').unwrap_or(length);
    let length = length.strip_suffix("mm").unwrap_or(length);
    if !is_digits(number_of) || !(length.is_empty() || is_digits(length)) {
        return None;
    }
    let wanted = number::<u16>(length, 13..=125);
    let fits = |size: &NeedleSize| wanted.is_none_or(|length| size.length_mm == length);
    let sizes = words.needle_sizes().into_iter().filter(fits).map(offer);
    Some(Slip::new(Code::NeedleGauge, "write millimetres, not gauge").offering(sizes))
}

/// `0.25` alone: the lengths of the list are offered.
fn diameter_alone(bare: &str, words: &dyn LineWords) -> Option<Slip> {
    if !(bare.starts_with("0.") || bare.starts_with('.')) || !is_decimal(bare) {
        return None;
    }
    let message = "write diameter x length in millimetres, like 0.25x40";
    let diameter = usual(bare).ok();
    let fits = |size: &NeedleSize| diameter == Some(size.diameter_um);
    let sizes = words.needle_sizes().into_iter().filter(fits).map(offer);
    Some(Slip::new(Code::NeedleLength, message).offering(sizes))
}

fn offer(size: NeedleSize) -> (String, String) {
    (size.to_string(), size.words())
}
