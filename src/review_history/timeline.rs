//! Visits and what happened between them as one list, and how far it was shown.

use std::fmt;
use std::str::FromStr;

use filiform_catalogue::Catalogue;
use filiform_domain::ids::SessionId;
use filiform_store::{BetweenCursor, HistoryCursor, HistorySession, KeptBetween};

use crate::contract::TimelineRow;
use crate::error::Error;
use crate::wording::between::line as between_line;

/// How far a timeline was shown: each list goes on after its own last row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) visit: Option<HistoryCursor>,
    pub(super) between: Option<BetweenCursor>,
}

impl Place {
    /// Further down: after these rows, or where it was when a list gave none.
    pub(super) fn after(
        self,
        visit: Option<&HistorySession>,
        between: Option<&KeptBetween>,
    ) -> Self {
        let visit = visit.map(|visit| HistoryCursor(visit.id));
        let between = between.map(|kept| BetweenCursor(kept.happened.id()));
        Self {
            visit: visit.or(self.visit),
            between: between.or(self.between),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(visit) = self.visit {
            write!(f, "{}", visit.0)?;
        }
        f.write_str("/")?;
        self.between
            .map_or(Ok(()), |between| write!(f, "{}", between.0))
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (visit, between) = text.split_once('/').ok_or(Error::UnreadableCommand)?;
        let read = |text: &str| match text {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Error::UnreadableCommand),
        };
        Ok(Self {
            visit: read(visit)?.map(|id: SessionId| HistoryCursor(id)),
            between: read(between)?.map(|id: SessionId| BetweenCursor(id.0)),
        })
    }
}

/// Whether the visit stands above the entry. Of two at the same moment the entry does: it came after the visit.
fn is_newer(visit: &HistorySession, kept: &KeptBetween) -> bool {
    visit.started.utc_ms > kept.happened.at().utc_ms
}

/// How many of the first `limit` rows are visits, and how many are entries between them.
pub(super) fn shares(
    visits: &[HistorySession],
    between: &[KeptBetween],
    limit: usize,
) -> (usize, usize) {
    let (mut sessions, mut entries) = (0, 0);
    while sessions + entries < limit {
        match (visits.get(sessions), between.get(entries)) {
            (None, None) => break,
            (Some(visit), Some(kept)) if is_newer(visit, kept) => sessions += 1,
            (Some(_), None) => sessions += 1,
            (_, Some(_)) => entries += 1,
        }
    }
    (sessions, entries)
}

/// Both lists as one, newest first.
pub(super) fn merged(
    catalogue: &Catalogue,
    visits: &[HistorySession],
    between: &[KeptBetween],
) -> Vec<TimelineRow> {
    let mut entries = between.iter().peekable();
    let mut rows = Vec::with_capacity(visits.len() + between.len());
    let row = |kept| TimelineRow::Between {
        entry: between_line(catalogue, kept),
    };
    for visit in visits {
        while let Some(kept) = entries.next_if(|kept| !is_newer(visit, kept)) {
            rows.push(row(kept));
        }
        rows.push(TimelineRow::Session { session: visit.id });
    }
    rows.extend(entries.map(row));
    rows
}
