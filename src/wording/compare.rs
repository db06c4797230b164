//! Two notes side by side: which parts are the same, which differ, and which only one of them has.

use crate::contract::{ComparedHow, ComparedLine, ComparedPart};

/// A note in words: heading and paragraph.
type Text = [(String, String)];

/// The parts of both notes, in the order that notes have. `days` name the older and the newer one.
pub(crate) fn parts(older: &Text, newer: &Text, days: (&str, &str)) -> Vec<ComparedPart> {
    headings(older, newer)
        .into_iter()
        .map(|heading| {
            part(
                heading,
                (lines(older, heading), lines(newer, heading)),
                days,
            )
        })
        .collect()
}

/// "4 of 14 parts differ."
pub(crate) fn said(parts: &[ComparedPart]) -> String {
    let differ = parts.iter().filter(|part| part.how != ComparedHow::Same);
    match differ.count() {
        0 => "The two notes read the same.".to_owned(),
        1 => format!("1 of {} parts differs.", parts.len()),
        n => format!("{n} of {} parts differ.", parts.len()),
    }
}

/// Both notes have their parts in the same order, so that what the newer one has more goes in where it stands.
fn headings<'a>(older: &'a Text, newer: &'a Text) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    let mut rest = newer.iter().map(|(heading, _)| heading.as_str()).peekable();
    let of_older = |heading: &str| older.iter().any(|(other, _)| other == heading);
    for (heading, _) in older {
        if newer.iter().any(|(other, _)| other == heading) {
            while let Some(more) = rest.next_if(|more| !of_older(more)) {
                push_once(&mut all, more);
            }
            rest.next_if(|more| more == heading);
        }
        push_once(&mut all, heading);
    }
    rest.for_each(|more| push_once(&mut all, more));
    all
}

fn push_once<'a>(all: &mut Vec<&'a str>, heading: &'a str) {
    if !all.contains(&heading) {
        all.push(heading);
    }
}

fn lines<'a>(text: &'a Text, wanted: &str) -> Vec<&'a str> {
    let of_heading = text.iter().filter(|(heading, _)| heading == wanted);
    of_heading.flat_map(|(_, words)| words.lines()).collect()
}

fn part(
    heading: &str,
    (older, newer): (Vec<&str>, Vec<&str>),
    (older_day, newer_day): (&str, &str),
) -> ComparedPart {
    let (how, mark) = if newer.is_empty() {
        (ComparedHow::OnlyOlder, format!("only on {older_day}"))
    } else if older.is_empty() {
        (ComparedHow::OnlyNewer, format!("only on {newer_day}"))
    } else if older == newer {
        (ComparedHow::Same, "same".to_owned())
    } else {
        (ComparedHow::Differs, "differs".to_owned())
    };
    ComparedPart {
        heading: heading.to_owned(),
        how,
        mark,
        older: marked(&older, &newer),
        newer: marked(&newer, &older),
    }
}

/// A line that is there twice has to be in the other note twice.
fn marked(mine: &[&str], other: &[&str]) -> Vec<ComparedLine> {
    let mut left: Vec<&str> = other.to_vec();
    let mark = |words: &&str| {
        let found = left.iter().position(|line| line == words);
        found.map(|n| left.remove(n));
        ComparedLine {
            words: (*words).to_owned(),
            alone: found.is_none(),
        }
    };
    mine.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(heading, words): &(&str, &str)| ((*heading).to_owned(), (*words).to_owned());
        parts.iter().map(owned).collect()
    }

    #[test]
    fn parts_stand_in_the_order_of_the_notes_and_say_how_they_compare() {
        let older = text(&[
            ("Story", "Stiff."),
            ("Needling", "a\nb"),
            ("Plan", "Again."),
        ]);
        let newer = text(&[
            ("Consent", "given"),
            ("Story", "Stiff."),
            ("Needling", "b\nc"),
            ("Codes", "1"),
        ]);
        let parts = parts(&older, &newer, ("3 Nov", "10 Nov"));
        let read: Vec<_> = parts
            .iter()
            .map(|part| (part.heading.as_str(), part.mark.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                ("Consent", "only on 10 Nov"),
                ("Story", "same"),
                ("Needling", "differs"),
                ("Plan", "only on 3 Nov"),
                ("Codes", "only on 10 Nov"),
            ]
        );
        assert_eq!(said(&parts), "4 of 5 parts differ.");
        let needling = &parts[2];
        let alone =
            |lines: &[ComparedLine]| lines.iter().map(|line| line.alone).collect::<Vec<_>>();
        assert_eq!(
            (alone(&needling.older), alone(&needling.newer)),
            (vec![true, false], vec![false, true])
        );
    }

    #[test]
    fn a_note_beside_itself_reads_the_same_and_a_line_that_is_there_twice_counts_twice() {
        let note = text(&[("Needling", "a\na")]);
        assert_eq!(
            said(&parts(&note, &note, ("", ""))),
            "The two notes read the same."
        );
        let once = text(&[("Needling", "a")]);
        let found = parts(&note, &once, ("", ""));
        assert!(!found[0].older[0].alone && found[0].older[1].alone && !found[0].newer[0].alone);
    }
}
