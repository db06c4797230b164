//! Made-up entries on their way into the ledger: one thread makes them up and prepares them, the other seals and
//! writes what is ready.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use filiform_domain::entry::Entry;
use filiform_domain::ids::TherapistId;
use filiform_domain::role::Right;
use filiform_domain::time::Instant;
use filiform_store::{Flow, MadeUp, StoreError};

use super::{Demo, DemoMade, Maker, entries};
use crate::Filiform;
use crate::error::Error;

/// Entries that are written in one transaction: enough that the search index is merged seldom.
const BATCH: usize = 20_000;
/// The first transaction is smaller, so that there soon is something to hear and to stop at.
const FIRST: usize = 1000;

/// Makes up what is asked, by whom and when, and writes it. `all` is about how many entries there will be.
pub(super) fn in_bulk(
    filiform: &Filiform,
    made_up: (Demo, TherapistId, Instant),
    (all, progress): (u64, &mut dyn FnMut(u64, u64) -> Flow),
) -> Result<DemoMade, Error> {
    let (send, receive) = sync_channel(1);
    filiform.with_open_as(Right::RunPractice, |open| Ok(open.store.begin_bulk()?))?;
    let made = std::thread::scope(|threads| {
        threads.spawn(|| make(filiform, made_up, &send_all(send)));
        write(filiform, receive, (all, progress))
    });
    let ended = filiform.with_open_as(Right::RunPractice, |open| Ok(open.store.end_bulk()?));
    let made = made?;
    ended?;
    Ok(made)
}

/// A batch, or why there is none.
type Batch = Result<(MadeUp, DemoMade), Error>;

/// Nobody listens any more when the writing has stopped; then the making stops too.
fn send_all(send: SyncSender<Batch>) -> impl Fn(Batch) -> bool {
    move |batch| send.send(batch).is_ok()
}

fn make(
    filiform: &Filiform,
    (asked, therapist, now): (Demo, TherapistId, Instant),
    hand_on: &dyn Fn(Batch) -> bool,
) {
    let offset_at = |local| filiform.host.clock.offset_at(local);
    let maker = Maker {
        catalogue: filiform.catalogue(),
        therapist,
        now,
        offset_at: &offset_at,
        seed: asked.seed,
    };
    let mut made = Vec::new();
    let mut counts = DemoMade {
        patients: 0,
        sessions: 0,
    };
    let mut enough = FIRST;
    for n in 0..asked.patients {
        let chart = maker.chart(n, asked.sessions);
        counts.patients += 1;
        counts.sessions += chart.sessions.len() as u64;
        made.extend(entries(chart, now));
        if made.len() >= enough {
            enough = BATCH;
            if !hand_on(prepared(filiform, std::mem::take(&mut made), counts)) {
                return;
            }
        }
    }
    hand_on(prepared(filiform, made, counts));
}

fn prepared(filiform: &Filiform, entries: Vec<(Instant, Entry)>, counts: DemoMade) -> Batch {
    filiform.with_open_as(Right::RunPractice, |open| {
        Ok((open.store.prepare_made_up(entries)?, counts))
    })
}

/// Each batch takes the practice anew, so that a lock never waits for more than one.
fn write(
    filiform: &Filiform,
    batches: Receiver<Batch>,
    (all, progress): (u64, &mut dyn FnMut(u64, u64) -> Flow),
) -> Result<DemoMade, Error> {
    let mut made = DemoMade {
        patients: 0,
        sessions: 0,
    };
    let mut written = 0;
    for batch in batches {
        let (batch, counts) = batch?;
        written += batch.len() as u64;
        filiform.with_open_as(Right::RunPractice, |open| {
            let stamp = filiform.stamp(open);
            Ok(open.store.write_made_up(&stamp, batch)?)
        })?;
        made = counts;
        if progress(written.min(all), all) == Flow::Stop {
            return Err(StoreError::Interrupted.into());
        }
    }
    Ok(made)
}
