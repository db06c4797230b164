//! Words for what the record holds in ids: one place, so that a screen, a letter and the command line
//! say the same.

use chrono::{Datelike, Timelike};
use data_encoding::HEXLOWER;
use filiform_catalogue::Catalogue;
use filiform_domain::change::Reading;
use filiform_domain::practice::Therapist;
use filiform_domain::quantity::PainScore;
use filiform_domain::role::PracticeRole;
use filiform_domain::site::{Side, Twitch};
use filiform_domain::time::{CalendarDate, Instant};
use filiform_report::MadeAt;
use filiform_store::PatientLine as KeptLine;

use crate::contract::{PatientLine, Warning};

pub(crate) mod amendments;
pub(crate) mod attachments;
pub(crate) mod audit;
pub(crate) mod between;
pub(crate) mod care;
pub(crate) mod caseload;
pub(crate) mod compare;
pub(crate) mod episodes;
pub(crate) mod figures;
pub(crate) mod harm;
pub(crate) mod history;
pub(crate) mod imports;
pub(crate) mod letterhead;
pub(crate) mod note;
pub(crate) mod outcomes;
pub(crate) mod patients_page;
pub(crate) mod pictures;
pub(crate) mod prompts;
pub(crate) mod record;
pub(crate) mod retention;
pub(crate) mod safety;
pub(crate) mod scores;
pub(crate) mod sessions;
pub(crate) mod strip;
pub(crate) mod treated;

/// Days before its last day from which a licence or certificate is called about to expire.
const SOON: i64 = 60;

/// "left upper trapezius": the side first, written out, then the target in plain words.
pub(crate) fn target(catalogue: &Catalogue, id: &str, side: Side) -> String {
    let name = catalogue.targets().get(id).map_or_else(
        || id.replace('-', " "),
        filiform_catalogue::Target::plain_name,
    );
    sided(&written_out(&name), side)
}

/// "left knee": the side first, written out. What lies on the midline has none.
pub(crate) fn sided(name: &str, side: Side) -> String {
    match side {
        Side::Midline => name.to_owned(),
        side => format!("{} {name}", side.words()),
    }
}

/// A label of the content whose abbreviation is its only name.
const ONLY_NAME: (&str, &str) = (
    "TENS (surface)",
    "transcutaneous electrical nerve stimulation (surface)",
);

/// A label as a letter writes it: "Superficial (SDN)" reads "Superficial".
fn written_out(label: &str) -> String {
    let (short, long) = ONLY_NAME;
    if label == short {
        return long.to_owned();
    }
    let is_short = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    match label
        .strip_suffix(')')
        .and_then(|label| label.rsplit_once(" ("))
    {
        Some((name, short)) if is_short(short) => name.to_owned(),
        _ => label.to_owned(),
    }
}

/// "Neck".
pub(crate) fn region(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .regions()
        .get(id)
        .map_or_else(|| id.to_owned(), |region| region.name.clone())
}

/// "Pistoning / sparrow pecking".
pub(crate) fn technique(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .techniques()
        .get(id)
        .map_or_else(|| id.to_owned(), |technique| written_out(&technique.label))
}

/// "therapeutic exercise".
pub(crate) fn other_care(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .other_care()
        .get(id)
        .map_or_else(|| id.to_owned(), |care| written_out(&care.label))
}

/// "Bruising".
pub(crate) fn event(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .adverse_events()
        .get(id)
        .map_or_else(|| id.to_owned(), |event| event.name.clone())
}

/// What the catalogue calls an id of a target, a technique, a condition, a region or an event; none when it knows
/// no such id.
pub(crate) fn name_of_id(catalogue: &Catalogue, id: &str) -> Option<String> {
    let target = catalogue.targets().get(id).map(|target| &target.name);
    let technique = || catalogue.techniques().get(id).map(|row| &row.label);
    let condition = || catalogue.conditions().get(id).map(|row| &row.name);
    let region = || catalogue.regions().get(id).map(|row| &row.name);
    let event = || catalogue.adverse_events().get(id).map(|row| &row.name);
    let name = target.or_else(technique).or_else(condition);
    name.or_else(region).or_else(event).cloned()
}

/// What left the practice: "Letter".
pub(crate) fn document(kind: &str) -> String {
    match kind {
        "referral-letter" => "Letter".to_owned(),
        other => capital(&other.replace('-', " ")),
    }
}

/// "Procedure note", with its first letter large.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A screening check as its checklist words it.
pub(crate) fn check(catalogue: &Catalogue, id: &str) -> String {
    safety::check(catalogue, id)
}

/// "Neck pain".
pub(crate) fn condition(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .conditions()
        .get(id)
        .map_or_else(|| id.to_owned(), |condition| condition.name.clone())
}

/// "no twitch", "twitch", "twitch × 3"; none when it was not recorded.
pub(crate) fn twitch(twitch: Option<Twitch>, count: Option<u8>) -> Option<String> {
    Some(match (twitch?, count) {
        (Twitch::None, _) => "no twitch".to_owned(),
        (Twitch::Seen, None) => "twitch".to_owned(),
        (Twitch::Seen, Some(count)) => format!("twitch × {count}"),
    })
}

/// "3 Nov 2026 to 22 Nov 2026", or one day.
pub(crate) fn period(first: CalendarDate, last: CalendarDate) -> String {
    if first == last {
        first.words()
    } else {
        format!("{} to {}", first.words(), last.words())
    }
}

