//! A score as typed becomes one that can be kept, or every fault at its field.

use chrono::NaiveTime;

use super::rows::{folded, number};
use super::{
    Amount, MOST_MEASUREMENTS, MeasureFacts, PartsMake, Score, ScoreDraft, ScoreTakenBack, Wanted,
};
use crate::between::{Between, SHORT_TEXT, checked_day};
use crate::ids::{EpisodeId, ScoreId};
use crate::problem::{Check, Problem, tidy};
use crate::site::Side;
use crate::time::{CalendarDate, Instant, parse_clock};
use crate::vocabulary::Vocabulary;

/// A score of this patient that stands: neither corrected nor taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingScore {
    /// The score.
    pub id: ScoreId,
    /// Its measure.
    pub measure: String,
}

/// What the rules of a score ask for besides the draft. All of it is passed in.
pub struct Scoring<'a> {
    /// The patient, and the moment.
    pub between: Between<'a>,
    /// The patient's episodes of care.
    pub episodes: Vec<EpisodeId>,
    /// The score that the draft says it corrects, when it stands in this record.
    pub corrected: Option<StandingScore>,
    /// The clinical content.
    pub words: &'a dyn Vocabulary,
}

/// What was found at the fields, before it becomes a score.
pub(super) struct Found {
    pub(super) amount: Amount,
    pub(super) day: CalendarDate,
    pub(super) missing: u8,
}

impl ScoreDraft {
    /// The score as it may be kept, or every fault at its field.
    pub fn checked(&self, id: ScoreId, scoring: &Scoring<'_>) -> Result<Score, Vec<Problem>> {
        let mut check = Check::default();
        let Some(facts) = self.checked_measure(&mut check, scoring) else {
            return Err(check.finish(()).err().unwrap_or_default());
        };
        let answer = self.tidied(&mut check);
        let found = answer.checked_answer(&mut check, &facts, scoring);
        answer.check_around(&mut check, &facts);
        let clock = answer.checked_clock(&mut check);
        let episode = answer.checked_episode(&mut check, scoring);
        let corrects = answer.checked_correction(&mut check, scoring);
        let at = found.as_ref().map(|found| {
            let local = found.day.0.and_time(clock.unwrap_or(NaiveTime::MIN));
            Instant::of_local(local, (scoring.between.offset_at)(local))
        });
        if clock.is_some() && at.is_some_and(|at| at.utc_ms > scoring.between.now.utc_ms) {
            check.fault("time", "future", "The score lies in the future.");
        }
        let series = answer.series();
        let score = found.zip(at).map(|(found, at)| Score {
            id,
            patient: scoring.between.patient,
            measure: answer.measure.clone(),
            series,
            day: found.day,
            at,
            amount: found.amount,
            missing: found.missing,
            episode,
            corrects,
            answer,
        });
        check.finish(score)?.ok_or_else(Vec::new)
    }

    fn checked_measure(&self, check: &mut Check, scoring: &Scoring<'_>) -> Option<MeasureFacts> {
        let measure = self.measure.trim();
        if measure.is_empty() {
            check.fault("measure", "missing", "Which measure is it?");
            return None;
        }
        let facts = scoring.words.measure(measure);
        if facts.is_none() {
            let message = "No outcome measure has this id.";
            check.fault("measure", "unknown", message);
        }
        facts
    }

    /// The texts as they are kept. One that is too long is a fault at its field.
    fn tidied(&self, check: &mut Check) -> Self {
        let mut line = |field: &str, what: &str, text: &str, most: usize| {
            check.optional(field, what, text, most).unwrap_or_default()
        };
        let mut answer = Self {
            measure: self.measure.trim().to_owned(),
            date: tidy(&self.date),
            time: tidy(&self.time),
            total: tidy(&self.total),
            raw: tidy(&self.raw),
            version: tidy(&self.version),
            joint: line("joint", "The joint", &self.joint, 120),
            medicine: line("medicine", "The medicine", &self.medicine, SHORT_TEXT),
            note: line("note", "The note", &self.note, SHORT_TEXT),
            why: line("why", "The reason", &self.why, SHORT_TEXT),
            episode: tidy(&self.episode),
            corrects: tidy(&self.corrects),
            ..self.clone()
        };
        for part in &mut answer.parts {
            part.score = tidy(&part.score);
        }
        for day in &mut answer.days {
            (day.date, day.score) = (tidy(&day.date), tidy(&day.score));
        }
        for row in &mut answer.activities {
            (row.activity, row.score) = (tidy(&row.activity), tidy(&row.score));
        }
        answer
    }

