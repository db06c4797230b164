//! Scores as exact numbers: no float ever stands for an answer.

use serde::{Deserialize, Serialize};

/// A score: a sum of answers in the measure's smallest step, over their number. A single score has the number 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The sum, in steps.
    pub sum: i64,
    /// How many answers it is the mean of, 1 or more.
    pub of: u16,
    /// Decimals of a step: with 1, a sum of 125 is 12.5.
    pub decimals: u8,
}

impl Amount {
    /// The amount in thousandths of a unit, rounded half away from zero: for charts and comparisons alone.
    pub fn thousandths(self) -> i64 {
        let power = 10_i64.pow(u32::from(self.decimals.min(6)));
        let (over, under) = (
            i128::from(self.sum) * 1000,
            i128::from(power) * i128::from(self.of.max(1)),
        );
        let half = if over < 0 { -under / 2 } else { under / 2 };
        i64::try_from((over + half) / under).unwrap_or_default()
    }

    /// How many decimals it is written with.
    pub fn decimals_written(self) -> u8 {
        if self.of <= 1 {
            self.decimals
        } else {
            self.decimals.max(1)
        }
    }

    /// As it is written: "38", "12.5", and a mean with one decimal at least: "4.3".
    pub fn words(self) -> String {
        if self.of <= 1 {
            return written(self.sum, self.decimals);
        }
        let decimals = self.decimals_written();
        let scale = 10_i64.pow(u32::from((decimals - self.decimals).min(6)));
        let (over, of) = (self.sum * scale, i64::from(self.of));
        let half = if over < 0 { -of / 2 } else { of / 2 };
        written((over + half) / of, decimals)
    }
}

/// A number of steps as it is written: 125 with one decimal is "12.5", -3 with none "-3".
pub fn written(steps: i64, decimals: u8) -> String {
    let power = 10_u64.pow(u32::from(decimals.min(6)));
    let (whole, rest) = (steps.unsigned_abs() / power, steps.unsigned_abs() % power);
    let sign = if steps < 0 { "-" } else { "" };
    let width = usize::from(decimals.min(6));
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{rest:0width$}"),
    }
}

/// Why a text is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAScore {
    /// It is no number.
    NotANumber,
    /// It has more decimals than the measure.
    TooFine,
}

/// A typed number in steps: "12.5" and "12,5" with one decimal are 125. Zeros behind the last step are no fault.
pub(super) fn in_steps(text: &str, decimals: u8) -> Result<i64, NotAScore> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let point_alone = digits.contains(['.', ',']) && rest.is_empty();
    if whole.is_empty() || point_alone || whole.len() > 9 || !is_number(whole) || !is_number(rest) {
        return Err(NotAScore::NotANumber);
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > usize::from(decimals) {
        return Err(NotAScore::TooFine);
    }
    let padded = format!("{whole}{rest:0<width$}", width = usize::from(decimals));
    let steps: i64 = padded.parse().map_err(|_| NotAScore::NotANumber)?;
    Ok(if negative { -steps } else { steps })
}
