//! One needled site: where, on which side, with which needle, how, and what it answered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::current::Current;
use crate::needle::Needle;
use crate::pain::PainWindow;

/// A needled site as typed and as kept. Everything but target, side, needle and technique is optional unless
/// its text says when it is not.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteDraft {
    /// The target, by id: `trapezius-upper`. Required, unless `own_target` names one.
    pub target: String,
    /// A target that is not in the list, in the therapist's words.
    pub own_target: Option<OwnTarget>,
    /// The patient's side. Required for a paired target.
    pub side: Option<Side>,
    /// Trigger points by number, 1 to 20: `[1, 2]`.
    #[ts(type = "Array<number>")]
    pub trigger_points: Vec<i64>,
    /// Whether the trigger point was active or latent, or the site deliberately no trigger point.
    pub activity: Option<Activity>,
    /// Spinal level or levels: "L4", "L4-5", "T9-T12", "L3+L5".
    pub level: String,
    /// Landmark and distance in words: "2 cm lateral to C7".
    pub place: String,
    /// Points needled at this target, each an insertion: 1 to 99.
    #[ts(type = "number | null")]
    pub points: Option<i64>,
    /// Where on the body chart, one for each point that was marked.
    pub on_chart: Vec<ChartPoint>,
    /// Why this target was needled: the finding that led to it.
    pub indication: String,
    /// The response that was sought (STRICTA item 2d).
    pub sought: Option<Sought>,
    /// Diameter x length in millimetres: `0.25x40`; `0.25x?` or `?x40` when one is not known, `?` when
    /// neither is. Required.
    #[schemars(required)]
    pub needle: String,
    /// The needle's maker.
    pub brand: String,
    /// The lot on the packet.
    pub lot: String,
    /// Needles at this site, per side with both: 1 to 50. One when left open.
    #[ts(type = "number | null")]
    pub needles: Option<i64>,
    /// The most needles, when it was a range: "4 to 6".
    #[ts(type = "number | null")]
    pub needles_to: Option<i64>,
    /// Depth in millimetres: 1 to 125, never more than the needle. Depth or `tissue` is required for a
    /// target of high risk.
    #[ts(type = "number | null")]
    pub depth_mm: Option<i64>,
    /// The greatest depth in millimetres, when it was a range.
    #[ts(type = "number | null")]
    pub depth_to_mm: Option<i64>,
    /// The tissue that was reached.
    pub tissue: Option<Tissue>,
    /// Direction, angle and path of the needle in words: "perpendicular, towards the scapular spine".
    pub path: String,
    /// The techniques, by id, in their order: `["pistoning"]`. Required.
    #[schemars(required)]
    pub techniques: Vec<String>,
    /// Points that one insertion was fanned to: 1 to 50.
    #[ts(type = "number | null")]
    pub fanned_to: Option<i64>,
    /// Passes: 1 to 500.
    #[ts(type = "number | null")]
    pub passes: Option<i64>,
    /// The most passes, when it was a range.
    #[ts(type = "number | null")]
    pub passes_to: Option<i64>,
    /// When the passes ended: "until the first twitch", "until none was left", "until tolerance".
    pub passes_until: String,
    /// Degrees the needle was turned: 360 is one turn. 1 to 36000.
    #[ts(type = "number | null")]
    pub turned_degrees: Option<i64>,
    /// Which way it was turned: "clockwise", "both ways".
    pub turned_direction: String,
    /// Seconds it was left in: 10 minutes is 600, 0 is removed at once. 0 to 14400. Required for a needle
    /// left in place.
    #[ts(type = "number | null")]
    pub left_in_s: Option<i64>,
    /// The most seconds it was left in, when it was a range: "20 to 30 minutes".
    #[ts(type = "number | null")]
    pub left_in_to_s: Option<i64>,
    /// Stimulated again by hand every so many seconds: 5 minutes is 300. 1 to 14400.
    #[ts(type = "number | null")]
    pub stimulated_every_s: Option<i64>,
    /// For how many seconds each time: 1 to 3600.
    #[ts(type = "number | null")]
    pub stimulated_for_s: Option<i64>,
    /// How the tissue was held: "pincer", "flat".
    pub grip: String,
    /// How the patient lay or sat, with props, when this row differs from the others.
    pub position: String,
    /// Whether the muscle was on stretch.
    pub on_stretch: Option<bool>,
    /// How the needle was guided.
    pub guidance: Option<Guidance>,
    /// The current through the needle. Belongs to the technique `electrical`.
    pub current: Option<Current>,
    /// The time of the needle on the wall clock, `14:10`.
    pub at: String,
    /// The local twitch response; left open when it was not recorded.
    pub twitch: Option<Twitch>,
    /// How many twitches came, 1 to 99, when they were counted.
    #[ts(type = "number | null")]
    pub twitches: Option<i64>,
    /// Whether the patient felt the familiar pain.
    pub familiar_pain: Option<FamiliarPain>,
    /// Where pain was felt besides.
    pub referred_to: String,
    /// Other sensations: "deep ache", "heaviness".
    pub sensations: String,
    /// Whether it bled.
    pub bleeding: Option<bool>,
    /// Seconds of pressure until it stopped: 0 to 3600.
    #[ts(type = "number | null")]
    pub haemostasis_s: Option<i64>,
    /// The time that the pain at this site speaks of; now when left open.
    pub pain_window: Option<PainWindow>,
    /// Pain at this site before: 0 to 10.
    #[ts(type = "number | null")]
    pub pain_before: Option<i64>,
    /// Pain at this site after: 0 to 10. Only pain now can change within a visit.
    #[ts(type = "number | null")]
    pub pain_after: Option<i64>,
    /// What else belongs to this site.
    pub note: String,
    /// Planned and not done, as when the session was stopped. Nothing else is required of such a row.
    pub not_done: bool,
    /// The day of the session that this row was laid out from, while it is not confirmed. Such a row is
    /// left out when the note is signed.
    pub repeats: String,
}

