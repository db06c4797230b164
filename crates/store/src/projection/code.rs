//! The few closed lists, as the stable words that columns hold.

use filiform_domain::amendment::VoidReason;
use filiform_domain::change::Reading;
use filiform_domain::episode::DischargeReason;
use filiform_domain::quantity::PainScore;
use filiform_domain::site::{Side, Twitch};
use filiform_domain::visit::{NotHeldHow, Tolerance};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// A value of a closed list, on its way into or out of a column.
pub(crate) struct Code<T>(pub(crate) T);

macro_rules! codes {
    ($type:ty { $($value:path => $code:literal),+ $(,)? }) => {
        impl ToSql for Code<$type> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(match self.0 { $($value => $code),+ }.into())
            }
        }

        impl FromSql for Code<$type> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($code => Ok(Self($value)),)+
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    };
}

codes!(Side { Side::Left => "left", Side::Right => "right", Side::Both => "both", Side::Midline => "midline" });
codes!(Twitch { Twitch::None => "none", Twitch::Seen => "seen" });
codes!(Tolerance { Tolerance::Good => "good", Tolerance::Fair => "fair", Tolerance::Poor => "poor" });

codes!(NotHeldHow { NotHeldHow::Cancelled => "cancelled", NotHeldHow::Missed => "missed" });

codes!(VoidReason {
    VoidReason::EnteredInError => "entered-in-error",
    VoidReason::WrongPatient => "wrong-patient",
    VoidReason::Other => "other",
});

codes!(DischargeReason {
    DischargeReason::GoalsMet => "goals-met",
    DischargeReason::NoFurtherChange => "no-further-change",
    DischargeReason::ReferredOn => "referred-on",
    DischargeReason::PatientsChoice => "patients-choice",
    DischargeReason::DidNotReturn => "did-not-return",
    DischargeReason::AuthorisationEnded => "authorisation-ended",
    DischargeReason::Other => "other",
});

codes!(Reading {
    Reading::NotEnough => "not-enough",
    Reading::EdgeOfScale => "edge-of-scale",
    Reading::NoClearChange => "no-clear-change",
    Reading::PossiblyBetter => "possibly-better",
    Reading::Better => "better",
    Reading::ClearlyBetter => "clearly-better",
    Reading::PossiblyWorse => "possibly-worse",
    Reading::Worse => "worse",
});

impl ToSql for Code<PainScore> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.points().into())
    }
}

impl FromSql for Code<PainScore> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let points = u8::column_result(value)?;
        PainScore::new(points)
            .map(Self)
            .ok_or(FromSqlError::OutOfRange(i64::from(points)))
    }
}

/// Ids in one column: they hold no space, so that a space parts them.
pub(crate) fn joined(ids: &[String]) -> Option<String> {
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The ids again.
pub(crate) fn parted(ids: Option<String>) -> Vec<String> {
    ids.map(|ids| ids.split(' ').map(str::to_owned).collect())
        .unwrap_or_default()
}
