//! What the fields of a note are called, one by one.

/// The fields whose name says too little, or says it in the words of a programmer.
const LABELS: [(&str, &str); 67] = [
    ("date", "Date of the visit"),
    ("time", "Began"),
    ("region", "Body region"),
    ("not_held.how", "Visit not held"),
    ("not_held.by", "Called off by"),
    ("not_held.reason", "Reason why it was not held"),
    ("operator", "Needled by"),
    ("first_visit.red_flags_asked", "Red flags asked about"),
    ("since_last.change", "Since the last session"),
    ("since_last.soreness", "Soreness after the last session"),
    (
        "since_last.soreness_hours",
        "Sore after the last session for",
    ),
    ("since_last.bruise", "Bruise after the last session"),
    (
        "since_last.medicine",
        "Medicine used since the last session",
    ),
    (
        "since_last.later_event",
        "Anything untoward after the last session",
    ),
    ("since_last.note", "Since the last session, note"),
    ("screening", "Asked at every visit"),
    ("screening_yes", "Checks answered with yes"),
    ("screening_note", "Note on the checks"),
    ("acknowledged.facts", "Facts it rested on"),
    ("consent", "Consent of the day"),
    ("pain_before", "Pain now, before"),
    ("pain_after", "Pain now, after"),
    ("pains.moment", "When it was rated"),
    ("indication", "Why needling"),
    ("plan_changed", "Plan changed today"),
    ("line", "Line not taken in"),
    ("needles_in", "Needles in"),
    ("needles_out", "Needles out"),
    ("needle_difference", "Why the counts differ"),
    ("events_asked", "Adverse events asked about"),
    ("events.kind", "What happened"),
    ("events.row", "At row"),
    ("events.sensation", "Felt at the needle"),
    ("events.onset_min", "Minutes after the needle"),
    ("events.action", "Done"),
    ("events.resolved", "Over"),
    ("stopped_early.reason", "Stopped early because"),
    ("stopped_early.recovery.at", "Time"),
    ("breathlessness_advice", "Advice on breathlessness given"),
    ("breathlessness_time", "Advice on breathlessness at"),
    ("breathlessness_slip", "Advice on breathlessness in writing"),
    ("other_care.kind", "What was done"),
    ("stop_rule", "Review or end"),
    ("timed_minutes", "Time billed by time"),
    ("total_minutes", "Time of the whole visit"),
    ("sites.own_target.kind", "Kind of target"),
    ("sites.own_target.name", "Target in own words"),
    ("sites.own_target.region", "Region of the target"),
    ("sites.own_target.length_mm", "Length of the target"),
    ("sites.on_chart", "Points on the body chart"),
    ("sites.points", "Points needled"),
    ("sites.indication", "Why here"),
    ("sites.sought", "Answer sought"),
    ("sites.lot", "Lot"),
    ("sites.needles_to", "Needles, at most"),
    ("sites.depth_mm", "Depth"),
    ("sites.depth_to_mm", "Depth, at most"),
    ("sites.passes_to", "Passes, at most"),
    ("sites.left_in_s", "Left in for"),
    ("sites.left_in_to_s", "Left in for, at most"),
    ("sites.current.pulse_to_us", "Pulse, at most"),
    ("sites.current.intensity_to_ua", "Intensity, at most"),
    ("sites.current.seconds_to", "Seconds, at most"),
    ("sites.haemostasis_s", "Pressed for"),
    ("sites.at", "Needled at"),
    ("sites.not_done", "Planned, not done"),
    ("sites.repeats", "Laid out from"),
];

/// What rows of a list are called, one by one.
const ROWS: [(&str, &str); 13] = [
    ("present", "Person present"),
    ("first_visit.medicines", "Medicine"),
    ("acknowledged", "Prompt"),
    ("pains", "Pain rating"),
    ("pain_areas", "Painful area"),
    ("findings", "Finding"),
    ("sites", "Row"),
    ("sites.on_chart", "point on the body chart"),
    ("sites.current.pairs", "electrode pair"),
    ("events", "Adverse event"),
    ("stopped_early.recovery", "Recovery line"),
    ("other_care", "Other care"),
    ("codes", "Code"),
];

/// Units that stand with the number, so that the label does without them.
const UNITS: [&str; 6] = [" mm", " s", " us", " ua", " hours", " degrees"];

/// "Needles in": the name of a field, by the way to it.
pub(super) fn label(names: &[&str]) -> String {
    let path = names.join(".");
    let known = LABELS.iter().find(|(of, _)| *of == path);
    known.map_or_else(|| plain(names), |(_, label)| (*label).to_owned())
}

/// "Pain rating": what one row of a list is called.
pub(super) fn row_label(names: &[&str]) -> String {
    let path = names.join(".");
    let known = ROWS.iter().find(|(of, _)| *of == path);
    known.map_or_else(|| plain(names), |(_, label)| (*label).to_owned())
}

/// "stimulated_every_s" reads "Stimulated every".
fn plain(names: &[&str]) -> String {
    let mut words = names.last().copied().unwrap_or_default().replace('_', " ");
    for unit in UNITS {
        if let Some(bare) = words.strip_suffix(unit) {
            words = bare.to_owned();
        }
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