/// A target that is not in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OwnTarget {
    /// What kind of structure it is. Required.
    #[schemars(required)]
    pub kind: Option<OwnTargetKind>,
    /// What it is, in words. Required.
    #[schemars(required)]
    pub name: String,
    /// The body region it lies in, by id. Required, because it decides which checks are shown.
    #[schemars(required)]
    pub region: String,
    /// Length of a scar in millimetres: 1 to 1000.
    #[ts(type = "number | null")]
    pub length_mm: Option<i64>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident => $words:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// In words, as a note writes it.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }
        }
    };
}

words! {
    /// The patient's side. Left is always the patient's left.
    Side {
        /// The patient's left.
        Left => "left",
        /// The patient's right.
        Right => "right",
        /// Left and right alike.
        Both => "left and right",
        /// On the midline.
        Midline => "midline",
    }
}
words! {
    /// The local twitch response.
    Twitch {
        /// Looked for, none came.
        None => "no twitch",
        /// One or more came.
        Seen => "twitch",
    }
}
words! {
    /// What kind of structure an own target is.
    OwnTargetKind {
        /// A muscle.
        Muscle => "muscle",
        /// A tendon.
        Tendon => "tendon",
        /// Where a tendon or ligament meets bone.
        Enthesis => "enthesis",
        /// A ligament.
        Ligament => "ligament",
        /// A joint.
        Joint => "joint",
        /// The skin of the bone.
        Periosteum => "periosteum",
        /// Beside a nerve.
        Nerve => "nerve",
        /// A scar.
        Scar => "scar",
        /// A named point of another system: its name only.
        NamedPoint => "named point",
        /// Anything else.
        Other => "other target",
    }
}
words! {
    /// What the trigger point was found to be.
    Activity {
        /// It gives the familiar pain.
        Active => "active trigger point",
        /// It hurts only when pressed.
        Latent => "latent trigger point",
        /// Deliberately not a trigger point.
        NotATriggerPoint => "not a trigger point",
    }
}
words! {
    /// The response that was sought (STRICTA item 2d).
    Sought {
        /// A local twitch.
        Twitch => "twitch sought",
        /// The familiar pain.
        FamiliarPain => "familiar pain sought",
        /// A deep ache.
        DeepAche => "deep ache sought",
        /// None.
        None => "no response sought",
    }
}
words! {
    /// The tissue that the needle reached (STRICTA item 2c).
    Tissue {
        /// Skin and fascia.
        Superficial => "superficial",
        /// Into the muscle, or into the tendon, ligament or scar that is the target.
        Muscle => "into the target tissue",
        /// To the bone.
        Bone => "to bone",
    }
}
words! {
    /// How the needle was guided.
    Guidance {
        /// By the palpating hand.
        Palpation => "guided by palpation",
        /// By ultrasound.
        Ultrasound => "guided by ultrasound",
        /// By ultrasound, the needle in the plane of the picture.
        UltrasoundInPlane => "guided by ultrasound, in plane",
        /// By ultrasound, the needle across the plane.
        UltrasoundOutOfPlane => "guided by ultrasound, out of plane",
    }
}
words! {
    /// Whether the patient felt the familiar pain.
    FamiliarPain {
        /// Yes.
        Yes => "familiar pain",
        /// No.
        No => "no familiar pain",
        /// A pain, but a different one.
        Different => "a different pain",
    }
}
words! {
    /// A figure of the body chart.
    ChartView {
        /// From the front: the patient's left is on the right.
        Front => "front",
        /// From the back: the patient's left is on the left.
        Back => "back",
        /// The side of the head.
        HeadSide => "side of the head",
        /// The sole of the foot.
        Sole => "sole",
        /// The palm of the hand.
        HandPalm => "palm",
        /// The back of the hand.
        HandBack => "back of the hand",
    }
}

