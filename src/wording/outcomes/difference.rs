//! The difference of two scores in words: with its sign, its unit and no more decimals than they have.

use filiform_domain::measure::{Amount, written};

/// "+3 points", "−22 percentage points": of a scale in percent, "−22 %" would read as a share of the baseline.
pub(super) fn change_words(unit: &str, before: Amount, after: Amount) -> String {
    let decimals = before.decimals_written().max(after.decimals_written());
    let step = 10_i64.pow(u32::from(3 - decimals.min(3)));
    let exact = after.change_from(before);
    let thousandths = (exact + exact.signum() * step / 2) / step * step;
    let (one, many) = match unit {
        "%" => ("percentage point", "percentage points"),
        "points" => ("point", "points"),
        other => (other, other),
    };
    let unit = if thousandths.abs() == 1000 { one } else { many };
    format!("{} {unit}", signed(thousandths))
        .trim_end()
        .to_owned()
}

/// "−22", "+2.4", "0", from thousandths.
fn signed(thousandths: i64) -> String {
    let text = written(thousandths, 3);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match thousandths {
        0 => "0".to_owned(),
        1.. => format!("+{text}"),
        _ => with_minus(text),
    }
}

/// A minus of its own width, which a screen reader does not take for a hyphen.
pub(super) fn with_minus(number: &str) -> String {
    number.replacen('-', "\u{2212}", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_written_with_the_decimals_of_its_scores() {
        let amount = |sum, of, decimals| Amount { sum, of, decimals };
        let cases = [
            (
                amount(20, 3, 0),
                amount(13, 3, 0),
                "points",
                "\u{2212}2.3 points",
            ),
            (
                amount(7, 1, 0),
                amount(6, 1, 0),
                "points",
                "\u{2212}1 point",
            ),
            (
                amount(38, 1, 0),
                amount(39, 1, 0),
                "%",
                "+1 percentage point",
            ),
            (
                amount(125, 1, 1),
                amount(130, 1, 1),
                "%",
                "+0.5 percentage points",
            ),
            (amount(3, 1, 0), amount(3, 1, 0), "cm", "0 cm"),
        ];
        for (before, after, unit, said) in cases {
            assert_eq!(change_words(unit, before, after), said);
        }
    }
}
