//! Names of rows: a newtype each, so that a region's id can never be passed for a target's.
//!
//! An id is a stable slug of the clinical pack and is never reused.

use std::fmt;

use serde::Deserialize;

/// The text is not a slug: lower-case letters, digits, `-` and `_`, at least one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an id (lower-case letters, digits, - and _ only)")]
pub struct NotAnId(String);

fn is_slug(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !text.is_empty() && text.chars().all(allowed)
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as text, as it is stored and sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                if is_slug(&text) { Ok(Self(text.into())) } else { Err(NotAnId(text)) }
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug!(
    /// A needle target: mostly a muscle, sometimes a tendon, capsule, ligament or fascia.
    TargetId
);
slug!(
    /// A body region.
    RegionId
);
slug!(
    /// A condition that a patient is treated for.
    ConditionId
);
slug!(
    /// An outcome measure.
    MeasureId
);
slug!(
    /// A screening check.
    CheckId
);
slug!(
    /// A kind of adverse event.
    AdverseEventId
);
slug!(
    /// A source of a row: a paper, a guideline, a web page.
    SourceId
);
slug!(
    /// What a needle can reach by mistake: `pleura`, `spinal_canal`.
    RiskFlagId
);
slug!(
    /// A needling technique.
    TechniqueId
);
slug!(
    /// Care given beside needling.
    OtherCareId
);
slug!(
    /// A word for the response to needling.
    ResponseWordId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_slug_and_nothing_else() {
        for good in ["trapezius-upper", "spinal_canal", "visa-a", "g1"] {
            assert!(
                TargetId::try_from(good.to_owned()).is_ok(),
                "{good} is a slug"
            );
        }
        for bad in ["", " ", "Trapezius", "upper trapezius", "a;b", "é"] {
            assert!(
                TargetId::try_from(bad.to_owned()).is_err(),
                "{bad:?} is no slug"
            );
        }
    }
}
