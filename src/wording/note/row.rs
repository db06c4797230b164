//! A needled row in words, with everything that was recorded of it.

use filiform_catalogue::Catalogue;
use filiform_domain::current::{Current, ElectrodePair};
use filiform_domain::needle::Needle;
use filiform_domain::pain::PainWindow;
use filiform_domain::site::{OwnTarget, Side, SiteDraft};

use super::{duration, filled, labelled, range};
use crate::wording;

/// "left upper trapezius · trigger point 1 · 0.25 × 40 mm · 20 mm deep · pistoning · twitch × 3".
pub(crate) fn words(catalogue: &Catalogue, row: &SiteDraft) -> String {
    let mut parts = target(catalogue, row);
    parts.push(row.not_done.then(|| "planned, not done".to_owned()));
    parts.extend(needle(row));
    parts.extend(insertion(catalogue, row));
    parts.push(row.current.as_ref().map(current));
    parts.extend(answers(row));
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// "left upper trapezius, 0.25 × 40 mm, 20 mm deep": for whoever treats what the needle may have done.
pub(crate) fn place_and_depth(catalogue: &Catalogue, row: &SiteDraft) -> String {
    let depth = range(row.depth_mm, row.depth_to_mm).map(|mm| format!("{mm} mm deep"));
    let level = filled(&row.level);
    let size = row.needle_size().map(Needle::words);
    let place = Some(target_words(catalogue, row));
    let said: Vec<String> = [place, level, size, depth].into_iter().flatten().collect();
    said.join(", ")
}

/// The target with its side first, written out.
pub(crate) fn target_words(catalogue: &Catalogue, row: &SiteDraft) -> String {
    match &row.own_target {
        None if row.target.is_empty() => "no target yet".to_owned(),
        None => wording::target(catalogue, &row.target, row.side_or_midline()),
        Some(own) => wording::sided(&own.name, row.side_or_midline()),
    }
}

fn target(catalogue: &Catalogue, row: &SiteDraft) -> Vec<Option<String>> {
    let chart = match row.on_chart.len() {
        0 => None,
        1 => Some("marked on the body chart".to_owned()),
        n => Some(format!("{n} points marked on the body chart")),
    };
    vec![
        Some(target_words(catalogue, row)),
        row.own_target
            .as_ref()
            .and_then(|own| own_words(catalogue, own)),
        trigger_points(row),
        filled(&row.level),
        filled(&row.place),
        row.activity.map(|activity| activity.words().to_owned()),
        row.points
            .map(|points| plural(points, "point needled", "points needled")),
        chart,
        labelled("why", &row.indication),
        row.sought.map(|sought| sought.words().to_owned()),
    ]
}

/// "trigger point 1", "trigger points 1, 2": written out, because notes are read by those who do not needle.
fn trigger_points(row: &SiteDraft) -> Option<String> {
    let numbers: Vec<String> = row.trigger_points.iter().map(i64::to_string).collect();
    let noun = if numbers.len() == 1 {
        "point"
    } else {
        "points"
    };
    (!numbers.is_empty()).then(|| format!("trigger {noun} {}", numbers.join(", ")))
}

fn own_words(catalogue: &Catalogue, own: &OwnTarget) -> Option<String> {
    let length = own.length_mm.map(|mm| format!("{mm} mm long"));
    let parts = [
        own.kind.map(|kind| kind.words().to_owned()),
        Some(wording::region(catalogue, &own.region).to_lowercase()),
        length,
    ];
    filled(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn needle(row: &SiteDraft) -> Vec<Option<String>> {
    let size = row
        .needle_size()
        .map_or_else(|| row.needle.clone(), Needle::words);
    vec![
        filled(&size),
        filled(&row.brand),
        labelled("lot", &row.lot),
        needles(row),
        labelled("at", &row.at),
    ]
}

fn needles(row: &SiteDraft) -> Option<String> {
    let both = row.side == Some(Side::Both);
    let count = range(row.needles, row.needles_to)?;
    let one = row.needles == Some(1) && row.needles_to.is_none();
    let noun = if one { "needle" } else { "needles" };
    match (one, both) {
        (true, false) => None,
        (_, true) => Some(format!("{count} {noun} a side")),
        (false, false) => Some(format!("{count} {noun}")),
    }
}

fn insertion(catalogue: &Catalogue, row: &SiteDraft) -> Vec<Option<String>> {
    let techniques: Vec<String> = row
        .techniques
        .iter()
        .map(|id| wording::technique(catalogue, id))
        .collect();
    let turned = row
        .turned_degrees
        .map(|degrees| format!("turned {degrees}°"));
    let left_in = row.left_in_s.map(|seconds| match seconds {
        0 => "removed at once".to_owned(),
        seconds => format!("left in {}", lasting(seconds, row.left_in_to_s)),
    });
    let on_stretch = row
        .on_stretch
        .map(|on| if on { "on stretch" } else { "not on stretch" });
    vec![
        range(row.depth_mm, row.depth_to_mm).map(|mm| format!("{mm} mm deep")),
        row.tissue.map(|tissue| tissue.words().to_owned()),
        filled(&row.path),
        filled(&techniques.join(", ")),
        row.fanned_to
            .map(|points| format!("fanned to {points} points")),
        range(row.passes, row.passes_to).map(|passes| format!("{passes} passes")),
        filled(&row.passes_until),
        turned,
        labelled("turned", &row.turned_direction),
        left_in,
        stimulated(row),
        labelled("grip", &row.grip),
        filled(&row.position),
        on_stretch.map(str::to_owned),
        row.guidance.map(|guidance| guidance.words().to_owned()),
    ]
}

fn stimulated(row: &SiteDraft) -> Option<String> {
    let every = row
        .stimulated_every_s
        .map(|seconds| format!("every {}", duration(seconds)));
    let long = row
        .stimulated_for_s
        .map(|seconds| format!("for {}", duration(seconds)));
    let parts: Vec<String> = [every, long].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("stimulated by hand {}", parts.join(" ")))
}

fn current(current: &Current) -> String {
    let pairs: Vec<String> = current.pairs.iter().map(pair).collect();
    let parts = [
        Some("current".to_owned()),
        filled(&current.device),
        labelled("dial at", &current.dial),
        current.channels.map(|n| plural(n, "channel", "channels")),
        filled(&pairs.join("; ")),
        filled(&current.waveform),
        filled(&current.hz).map(|hz| format!("{hz} Hz")),
        range(current.pulse_us, current.pulse_to_us).map(|us| format!("{us} µs")),
        current
            .intensity_ua
            .map(|lowest| strength(lowest, current.intensity_to_ua)),
        current.effect.map(|effect| effect.words().to_owned()),
        filled(&current.intensity),
        current
            .seconds
            .map(|seconds| format!("for {}", lasting(seconds, current.seconds_to))),
        labelled("direct current", &current.direct_dose),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "10 min", or "10 min to 15 min".
fn lasting(shortest: i64, longest: Option<i64>) -> String {
    to_most(duration(shortest), longest.map(duration))
}

/// "2 mA", or "1 mA to 3 mA".
fn strength(lowest: i64, highest: Option<i64>) -> String {
    to_most(milliamperes(lowest), highest.map(milliamperes))
}

fn to_most(least: String, most: Option<String>) -> String {
    match most {
        Some(most) if most != least => format!("{least} to {most}"),
        _ => least,
    }
}

/// 2000 µA reads "2 mA", 2500 reads "2.5 mA".
fn milliamperes(ua: i64) -> String {
    if ua < 1000 {
        return format!("{ua} µA");
    }
    let decimals = format!("{:03}", ua % 1000);
    match decimals.trim_end_matches('0') {
        "" => format!("{} mA", ua / 1000),
        decimals => format!("{}.{decimals} mA", ua / 1000),
    }
}

fn pair(pair: &ElectrodePair) -> String {
    let with = pair.with_row.map_or_else(
        || "within the row".to_owned(),
        |row| format!("to row {row}"),
    );
    let pole = pair.here.map(|pole| format!("{} here", pole.words()));
    let parts = [Some(format!("paired {with}")), pole, filled(&pair.words)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn answers(row: &SiteDraft) -> Vec<Option<String>> {
    let twitches = row.twitches.and_then(|count| u8::try_from(count).ok());
    let bled = row
        .bleeding
        .map(|bled| if bled { "bled" } else { "no bleeding" });
    vec![
        wording::twitch(row.twitch, twitches),
        row.familiar_pain.map(|pain| pain.words().to_owned()),
        labelled("felt in", &row.referred_to),
        filled(&row.sensations),
        bled.map(str::to_owned),
        row.haemostasis_s
            .map(|seconds| format!("pressure for {}", duration(seconds))),
        pain(row),
        filled(&row.note),
    ]
}

fn pain(row: &SiteDraft) -> Option<String> {
    let window = row.pain_window.unwrap_or(PainWindow::Now).words();
    match (row.pain_before, row.pain_after) {
        (None, None) => None,
        (Some(before), None) => Some(format!("pain {window} {before} of 10")),
        (None, Some(after)) => Some(format!("pain {window} after {after} of 10")),
        (Some(before), Some(after)) => Some(format!("pain {window} {before} to {after} of 10")),
    }
}

fn plural(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
