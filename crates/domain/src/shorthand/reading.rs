//! What a line says: plain values, each within the range that the grammar allows.

use crate::current::CurrentEffect;
use crate::event::Severity;
use crate::pain::PainWindow;
use crate::quantity::NeedleSize;
use crate::site::Side;

use super::words::LineWords;

/// What a line says.
#[derive(Clone, PartialEq, Eq)]
pub enum Reading {
    /// One needled target.
    Needle(Box<NeedleRow>),
    /// Something about the whole session.
    Session(SessionLine),
}

/// One needled target. With both sides, every value holds for each side.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq)]
pub struct NeedleRow {
    /// The patient's side; the midline for a target that has no side.
    pub side: Side,
    /// The target, by id.
    pub target: String,
    /// Trigger points, 1 to 20, as they were listed.
    pub trigger_points: Vec<u8>,
    /// The level or the place.
    pub at: Option<At>,
    /// The needle. The grammar writes two decimals.
    pub needle: NeedleSize,
    /// Needles at this target, per side with both: 1 to 50.
    pub needles: Option<u8>,
    /// How deep.
    pub depth: Option<Depth>,
    /// The techniques, as they were listed; none twice.
    pub techniques: Vec<Technique>,
    /// Passes, 1 to 500.
    pub passes: Option<u16>,
    /// Seconds left in place, 0 to 14400, in tenths of a minute.
    pub left_in_s: Option<u32>,
    /// Frequency of the current in hertz, 1 to 10000.
    pub hz: Option<u16>,
    /// Pulse width of the current in microseconds, 1 to 1000000.
    pub pulse_us: Option<u32>,
    /// Intensity of the current by its effect.
    pub effect: Option<CurrentEffect>,
    /// Seconds of current, 6 to 14400, in tenths of a minute.
    pub current_s: Option<u32>,
    /// The local twitch response.
    pub ltr: Option<Ltr>,
    /// Whether the familiar pain was felt.
    pub familiar_pain: Option<bool>,
    /// Pain at this site.
    pub pain: Option<Pain>,
    /// Adverse events at this site, by id.
    pub events: Vec<String>,
    /// Free text, piece by piece.
    pub free: Vec<String>,
}

/// Where at the target.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq)]
pub enum At {
    /// A spinal level: "L4", "L4-5".
    Level(String),
    /// A place in one word: "midpoint".
    Place(String),
}

/// How deep the needle went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Millimetres, never more than the needle's length.
    Millimetres(u16),
    /// To the bone.
    Bone,
    /// Skin and fascia.
    Superficial,
}

/// The local twitch response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ltr {
    /// `LTR-`: looked for, none came.
    Absent,
    /// `LTR0`: none was counted.
    Zero,
    /// `LTR+`: it came, and was not counted.
    Present,
    /// `LTR3`: so many came, 1 to 99.
    Times(u8),
}

/// A rating on the numeric pain rating scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pain {
    /// The time it speaks of.
    pub window: PainWindow,
    /// Before the needling, 0 to 10.
    pub before: u8,
    /// After the needling, 0 to 10. Only pain now has one.
    pub after: Option<u8>,
}

/// Something about the whole session.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, PartialEq, Eq)]
pub enum SessionLine {
    /// `!consent written`.
    Consent(ConsentForm),
    /// `!nprs cur 7>3`.
    Pain(Pain),
    /// `!count in 9 out 9`: needles, not insertions.
    Count {
        /// Needles put in, 0 to 200.
        put_in: u16,
        /// Needles taken out, 0 to 200.
        taken_out: u16,
    },
    /// `!24h sore 3 for 36h`: after the last session.
    Soreness {
        /// 0 to 10.
        points: u8,
        /// Hours it lasted, 0 to 720.
        hours: u16,
    },
    /// `!ae fainting significant lay down, better after 5 minutes`.
    Event {
        /// The kind, by id.
        kind: String,
        /// How severe.
        severity: Severity,
        /// What was seen and done.
        text: String,
    },
    /// `!plan again in a week`.
    Plan(String),
}