/// A point on the body chart, in tenths of a unit of its figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChartPoint {
    /// The figure. Required.
    #[schemars(required)]
    pub view: Option<ChartView>,
    /// To the right, in tenths of a unit: 0 to 10000.
    #[ts(type = "number")]
    pub x: i64,
    /// Down, in tenths of a unit: 0 to 10000.
    #[ts(type = "number")]
    pub y: i64,
}

impl SiteDraft {
    /// Whether this row was needled: confirmed, and not only planned.
    pub fn is_done(&self) -> bool {
        self.repeats.is_empty() && !self.not_done
    }

    /// The side, which is the midline for a target that has none.
    pub fn side_or_midline(&self) -> Side {
        self.side.unwrap_or(Side::Midline)
    }

    /// The fewest and the most needles of this row: both sides count twice, and one needle is one when
    /// nothing was written.
    pub fn needles_charted(&self) -> (u32, u32) {
        let count = |written: Option<i64>| written.and_then(|n| u32::try_from(n).ok());
        let sides = if self.side == Some(Side::Both) { 2 } else { 1 };
        let fewest = count(self.needles).unwrap_or(1);
        let most = count(self.needles_to).unwrap_or(fewest);
        (fewest.saturating_mul(sides), most.saturating_mul(sides))
    }

    /// Trigger points, level and landmark in one line: "TrP 1, 2 · L4-5 · 2 cm lateral to C7".
    pub fn point_words(&self) -> Option<String> {
        let numbers: Vec<String> = self.trigger_points.iter().map(i64::to_string).collect();
        let points = (!numbers.is_empty()).then(|| format!("TrP {}", numbers.join(", ")));
        let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
        let parts = [points, filled(&self.level), filled(&self.place)];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }

    /// The needle, when it can be read.
    pub fn needle_size(&self) -> Option<Needle> {
        self.needle.parse().ok()
    }
}
