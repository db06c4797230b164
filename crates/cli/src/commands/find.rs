//! `find`: patients, notes, letters and targets.

use filiform::contract::{FindAnything, FoundAnything, LetterFound, NoteFound, TargetFound};
use filiform::find_anything;

use super::patients::patient_lines;
use crate::arguments::{Arguments, Find};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Finds anything. What was not understood is a warning.
pub(super) fn find(arguments: &Arguments, output: &Output, asked: &Find) -> Result<(), Failure> {
    let found = practice::with_open(arguments, output, |filiform| {
        let inside = asked.inside.as_deref();
        let inside = inside
            .map(|named| practice::patient(filiform, named))
            .transpose()?;
        let wanted = FindAnything {
            query: asked.query.join(" "),
            inside,
            limit: asked.limit,
        };
        Ok(find_anything::find_anything(filiform, wanted)?)
    })?;
    for remark in &found.remarks {
        output.warning(remark);
    }
    output.answer(&found, || lines(&found));
    Ok(())
}

/// A heading for each kind of which something was found.
fn lines(found: &FoundAnything) -> Vec<String> {
    let kinds = [
        ("Patients", patient_lines(&found.patients)),
        (
            "In this patient's notes",
            found.inside.iter().map(note).collect(),
        ),
        ("Notes", found.notes.iter().map(note).collect()),
        ("Letters", found.letters.iter().map(letter).collect()),
        ("Targets", found.targets.iter().map(target).collect()),
    ];
    let filled = kinds.into_iter().filter(|(_, lines)| !lines.is_empty());
    let shown = filled.flat_map(|(title, lines)| {
        let indented = lines.into_iter().map(|line| format!("  {line}"));
        std::iter::once(title.to_owned()).chain(indented)
    });
    let lines: Vec<String> = shown.collect();
    if lines.is_empty() {
        vec!["Nothing was found.".to_owned()]
    } else {
        lines
    }
}

/// `"019a…  20 Nov 2026  Okafor, Ada  Neck: stiff after the [garden]"`.
fn note(note: &NoteFound) -> String {
    let excerpt = note.excerpt.iter().map(|piece| {
        if piece.hit {
            format!("[{}]", piece.text)
        } else {
            piece.text.clone()
        }
    });
    let excerpt: String = excerpt.collect();
    let voided = if note.voided { " (voided)" } else { "" };
    let NoteFound {
        session,
        date,
        name,
        region,
        ..
    } = note;
    let before = format!("{session}  {date}  {name}  {region}{voided}");
    if excerpt.is_empty() {
        before
    } else {
        format!("{before}: {excerpt}")
    }
}

fn letter(letter: &LetterFound) -> String {
    let LetterFound {
        id,
        date,
        name,
        what,
        recipient,
        ..
    } = letter;
    format!("{id}  {date}  {name}  {what} to {recipient}")
}

fn target(target: &TargetFound) -> String {
    let TargetFound {
        name,
        region,
        query,
        ..
    } = target;
    format!("{name} ({region}): find '{}'", query.trim())
}
