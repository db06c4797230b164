//! What made-up patients said between their visits: a few contacts, and one event that was heard of later.

use chrono::NaiveDateTime;
use filiform_domain::between::{Role, Who};
use filiform_domain::contact::{Contact, ContactKind};
use filiform_domain::entry::Entry;
use filiform_domain::event::Severity;
use filiform_domain::ids::{ContactId, ReportedEventId};
use filiform_domain::reported_event::ReportedEvent;
use filiform_domain::session::Session;
use filiform_domain::time::Instant;

use super::Chart;
use super::dice::Dice;

/// The first patients have contacts: enough to look at.
const WITH_CONTACTS: u32 = 3;
/// The patient who told of an event later.
const WITH_EVENT: u32 = 0;
const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// How many entries there will be between the visits of so many patients.
pub(super) fn count(patients: u32, visits: u32) -> u64 {
    if visits < 2 || patients == 0 {
        return 0;
    }
    u64::from(patients.min(WITH_CONTACTS)) * 2 + 1
}

/// What happened between the visits of the `n`th patient.
pub(super) fn entries(
    dice: &mut Dice,
    n: u32,
    chart: &Chart,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Vec<Entry> {
    let (Some(first), [.., before, last]) = (chart.sessions.first(), chart.sessions.as_slice())
    else {
        return Vec::new();
    };
    if n >= WITH_CONTACTS {
        return Vec::new();
    }
    let lived = |at: Instant| Instant::of_local(at.local(), offset_at(at.local()));
    let (day_before, between) = (lived(earlier(first.started)), lived(halfway(before, last)));
    let mut entries = vec![
        Entry::ContactLogged(Box::new(talk(dice, chart, day_before))),
        Entry::ContactLogged(Box::new(message(dice, chart, between))),
    ];
    if n == WITH_EVENT {
        let event = bruise(dice, chart, before, between);
        entries.push(Entry::EventReported(Box::new(event)));
    }
    entries
}

/// The talk with whoever referred, the day before the first visit.
fn talk(dice: &mut Dice, chart: &Chart, at: Instant) -> Contact {
    let referrer = chart.patient.referrer.as_ref();
    let name = referrer.map_or("Dr. L. Hahn", |who| who.name.as_str());
    Contact {
        id: ContactId::new(at.utc_ms, dice.bytes()),
        patient: chart.id,
        kind: ContactKind::PhysicianTalk,
        how: Some("by phone".to_owned()),
        at,
        who: Who {
            role: Role::OtherClinician,
            name: Some(name.to_owned()),
        },
        said: Some(
            "Spoke about the diagnosis, the technique, the needles and the risks.".to_owned(),
        ),
        agreed: Some("Begin, and report after four visits.".to_owned()),
    }
}

fn message(dice: &mut Dice, chart: &Chart, at: Instant) -> Contact {
    Contact {
        id: ContactId::new(at.utc_ms, dice.bytes()),
        patient: chart.id,
        kind: ContactKind::Message,
        how: None,
        at,
        who: Who {
            role: Role::Patient,
            name: None,
        },
        said: Some("Asked whether swimming is all right before the next visit.".to_owned()),
        agreed: Some("Answered: yes, as far as it is comfortable.".to_owned()),
    }
}

fn bruise(dice: &mut Dice, chart: &Chart, session: &Session, heard: Instant) -> ReportedEvent {
    let hours = (heard.utc_ms - session.started.utc_ms) / HOUR_MS;
    ReportedEvent {
        id: ReportedEventId::new(heard.utc_ms, dice.bytes()),
        patient: chart.id,
        kind: "bruise".to_owned(),
        severity: Severity::Mild,
        session: Some(session.id),
        heard,
        heard_from: Who {
            role: Role::Patient,
            name: None,
        },
        began: Some("seen in the evening".to_owned()),
        began_hours: u16::try_from(hours.min(6)).ok(),
        seen: Some("3 cm, blue, not swollen.".to_owned()),
        done: Some("Told to call if it spreads or gets hard.".to_owned()),
        course: Some("Fading.".to_owned()),
        resolved_date: None,
        resolved: Some("not yet".to_owned()),
    }
}

/// The same time, a day before.
fn earlier(started: Instant) -> Instant {
    Instant {
        utc_ms: started.utc_ms - DAY_MS,
        ..started
    }
}

/// A whole minute between two visits.
fn halfway(before: &Session, last: &Session) -> Instant {
    let between = (last.started.utc_ms - before.started.utc_ms) / 2;
    Instant {
        utc_ms: before.started.utc_ms + between / 60_000 * 60_000,
        ..before.started
    }
}