/// How consent was given, or that it was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentForm {
    /// By word of mouth.
    Verbal,
    /// In writing.
    Written,
    /// Withdrawn.
    Withdrawn,
}

/// What a row leaves open and must be answered before signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnswered {
    /// No technique.
    Technique,
    /// No twitch response, at a muscle.
    Twitch,
    /// No depth, at a target of high risk.
    Depth,
}

impl NotAnswered {
    /// In words: "twitch not recorded".
    pub fn words(self) -> &'static str {
        match self {
            Self::Technique => "technique not recorded",
            Self::Twitch => "twitch not recorded",
            Self::Depth => "depth not recorded",
        }
    }
}

impl Reading {
    /// What is left open and must be answered before signing.
    pub fn not_answered(&self, words: &dyn LineWords) -> Vec<NotAnswered> {
        let Self::Needle(row) = self else {
            return Vec::new();
        };
        let target = words.line_target(&row.target);
        let is = |what: fn(&super::LineTarget) -> bool| target.as_ref().is_some_and(what);
        let open = [
            (row.techniques.is_empty(), NotAnswered::Technique),
            (row.ltr.is_none() && is(|t| t.muscle), NotAnswered::Twitch),
            (
                row.depth.is_none() && is(|t| t.high_risk),
                NotAnswered::Depth,
            ),
        ];
        open.into_iter()
            .filter_map(|(left_open, what)| left_open.then_some(what))
            .collect()
    }
}

macro_rules! techniques {
    ($($(#[$doc:meta])* $name:ident $word:literal $id:literal,)+) => {
        /// A technique of the grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Technique { $($(#[$doc])* $name,)+ }

        impl Technique {
            /// Every technique, in the order of the grammar.
            pub const ALL: [Self; 9] = [$(Self::$name,)+];

            /// Its word in a line: "pis".
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Its id: `pistoning`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }
        }
    };
}

techniques! {
    /// In and out in the muscle.
    Pistoning "pis" "pistoning",
    /// Quick single passes.
    FastInFastOut "fifo" "fast-in-fast-out",
    /// Left still.
    Static "sta" "static",
    /// Turned until it grips.
    Winding "wind" "winding",
    /// Along a fascial plane.
    Threading "thr" "threading",
    /// Repeated light contact with bone.
    PeriostealPecking "peri" "periosteal-pecking",
    /// Skin and fascia.
    Superficial "sdn" "superficial",
    /// Repeated passes through tendon.
    TendonFenestration "ten" "tendon-fenestration",
    /// Current between needles.
    Electrical "es" "electrical",
}

impl Technique {
    /// The technique with this word.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The technique with this id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

impl ConsentForm {
    /// The word in a line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verbal => "verbal",
            Self::Written => "written",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The letter of a side.
pub(super) fn side_letter(side: Side) -> &'static str {
    match side {
        Side::Left => "L",
        Side::Right => "R",
        Side::Both => "B",
        Side::Midline => "M",
    }
}

/// The word of a window in a line.
pub(super) fn window_word(window: PainWindow) -> &'static str {
    match window {
        PainWindow::Now => "cur",
        PainWindow::Best => "best",
        PainWindow::Worst => "worst",
        PainWindow::Average => "avg",
    }
}

/// The window that a word of a line stands for.
pub(super) fn window_of(word: &str) -> Option<PainWindow> {
    let all = [
        PainWindow::Now,
        PainWindow::Best,
        PainWindow::Worst,
        PainWindow::Average,
    ];
    all.into_iter().find(|one| window_word(*one) == word)
}

/// Free text can name a patient, so that it is not shown.
impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Needle(_) => "Reading::Needle(..)",
            Self::Session(_) => "Reading::Session(..)",
        })
    }
}
