//! `find`: patients, notes, what is said beside them, letters and targets.

use filiform::contract::{
    ExcerptPiece, FindAnything, FoundAnything, LetterFound, NoteFound, SaidFound, TargetFound,
};
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
        (
            "Between visits, and added to notes",
            found.said.iter().map(said).collect(),
        ),
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
    let excerpt = marked(&note.excerpt);
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

/// `"019a…  20 Nov 2026  Okafor, Ada  Phone call · Dr. L. Hahn: agrees with [needling]"`.
fn said(said: &SaidFound) -> String {
    let SaidFound {
        name, what, date, ..
    } = said;
    let id = said.between.as_ref().map(|line| line.id.clone());
    let id = id.or_else(|| said.session.map(|session| session.to_string()));
    let excerpt = marked(&said.excerpt);
    format!(
        "{}  {date}  {name}  {what}: {excerpt}",
        id.unwrap_or_default()
    )
}

fn marked(excerpt: &[ExcerptPiece]) -> String {
    let pieces = excerpt.iter().map(|piece| {
        if piece.hit {
            format!("[{}]", piece.text)
        } else {
            piece.text.clone()
        }
    });
    pieces.collect()
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
