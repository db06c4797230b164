//! A reading in the shape of the grammar's examples (`shorthand_examples.json`), for programs.

use serde::Serialize;

use super::reading::{
    At, Depth, Ltr, NeedleRow, NotAnswered, Pain, Reading, SessionLine, side_letter, window_word,
};
use super::words::LineWords;

/// What a line means. What was not written is not there.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Meaning {
    /// A needle line.
    Needle(Box<NeedleMeaning>),
    /// `!consent`.
    Consent {
        /// `verbal`, `written` or `withdrawn`.
        form: &'static str,
    },
    /// `!nprs`.
    Nprs(PainMeaning),
    /// `!count`.
    Count {
        /// Needles put in.
        r#in: u16,
        /// Needles taken out.
        out: u16,
        /// They differ, which blocks signing.
        block_sign: bool,
    },
    /// `!24h`.
    After {
        /// 0 to 10.
        soreness: u8,
        /// Hours it lasted.
        hours: u16,
    },
    /// `!ae`.
    Ae {
        /// The kind of event.
        id: String,
        /// `mild`, `significant` or `serious`.
        severity: &'static str,
        /// What was seen and done.
        text: String,
    },
    /// `!plan`.
    Plan {
        /// The plan.
        text: String,
    },
}

/// What a needle line means.
#[derive(Serialize)]
pub struct NeedleMeaning {
    side: &'static str,
    target: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trp: Vec<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    needle: NeedleSizeMeaning,
    #[serde(skip_serializing_if = "Option::is_none")]
    needles: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth_mm: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth_level: Option<&'static str>,
    techniques: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention_min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    es_hz: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    es_us: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    es_intensity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    es_minutes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ltr: Option<LtrMeaning>,
    #[serde(skip_serializing_if = "Option::is_none")]
    familiar_pain: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nprs: Option<PainMeaning>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ae: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    free: Vec<String>,
    warnings: Vec<&'static str>,
}

/// A needle size.
#[derive(Serialize)]
struct NeedleSizeMeaning {
    diameter_mm: f64,
    length_mm: u16,
}

/// A twitch response.
#[derive(Serialize)]
struct LtrMeaning {
    present: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u8>,
}

/// A pain rating.
#[derive(Serialize)]
pub struct PainMeaning {
    window: &'static str,
    before: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u8>,
}

impl Meaning {
    /// The meaning of a reading.
    pub fn of(reading: &Reading, words: &dyn LineWords) -> Self {
        match reading {
            Reading::Needle(row) => {
                let open = reading.not_answered(words);
                let warnings = open.into_iter().map(NotAnswered::words).collect();
                Self::Needle(Box::new(needle(row, warnings)))
            }
            Reading::Session(line) => session(line),
        }
    }
}

fn needle(row: &NeedleRow, warnings: Vec<&'static str>) -> NeedleMeaning {
    let (depth_mm, depth_level) = match row.depth {
        Some(Depth::Millimetres(mm)) => (Some(mm), None),
        Some(Depth::Bone) => (None, Some("bone")),
        Some(Depth::Superficial) => (None, Some("superficial")),
        None => (None, None),
    };
    NeedleMeaning {
        side: side_letter(row.side),
        target: row.target.clone(),
        trp: row.trigger_points.clone(),
        site: row.at.as_ref().map(|at| match at {
            At::Level(text) | At::Place(text) => text.clone(),
        }),
        needle: NeedleSizeMeaning {
            diameter_mm: f64::from(row.needle.diameter_um) / 1000.0,
            length_mm: row.needle.length_mm,
        },
        needles: row.needles,
        depth_mm,
        depth_level,
        techniques: row.techniques.iter().map(|one| one.id()).collect(),
        passes: row.passes,
        retention_min: row.left_in_s.map(in_minutes),
        es_hz: row.hz,
        es_us: row.pulse_us,
        es_intensity: row.effect.map(crate::current::CurrentEffect::words),
        es_minutes: row.current_s.map(in_minutes),
        ltr: row.ltr.map(twitch),
        familiar_pain: row.familiar_pain,
        nprs: row.pain.map(pain),
        ae: row.events.clone(),
        free: row.free.clone(),
        warnings,
    }
}

fn twitch(ltr: Ltr) -> LtrMeaning {
    let (present, count) = match ltr {
        Ltr::Absent => (false, None),
        Ltr::Zero => (false, Some(0)),
        Ltr::Present => (true, None),
        Ltr::Times(times) => (true, Some(times)),
    };
    LtrMeaning { present, count }
}

fn pain(pain: Pain) -> PainMeaning {
    PainMeaning {
        window: window_word(pain.window),
        before: pain.before,
        after: pain.after,
    }
}

fn session(line: &SessionLine) -> Meaning {
    match line {
        SessionLine::Consent(form) => Meaning::Consent { form: form.word() },
        SessionLine::Pain(rating) => Meaning::Nprs(pain(*rating)),
        SessionLine::Count { put_in, taken_out } => Meaning::Count {
            r#in: *put_in,
            out: *taken_out,
            block_sign: put_in != taken_out,
        },
        SessionLine::Soreness { points, hours } => Meaning::After {
            soreness: *points,
            hours: *hours,
        },
        SessionLine::Event {
            kind,
            severity,
            text,
        } => Meaning::Ae {
            id: kind.clone(),
            severity: severity.words(),
            text: text.clone(),
        },
        SessionLine::Plan(text) => Meaning::Plan { text: text.clone() },
    }
}

fn in_minutes(seconds: u32) -> f64 {
    f64::from(seconds) / 60.0
}