/// How the change from the first rating to the latest reads.
pub(crate) fn reading(first: (Instant, PainScore), latest: (Instant, PainScore)) -> Reading {
    Reading::of(
        first.1,
        latest.1,
        first.0.date().days_until(latest.0.date()),
    )
}

/// Licences and certificates that have run out or soon will. A warning, never a block.
pub(crate) fn expiry_warnings(therapist: &Therapist, today: CalendarDate) -> Vec<Warning> {
    let warn = |(what, last_day): (String, CalendarDate)| {
        let warning = |code: &str, verb: &str| Warning {
            code: code.into(),
            message: format!("{what}: {verb} {}.", last_day.words()),
        };
        match today.days_until(last_day) {
            ..0 => Some(warning("expired", "expired on")),
            0..=SOON => Some(warning("expires-soon", "valid until")),
            _ => None,
        }
    };
    therapist.expiries().into_iter().filter_map(warn).collect()
}

/// A patient in a list.
pub(crate) fn patient_line(kept: KeptLine, today: CalendarDate) -> PatientLine {
    PatientLine {
        id: kept.id,
        name: format!("{}, {}", kept.family_name, kept.given_name),
        born: kept.birth_date.words(),
        age: kept.birth_date.age_on(today).unwrap_or_default(),
        last_seen: kept.last_session.map(|at| at.date().words()),
        sessions: kept.sessions,
    }
}

/// "Owner", or "Auditor: 2 patients, visits 1 Jan 2026 to 30 Jun 2026, until 31 Dec 2026".
pub(crate) fn role(role: &PracticeRole) -> String {
    match role {
        PracticeRole::Owner => "Owner".to_owned(),
        PracticeRole::Therapist => "Therapist".to_owned(),
        PracticeRole::FrontDesk => "Front desk".to_owned(),
        PracticeRole::Auditor(audit) => {
            let patients = match audit.patients.len() {
                1 => "1 patient".to_owned(),
                several => format!("{several} patients"),
            };
            let (from, to) = (audit.from.words(), audit.to.words());
            let until = audit.until.words();
            format!("Auditor: {patients}, visits {from} to {to}, until {until}")
        }
    }
}

/// "today 10:42", or "21 Nov 2026 10:42".
pub(crate) fn moment(at: Instant, today: CalendarDate) -> String {
    let day = if at.date() == today {
        "today".to_owned()
    } else {
        at.date().words()
    };
    format!("{day} {}", at.clock())
}

/// "22 Nov 2026 15:05".
pub(crate) fn day_and_clock(at: Instant) -> String {
    format!("{} {}", at.date().words(), at.clock())
}

/// "14:09:31", for a draft that was kept a moment ago.
pub(crate) fn clock_with_seconds(at: Instant) -> String {
    at.local().format("%H:%M:%S").to_string()
}

/// The time at which a document is made, by the therapist's clock.
pub(crate) fn made_at(now: Instant) -> MadeAt {
    let local = now.local();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    MadeAt {
        year: local.year(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        offset_minutes: now.offset_minutes,
    }
}

/// Hexadecimal digits, in groups of four, for people who compare two of them by eye.
pub(crate) fn fingerprint(hash: &[u8]) -> String {
    let groups: Vec<String> = hash.chunks(2).map(|pair| HEXLOWER.encode(pair)).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_always_written_out_before_the_target() {
        let catalogue = Catalogue::shipped();
        assert_eq!(
            target(catalogue, "trapezius-upper", Side::Left),
            "left upper trapezius"
        );
        assert_eq!(
            target(catalogue, "trapezius-upper", Side::Both),
            "left and right upper trapezius"
        );
        assert_eq!(target(catalogue, "procerus", Side::Midline), "procerus");
    }

    #[test]
    fn no_label_of_the_content_reaches_a_letter_abbreviated() {
        let content = Catalogue::shipped();
        let targets = content
            .targets()
            .iter()
            .map(|row| target(content, row.id.as_str(), Side::Left));
        let techniques = content
            .techniques()
            .iter()
            .map(|row| technique(content, row.id.as_str()));
        let care = content
            .other_care()
            .iter()
            .map(|row| other_care(content, row.id.as_str()));
        let conditions = content
            .conditions()
            .iter()
            .map(|row| condition(content, row.id.as_str()));
        let events = content
            .adverse_events()
            .iter()
            .map(|row| event(content, row.id.as_str()));
        let words: Vec<String> = targets
            .chain(techniques)
            .chain(care)
            .chain(conditions)
            .chain(events)
            .collect();
        assert!(words.len() > 200, "{}", words.len());
        for said in words {
            let mut parts = said.split(|c: char| !c.is_alphanumeric());
            let is_short =
                |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_uppercase());
            assert_eq!(parts.find(|part| is_short(part)), None, "{said}");
        }
    }

    #[test]
    fn silence_about_a_twitch_is_not_no_twitch() {
        assert_eq!(twitch(None, None), None);
        assert_eq!(
            twitch(Some(Twitch::None), None).as_deref(),
            Some("no twitch")
        );
        assert_eq!(
            twitch(Some(Twitch::Seen), Some(3)).as_deref(),
            Some("twitch × 3")
        );
    }

    #[test]
    fn a_fingerprint_reads_in_groups_of_four() {
        assert_eq!(fingerprint(&[0xab, 0xcd, 0x01, 0x02, 0xff]), "abcd 0102 ff");
    }
}
