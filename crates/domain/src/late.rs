//! Late entries: notes that were signed long after the visit they tell of.

use crate::session::Session;
use crate::time::{Instant, parse_clock};

/// A note that was signed more than this long after its visit ended says so: 24 hours, in milliseconds.
///
/// This is no legal rule. It shows when the note was written, and whoever reads it judges for themselves.
const LATE_AFTER_MS: i64 = 24 * 60 * 60 * 1000;

impl Session {
    /// When the visit ended; when it began, where no end was recorded.
    pub fn ended(&self) -> Instant {
        let ended = parse_clock(&self.note.ended).ok();
        ended.map_or(self.started, |clock| {
            let local = self.started.local().date().and_time(clock);
            Instant::of_local(local, self.started.offset_minutes)
        })
    }

    /// Days from the visit to its signing, counted on the calendar, when it was signed more than 24 hours after
    /// its end. A clock that was set back makes no late entry.
    pub fn days_late(&self, signed: Instant) -> Option<u32> {
        let since = signed.utc_ms.saturating_sub(self.ended().utc_ms);
        let days = self.ended().date().days_until(signed.date()).max(1);
        (since > LATE_AFTER_MS)
            .then(|| u32::try_from(days).ok())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PatientId, SessionId, TherapistId};
    use crate::session::SessionDraft;

    const HOUR_MS: i64 = 3_600_000;

    /// A visit from 09:05 to `ended` on 22 Nov 2026, five hours behind UTC.
    fn visit(ended: &str) -> Session {
        Session {
            id: SessionId::new(0, [1; 10]),
            patient: PatientId::new(0, [2; 10]),
            therapist: TherapistId::new(0, [3; 10]),
            started: Instant {
                utc_ms: 1_795_356_300_000,
                offset_minutes: -300,
            },
            note: SessionDraft {
                ended: ended.into(),
                ..SessionDraft::default()
            },
        }
    }

    fn signed_after(hours: i64) -> Instant {
        let began = visit("").started;
        Instant {
            utc_ms: began.utc_ms + hours * HOUR_MS,
            ..began
        }
    }

    #[test]
    fn a_note_is_late_from_a_day_after_the_end_of_its_visit() {
        assert_eq!(visit("").days_late(signed_after(24)), None);
        assert_eq!(visit("").days_late(signed_after(25)), Some(1));
        assert_eq!(visit("10:05").days_late(signed_after(25)), None);
        assert_eq!(visit("10:05").days_late(signed_after(26)), Some(1));
    }

    #[test]
    fn days_are_counted_as_a_calendar_counts_them() {
        // 64 hours: from Sunday morning to one o'clock on Wednesday.
        assert_eq!(visit("").days_late(signed_after(64)), Some(3));
        assert_eq!(visit("").days_late(signed_after(24 * 400)), Some(400));
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_late_entry() {
        for hours in [0, -1, -24 * 30] {
            assert_eq!(visit("").days_late(signed_after(hours)), None);
        }
    }

    #[test]
    fn travelling_makes_no_entry_late_or_early() {
        let mut signed = signed_after(25);
        signed.offset_minutes = 840;
        assert_eq!(visit("").days_late(signed), Some(2));
        signed.utc_ms -= 2 * HOUR_MS;
        assert_eq!(visit("").days_late(signed), None);
    }
}
