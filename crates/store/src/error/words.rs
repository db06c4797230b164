//! Why a record must stay, in words and as a code.

use filiform_domain::retention::MustStay;

pub(super) fn must_stay(why: MustStay) -> String {
    match why {
        MustStay::Held => "A legal hold lies on this record. It stays until the hold is lifted.".into(),
        MustStay::NoRule => {
            "The practice has not set how long it keeps records, so none can be destroyed. Set it in the \
             settings first."
                .into()
        }
        MustStay::NotBefore(day) => format!(
            "This record must be kept: it may be destroyed from {} on.",
            day.words()
        ),
        MustStay::Signed => "Something was signed for this patient, so that the record is kept like any \
                             other."
            .into(),
    }
}

/// The stable code of the same.
pub(super) fn must_stay_code(why: MustStay) -> &'static str {
    match why {
        MustStay::Held => "on-hold",
        MustStay::NoRule => "no-retention-rule",
        MustStay::NotBefore(_) => "not-due",
        MustStay::Signed => "something-was-signed",
    }
}
