//! Why a line is not taken: where, in words that ask back, and with lines that would be taken.

use std::fmt;
use std::ops::Range;

/// Why a line is not taken.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What is wrong, for programs.
    pub code: Code,
    /// The place in the line, in bytes. Empty where something is missing.
    pub span: Range<usize>,
    /// What is wrong, for the person. It can repeat the token that was not understood.
    pub message: String,
    /// What could be written there instead; the person chooses.
    pub choices: Vec<Choice>,
    /// The whole corrected line, where only one thing can have been meant. Taken with one key, never by itself.
    pub fix: Option<String>,
}

/// Something that could be written instead.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// The token: `GMax`.
    pub write: String,
    /// What it means in plain words: "gluteus maximus".
    pub words: String,
    /// The whole line with it.
    pub line: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What is wrong with a line.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// The stable word for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

codes! {
    /// Nothing is written.
    Empty = "empty",
    /// It is longer than a line may be.
    TooLong = "too-long",
    /// It is more than one line.
    SeveralLines = "several-lines",
    /// The side is not one letter.
    SideWord = "side-word",
    /// The side is missing, or the midline was named for a target with two sides.
    SideNeeded = "side-needed",
    /// A side was given for a target on the midline.
    SideOfMidline = "side-of-midline",
    /// There is no target.
    TargetNeeded = "target-needed",
    /// The short name can be misread.
    Ambiguous = "ambiguous",
    /// A token is not understood.
    NotUnderstood = "not-understood",
    /// A token is understood, but written otherwise.
    Spelling = "spelling",
    /// Something stands twice.
    Twice = "twice",
    /// A number is out of its range.
    OutOfRange = "out-of-range",
    /// There is no needle size.
    NeedleNeeded = "needle-needed",
    /// The zero before the point is missing.
    NeedleLeadingZero = "needle-leading-zero",
    /// A gauge instead of millimetres.
    NeedleGauge = "needle-gauge",
    /// Length before diameter.
    NeedleOrder = "needle-order",
    /// No needle is so thin or thick.
    NeedleDiameter = "needle-diameter",
    /// No needle is so short or long.
    NeedleLength = "needle-length",
    /// Deeper than the needle is long.
    DepthOverNeedle = "depth-over-needle",
    /// Superficial and to the bone.
    SuperficialBone = "superficial-bone",
    /// A setting of the current without the current.
    EsFirst = "es-first",
    /// A pain rating over 10.
    PainOverTen = "pain-over-ten",
    /// A change of a rating that covers 24 hours.
    PainWindow = "pain-window",
    /// No spine has this level.
    Level = "level",
    /// No adverse event has this id.
    UnknownEvent = "unknown-event",
    /// An abbreviation or a number that is on the Do Not Use list.
    DoNotUse = "do-not-use",
    /// A session line in another form than the grammar's.
    SessionForm = "session-form",
}

/// A refusal before its place in the line is known.
#[derive(Clone)]
pub(super) struct Slip {
    code: Code,
    message: String,
    choices: Vec<(String, String)>,
    fix: Option<String>,
}

impl Slip {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            choices: Vec::new(),
            fix: None,
        }
    }

    /// A token that means nothing.
    pub(super) fn not_understood(token: &str) -> Self {
        Self::new(Code::NotUnderstood, format!("not understood: {token}"))
    }

    /// A token that is written otherwise.
    pub(super) fn spelling(right: impl Into<String>) -> Self {
        let right = right.into();
        Self::new(Code::Spelling, format!("write {right}")).fixed(right)
    }

    /// With what could stand there instead, each with plain words.
    pub(super) fn offering(
        mut self,
        choices: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.choices.extend(
            choices
                .into_iter()
                .map(|(write, words)| (write.into(), words.into())),
        );
        self
    }

    /// With the one thing that can have been meant there.
    pub(super) fn fixed(mut self, token: impl Into<String>) -> Self {
        self.fix = Some(token.into());
        self
    }

    /// The refusal at a place of the line. The offers replace that place.
    pub(super) fn at(self, line: &str, span: Range<usize>) -> Refusal {
        let with = |token: &str| {
            let before = line.get(..span.start).unwrap_or_default();
            let after = line.get(span.end..).unwrap_or_default();
            format!("{before}{token}{after}").trim().to_owned()
        };
        Refusal {
            code: self.code,
            message: self.message,
            choices: self
                .choices
                .into_iter()
                .map(|(write, words)| Choice {
                    line: with(&write),
                    write: write.trim().to_owned(),
                    words,
                })
                .collect(),
            fix: self.fix.map(|token| with(&token)),
            span,
        }
    }
}

/// The words can repeat what was typed, so that they are not shown.
impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal({} at {:?})", self.code.word(), self.span)
    }
}
