//! Which time a letter speaks of, and what its reader was told before.

use filiform_domain::entry::DocumentExported;
use filiform_domain::letter::LetterSpan;
use filiform_domain::problem::Check;
use filiform_domain::time::{CalendarDate, Instant};
use filiform_store::KeptDocument;

use crate::contract::LetterForm;
use crate::wording;

/// What a letter is recorded as.
pub(super) const REFERRAL_LETTER: &str = "referral-letter";

/// What one earlier letter told its reader of.
pub(super) struct Told {
    first: CalendarDate,
    last: CalendarDate,
    /// When it left. What was signed after it, it did not know.
    pub(super) at: Instant,
}

/// The time that a letter speaks of.
pub(super) enum Period {
    /// All care so far.
    Whole,
    /// What these letters did not tell; the newest first.
    Untold(Vec<Told>),
    /// These days.
    Days(CalendarDate, CalendarDate),
}

impl Period {
    /// What the form asks for. `earlier` are the patient's documents, newest first.
    pub(super) fn of(
        form: &LetterForm,
        reader: &str,
        earlier: &[KeptDocument],
        (born, today): (CalendarDate, CalendarDate),
        check: &mut Check,
    ) -> Self {
        match form.span {
            LetterSpan::Whole => Self::Whole,
            LetterSpan::SinceLast => {
                let told: Vec<Told> = letters_to(reader, earlier).filter_map(told).collect();
                if told.is_empty() {
                    check.fault(
                        "form.span",
                        "no-letter",
                        "No letter to this reader is on record yet.",
                    );
                }
                Self::Untold(told)
            }
            LetterSpan::Dates => days(form, (born, today), check),
        }
    }

    /// Whether the letter speaks of a visit of this day that was signed then.
    pub(super) fn has(&self, day: CalendarDate, signed_at: Instant) -> bool {
        match self {
            Self::Whole => true,
            Self::Untold(told) => !told
                .iter()
                .any(|told| told.covers(day) && signed_at.utc_ms <= told.at.utc_ms),
            Self::Days(first, last) => *first <= day && day <= *last,
        }
    }

    /// Whether something of this day belongs into the letter. Rather told twice than never.
    pub(super) fn speaks_of(&self, day: CalendarDate) -> bool {
        match self {
            Self::Whole => true,
            Self::Untold(told) => !told
                .iter()
                .any(|told| told.covers(day) && day < told.at.date()),
            Self::Days(first, last) => *first <= day && day <= *last,
        }
    }

    /// When the newest of the letters left that the reader had before.
    pub(super) fn since(&self) -> Option<Instant> {
        match self {
            Self::Untold(told) => told.first().map(|told| told.at),
            _ => None,
        }
    }
}

impl Told {
    fn covers(&self, day: CalendarDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// The letters to somebody, newest first. Without a name nobody was written to.
pub(super) fn letters_to<'a>(
    reader: &'a str,
    earlier: &'a [KeptDocument],
) -> impl Iterator<Item = &'a KeptDocument> {
    let to_them = move |document: &DocumentExported| {
        document.document == REFERRAL_LETTER && !reader.is_empty() && document.recipient == reader
    };
    earlier.iter().filter(move |kept| to_them(&kept.document))
}

fn told(letter: &KeptDocument) -> Option<Told> {
    let (first, last) = letter.document.period?;
    Some(Told {
        first,
        last,
        at: letter.exported_at,
    })
}

fn days(
    form: &LetterForm,
    (born, today): (CalendarDate, CalendarDate),
    check: &mut Check,
) -> Period {
    let mut day = |field: &str, typed: &str, otherwise: CalendarDate| {
        let typed = typed.trim();
        if typed.is_empty() {
            return otherwise;
        }
        typed.parse().unwrap_or_else(|_| {
            check.fault(field, "date", "This is no date of the calendar.");
            otherwise
        })
    };
    let first = day("form.from", &form.from, born);
    let last = day("form.until", &form.until, today);
    if last < first {
        check.fault("form.until", "order", "The last day is before the first.");
    }
    Period::Days(first, last)
}

/// "Speaks of 3 Nov 2026 to 10 Nov 2026 alone; care began before it."
pub(super) fn covers(
    period: &Period,
    (first, last): (CalendarDate, CalendarDate),
    (before, after): (bool, bool),
) -> String {
    let goes_on = match (before, after) {
        (true, true) => " Care began before it and went on after it.",
        (true, false) => " Care began before it.",
        (false, true) => " Care went on after it.",
        (false, false) => "",
    };
    match period {
        Period::Whole => String::new(),
        Period::Untold(told) => told.first().map_or_else(String::new, |told| {
            let day = told.at.date().words();
            format!("This letter tells what the letter of {day} did not.{goes_on}")
        }),
        Period::Days(..) => {
            let days = wording::period(first, last);
            format!("This letter speaks of {days} alone.{goes_on}")
        }
    }
}
