//! What the open boxes of needles offer to the rows of a note: brand and lot, never a size.

use filiform_domain::needle_box::{NeedleBox, boxes_for};
use filiform_domain::session::SessionDraft;
use filiform_domain::time::CalendarDate;

use crate::contract::BoxOffer;

/// For each row the boxes it may have been needled from; none where it says its own.
pub(super) fn offered(
    draft: &SessionDraft,
    boxes: &[NeedleBox],
    today: CalendarDate,
) -> Vec<Vec<BoxOffer>> {
    let rows = draft.sites.iter();
    rows.map(|row| {
        let fitting = boxes_for(row, boxes).into_iter();
        fitting.map(|one| offer(one, today)).collect()
    })
    .collect()
}

fn offer(one: &NeedleBox, today: CalendarDate) -> BoxOffer {
    let opened = one.opened.parse::<CalendarDate>().ok();
    let parts = [
        (!one.brand.is_empty()).then(|| one.brand.clone()),
        Some(format!("lot {}", one.lot)),
        opened.map(|day| format!("opened {}", day.words())),
    ];
    let last = one.last_day().filter(|_| one.has_expired(today));
    BoxOffer {
        brand: one.brand.clone(),
        lot: one.lot.clone(),
        words: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        expired: last.map_or_else(String::new, |day| format!("Expired on {}.", day.words())),
    }
}
