//! Numbers that are written and read back, and means of them.

use proptest::prelude::*;

use super::number::{NotAScore, in_steps};
use super::{Amount, written};

proptest! {
    #[test]
    fn every_step_of_every_scale_is_written_and_read_back(steps in -999_999_999_i64..=999_999_999, decimals in 0u8..=3) {
        prop_assert_eq!(in_steps(&written(steps, decimals), decimals), Ok(steps));
    }

    #[test]
    fn no_text_panics_and_none_is_read_as_something_else(text in ".{0,12}", decimals in 0u8..=3) {
        if let Ok(steps) = in_steps(&text, decimals) {
            prop_assert!(text.contains(|letter: char| letter.is_ascii_digit()));
            prop_assert!(steps.abs() < 1_000_000_000_000);
        }
    }

    #[test]
    fn a_mean_lies_between_its_ratings(ratings in prop::collection::vec(0_i64..=10, 1..=5)) {
        let of = u16::try_from(ratings.len()).unwrap();
        let mean = Amount { sum: ratings.iter().sum(), of, decimals: 0 }.thousandths();
        let (low, high) = (ratings.iter().min().unwrap() * 1000, ratings.iter().max().unwrap() * 1000);
        prop_assert!((low..=high).contains(&mean));
    }
}

#[test]
fn a_comma_is_a_decimal_point_and_a_point_alone_is_nothing() {
    assert_eq!(in_steps("12,5", 1), Ok(125));
    assert_eq!(
        in_steps("12.50", 1),
        Ok(125),
        "a zero behind the last step is no fault"
    );
    assert_eq!(in_steps("12.", 1), Err(NotAScore::NotANumber));
    assert_eq!(
        in_steps("−3", 0),
        Ok(-3),
        "the minus sign of a phone's keyboard"
    );
}
