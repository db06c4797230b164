//! Sessions in words: a line of the history.

use filiform_catalogue::Catalogue;
use filiform_domain::amendment::VoidReason;
use filiform_domain::quantity::PainScore;
use filiform_store::{HistorySession, HistorySite};

use super as wording;
use crate::contract::{SessionLine, SiteLine};

/// A session of the history in words. Lists leave out the notes of sites.
pub(crate) fn line(catalogue: &Catalogue, session: HistorySession) -> SessionLine {
    let sites = session.sites.iter();
    let amended = wording::amendments::amended(&session);
    let voided = wording::amendments::voided(&session);
    SessionLine {
        id: session.id,
        date: session.started.date().words(),
        time: session.started.clock(),
        utc_ms: session.started.utc_ms,
        region: wording::region(catalogue, &session.region),
        not_held: session.not_held.map(|how| how.words().to_owned()),
        pain_before: session.pain_before.map(PainScore::points),
        pain_after: session.pain_after.map(PainScore::points),
        sites: sites.map(|site| site_line(catalogue, site)).collect(),
        events: u32::try_from(session.events.len()).unwrap_or(u32::MAX),
        late: session.days_late.map(wording::amendments::late),
        withheld: session.voided == Some(VoidReason::WrongPatient),
        amended,
        voided,
    }
}

fn site_line(catalogue: &Catalogue, site: &HistorySite) -> SiteLine {
    let techniques: Vec<String> = site
        .techniques
        .iter()
        .map(|id| wording::technique(catalogue, id))
        .collect();
    SiteLine {
        target: site.own_target.as_ref().map_or_else(
            || wording::target(catalogue, &site.target, site.side),
            |own| wording::sided(own, site.side),
        ),
        point: site.point.clone(),
        needle: site.needle.words(),
        needles: site.needles,
        technique: techniques.join(", "),
        twitch: wording::twitch(site.twitch, site.twitches),
    }
}

pub(crate) fn signer(name: &str, credentials: &str) -> String {
    if credentials.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {credentials}")
    }
}
