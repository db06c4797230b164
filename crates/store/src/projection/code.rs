//! The few closed lists, as the stable words that columns hold.

use filiform_domain::quantity::PainScore;
use filiform_domain::session::Tolerance;
use filiform_domain::site::{Side, Twitch};
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

/// The kinds of a session's events: ids without spaces, so that a space parts them.
pub(crate) fn joined(kinds: &[String]) -> Option<String> {
    (!kinds.is_empty()).then(|| kinds.join(" "))
}

/// The kinds again.
pub(crate) fn parted(kinds: Option<String>) -> Vec<String> {
    kinds
        .map(|kinds| kinds.split(' ').map(str::to_owned).collect())
        .unwrap_or_default()
}
