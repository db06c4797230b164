//! Type rows: short lines become rows and fields of the session, and rows become their lines again.
//!
//! How a line reads is shown while it is typed. A line that is not understood whole is not taken at all.

use filiform_catalogue::Catalogue;
use filiform_domain::event::EventDraft;
use filiform_domain::session::SessionDraft;
use filiform_domain::shorthand::{
    self, LineRead, NotAnswered, Reading, Refusal, add_to, both_lungs_at_risk, complete, events_of,
    print, row_of, site_of, spoken,
};
use filiform_domain::site::SiteDraft;
use filiform_domain::vocabulary::Vocabulary;

use crate::Filiform;
use crate::contract::{
    CompleteLine, LineAnswer, LineChoice, LineCompletion, LineCompletions, LineRefused, LinesRead,
    ReadLines, RowLines, RowsToWrite,
};
use crate::error::Error;

/// Reads lines, and adds them to the session that they are for: all of them, or none.
///
/// It holds nothing of a patient but what is sent, and needs no unlocking.
///
/// # Errors
/// None: a line that is refused is an answer.
pub fn read_lines(filiform: &Filiform, typed: ReadLines) -> Result<LinesRead, Error> {
    let catalogue = filiform.catalogue();
    let read = shorthand::read_lines(&typed.text, catalogue);
    let readings: Vec<&Reading> = read
        .iter()
        .filter_map(|line| line.read.as_ref().ok())
        .collect();
    let before = typed.session.clone().unwrap_or_default();
    let after = with_lines(catalogue, before, &readings, &filiform.now().clock());
    let all_taken = readings.len() == read.len();
    Ok(LinesRead {
        both_lungs: both_lungs_at_risk(&after.sites, catalogue),
        lines: read.iter().map(|line| answer(catalogue, line)).collect(),
        session: typed.session.and(Some(after)).filter(|_| all_taken),
    })
}

/// The session with what the lines say. The region is that of the first row, where none is named yet.
fn with_lines(
    catalogue: &Catalogue,
    mut session: SessionDraft,
    readings: &[&Reading],
    clock: &str,
) -> SessionDraft {
    for reading in readings {
        add_to(&mut session, reading, clock);
    }
    let first = session
        .sites
        .iter()
        .find_map(|row| catalogue.target(&row.target));
    if let Some(facts) = first.filter(|_| session.region.trim().is_empty()) {
        session.region = facts.region;
    }
    session
}

fn answer(catalogue: &Catalogue, line: &LineRead) -> LineAnswer {
    let number = u32::try_from(line.number).unwrap_or(u32::MAX);
    match &line.read {
        Ok(reading) => {
            let (site, events) = row(reading);
            let open = reading.not_answered(catalogue).into_iter();
            LineAnswer {
                number,
                words: spoken(reading, catalogue),
                printed: print(reading, catalogue),
                warnings: open.map(NotAnswered::words).map(str::to_owned).collect(),
                site,
                events,
                refused: None,
            }
        }
        Err(refusal) => LineAnswer {
            number,
            words: Vec::new(),
            printed: String::new(),
            warnings: Vec::new(),
            site: None,
            events: Vec::new(),
            refused: Some(refused(&line.line, refusal)),
        },
    }
}

fn row(reading: &Reading) -> (Option<SiteDraft>, Vec<EventDraft>) {
    match reading {
        Reading::Needle(row) => (Some(site_of(row)), events_of(row, 1)),
        Reading::Session(_) => (None, Vec::new()),
    }
}

fn refused(line: &str, refusal: &Refusal) -> LineRefused {
    LineRefused {
        code: refusal.code.word().to_owned(),
        message: refusal.message.clone(),
        start: in_utf16(line, refusal.span.start),
        end: in_utf16(line, refusal.span.end),
        choices: refusal
            .choices
            .iter()
            .map(|choice| LineChoice {
                write: choice.write.clone(),
                words: choice.words.clone(),
                line: choice.line.clone(),
            })
            .collect(),
        fix: refusal.fix.clone(),
    }
}

/// Says what can be written at the caret.
///
/// # Errors
/// None.
pub fn complete_line(filiform: &Filiform, typed: CompleteLine) -> Result<LineCompletions, Error> {
    let line = &typed.line;
    let offers = complete(line, of_utf16(line, typed.caret), filiform.catalogue());
    let offer = |offer: shorthand::Completion| {
        let before = line.get(..offer.span.start).unwrap_or_default();
        let after = line.get(offer.span.end..).unwrap_or_default();
        LineCompletion {
            start: in_utf16(line, offer.span.start),
            end: in_utf16(line, offer.span.end),
            line: format!("{before}{}{after}", offer.write),
            write: offer.write,
            words: offer.words,
        }
    };
    Ok(LineCompletions {
        offers: offers.into_iter().map(offer).collect(),
    })
}

/// Writes the rows of a session as lines, so that they can be changed by typing.
///
/// # Errors
/// None: a row that holds more than a line can say has none.
pub fn write_lines(filiform: &Filiform, typed: RowsToWrite) -> Result<RowLines, Error> {
    let catalogue = filiform.catalogue();
    let session = &typed.session;
    let line_of = |(n, site): (usize, &SiteDraft)| {
        let number = i64::try_from(n + 1).ok();
        let own = session.events.iter().filter(|event| event.row == number);
        let events: Vec<EventDraft> = own.cloned().collect();
        let row = row_of(site, &events, catalogue)?;
        Some(print(&Reading::Needle(Box::new(row)), catalogue))
    };
    Ok(RowLines {
        lines: session.sites.iter().enumerate().map(line_of).collect(),
    })
}

/// The window counts in UTF-16 units, the line is kept in bytes.
fn in_utf16(line: &str, byte: usize) -> u32 {
    let before = line.get(..byte).unwrap_or_default();
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The byte of a place that the window counted. Past the end is the end.
fn of_utf16(line: &str, place: u32) -> usize {
    let mut units = 0;
    for (byte, letter) in line.char_indices() {
        if units >= place {
            return byte;
        }
        units += u32::try_from(letter.len_utf16()).unwrap_or(1);
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_in_bytes_and_in_the_window() {
        let line = "é😀 x";
        for (byte, units) in [(0, 0), (2, 1), (6, 3), (7, 4), (8, 5)] {
            assert_eq!(in_utf16(line, byte), units);
            assert_eq!(of_utf16(line, units), byte);
        }
        assert_eq!(of_utf16(line, 2), 6, "the middle of a letter is its end");
        assert_eq!(of_utf16(line, 99), line.len());
    }
}