    /// The number and its day: of a total, of activities, or of daily ratings.
    fn checked_answer(
        &self,
        check: &mut Check,
        facts: &MeasureFacts,
        scoring: &Scoring<'_>,
    ) -> Option<Found> {
        if !self.days.is_empty() {
            return self.checked_days(check, facts, scoring);
        }
        let amount = match facts.wanted {
            Wanted::Activities => self.checked_activities(check, facts),
            Wanted::Total | Wanted::Rating => self.checked_total(check, facts),
        };
        if self.date.is_empty() {
            check.fault("date", "missing", "The date is missing.");
        }
        let day = checked_day(check, ("date", "The score", &self.date), &scoring.between);
        Some(Found {
            amount: amount?,
            day: day?,
            missing: 0,
        })
    }

    fn checked_total(&self, check: &mut Check, facts: &MeasureFacts) -> Option<Amount> {
        let decimals = facts.decimals;
        let raw = self.checked_raw(check, facts);
        let parts = self.checked_parts(check, facts);
        let made = raw.filter(|_| facts.raw.is_some_and(|raw| raw.doubled));
        let made = made.map(|raw| raw * 2 * 10_i64.pow(u32::from(decimals.min(6))));
        let total = match (self.total.is_empty(), made) {
            (true, Some(made)) => Some(made),
            (true, None) => {
                let message = format!("The score of {} is missing.", facts.name);
                check.fault("total", "missing", message);
                None
            }
            (false, _) => number(check, "total", &self.total, (facts.range, decimals)),
        }?;
        if made.is_some_and(|made| made != total) {
            let message = "The score is not the raw score doubled. Leave the raw score out when items were skipped.";
            check.fault("raw", "differs", message);
        }
        check_sum(check, facts, &parts, total);
        Some(Amount {
            sum: total,
            of: 1,
            decimals,
        })
    }

    fn checked_raw(&self, check: &mut Check, facts: &MeasureFacts) -> Option<i64> {
        if self.raw.is_empty() {
            return None;
        }
        let Some(raw) = facts.raw else {
            let message = "This measure has no raw score besides its total.";
            check.fault("raw", "not-asked", message);
            return None;
        };
        number(check, "raw", &self.raw, ((0, raw.max), 0))
    }

    /// The subscales in thousandths, in the order of the measure; all of them or none.
    fn checked_parts(&self, check: &mut Check, facts: &MeasureFacts) -> Vec<i64> {
        let mut found = Vec::new();
        for (n, row) in self.parts.iter().enumerate() {
            check.within(&format!("parts[{n}]"), |check| {
                let again = self.parts.iter().take(n).any(|one| one.part == row.part);
                let part = facts.parts.iter().find(|part| part.id == row.part);
                match part {
                    None => check.fault("part", "unknown", "This measure has no such subscale."),
                    Some(_) if again => {
                        check.fault("part", "twice", "This subscale is there twice.");
                    }
                    Some(_) if row.score.is_empty() => {
                        check.fault("score", "missing", "The score of the subscale is missing.");
                    }
                    Some(part) => {
                        let limits = ((0, part.max), part.decimals);
                        let steps = number(check, "score", &row.score, limits);
                        let scale = 10_i64.pow(u32::from(3 - part.decimals.min(3)));
                        found.extend(steps.map(|steps| steps * scale));
                    }
                }
            });
        }
        let some = !self.parts.is_empty();
        if some && self.parts.len() < facts.parts.len() {
            let message = "A subscale is missing. Fill in all of them, or none.";
            check.fault("parts", "missing", message);
        }
        found
    }

    /// What belongs to some measures, and to no other.
    fn check_around(&self, check: &mut Check, facts: &MeasureFacts) {
        match (facts.versions.is_empty(), self.version.is_empty()) {
            (false, true) => {
                let message = "Which version? Each is a series of its own.";
                check.fault("version", "missing", message);
            }
            (_, false) if !facts.versions.iter().any(|one| one.id == self.version) => {
                check.fault("version", "unknown", "This measure has no such version.");
            }
            _ => {}
        }
        let about_joint = !self.joint.is_empty() || self.side.is_some();
        if facts.joint {
            if self.joint.is_empty() {
                check.fault("joint", "missing", "Which joint was rated?");
            }
            if self.side.is_none() {
                check.fault("side", "missing", "Which side is the joint on?");
            }
            if self.side == Some(Side::Both) {
                let message = "Rate one joint at a time.";
                check.fault("side", "one-side", message);
            }
        } else if about_joint {
            check.fault("joint", "not-asked", "This measure rates no joint.");
        }
        let range = 1..=MOST_MEASUREMENTS;
        let count: Option<i64> =
            check.whole("measurements", "Measurements", self.measurements, range);
        if facts.measurements && self.measurements.is_none() {
            let message = "How many measurements does the value rest on?";
            check.fault("measurements", "missing", message);
        }
        if !facts.measurements && count.is_some() {
            let message = "This measure is not taken with a ruler.";
            check.fault("measurements", "not-asked", message);
        }
        if facts.wanted != Wanted::Activities && !self.activities.is_empty() {
            let message = "This measure asks for no activities.";
            check.fault("activities", "not-asked", message);
        }
        if facts.wanted == Wanted::Activities && !self.total.is_empty() {
            let message = "The score is the mean of the activities: leave this empty.";
            check.fault("total", "not-asked", message);
        }
    }

    fn checked_clock(&self, check: &mut Check) -> Option<NaiveTime> {
        if self.time.is_empty() {
            return None;
        }
        let clock = parse_clock(&self.time);
        if clock.is_err() {
            let message = "Write the time as hours and minutes, like 14:05.";
            check.fault("time", "not-a-time", message);
        }
        clock.ok()
    }

    fn checked_episode(&self, check: &mut Check, scoring: &Scoring<'_>) -> Option<EpisodeId> {
        if self.episode.is_empty() {
            return None;
        }
        let id = self.episode.parse().ok();
        let theirs = id.filter(|id| scoring.episodes.contains(id));
        if theirs.is_none() {
            let message = "This patient has no such episode of care.";
            check.fault("episode", "unknown", message);
        }
        theirs
    }

    fn checked_correction(&self, check: &mut Check, scoring: &Scoring<'_>) -> Option<ScoreId> {
        if self.corrects.is_empty() {
            if !self.why.is_empty() {
                let message = "A reason belongs to a correction only.";
                check.fault("why", "not-asked", message);
            }
            return None;
        }
        if self.why.is_empty() {
            check.fault("why", "missing", "Why is the score corrected?");
        }
        let Some(corrected) = &scoring.corrected else {
            let message =
                "This patient has no such score, or it was corrected or taken back already.";
            check.fault("corrects", "unknown", message);
            return None;
        };
        if corrected.measure != self.measure {
            let message =
                "A correction keeps its measure. Take the wrong score back and write a new one.";
            check.fault("measure", "differs", message);
        }
        Some(corrected.id)
    }

    /// What may be compared with it: the same measure, version, joint, side and activities, and means of daily
    /// ratings only with others of their kind.
    fn series(&self) -> String {
        let mut parts = vec![self.measure.clone()];
        if !self.days.is_empty() {
            parts.push("daily".to_owned());
        }
        parts.extend((!self.version.is_empty()).then(|| self.version.clone()));
        if !self.joint.is_empty() {
            let side = self.side.map_or("", Side::words);
            parts.push(format!("{side} {}", folded(&self.joint)));
        }
        let mut activities: Vec<String> = self
            .activities
            .iter()
            .map(|row| folded(&row.activity))
            .collect();
        activities.sort();
        parts.extend(activities);
        parts.join("|")
    }
}

/// Where the subscales make the total, they must. A mean may be rounded.
fn check_sum(check: &mut Check, facts: &MeasureFacts, parts: &[i64], total: i64) {
    if parts.is_empty() || parts.len() != facts.parts.len() {
        return;
    }
    let steps = 10_i64.pow(u32::from(3 - facts.decimals.min(3)));
    let (sum, total) = (parts.iter().sum::<i64>(), total * steps);
    let of = i64::try_from(parts.len()).unwrap_or(1);
    let (fits, message) = match facts.parts_make {
        PartsMake::Sum => (sum == total, "The score is not the sum of its subscales."),
        PartsMake::Mean => (
            (sum - total * of).abs() < steps * of,
            "The score is not the mean of its subscales.",
        ),
        PartsMake::Neither => (true, ""),
    };
    if !fits {
        check.fault("total", "differs", message);
    }
}

/// The taking back of a score as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TakeBackTyped {
    /// Why, at most 300 characters.
    pub why: String,
}

impl TakeBackTyped {
    /// The taking back as it may be kept, or the fault of its reason.
    pub fn checked(&self, score: Score) -> Result<ScoreTakenBack, Vec<Problem>> {
        let mut check = Check::default();
        let why = check.required("why", "The reason", &self.why, SHORT_TEXT);
        check.finish(ScoreTakenBack { score, why })
    }
}
