//! The fields of what is no note: details, answers, what was given out, and every field of whatever else there is.

use filiform_domain::entry::{DocumentExported, Entry};
use filiform_domain::patient::Patient;
use filiform_domain::screening::{Answer, Screening};
use filiform_report::{Drawing, Row};
use serde_json::Value;

use super::{Known, rows};
use crate::wording;

pub(super) fn person(known: &Known<'_>, patient: &Patient) -> Vec<Row> {
    let referrer = patient.referrer.clone().unwrap_or_default();
    let payer = patient.payer.clone().unwrap_or_default();
    let conditions = patient.conditions.iter().map(|row| {
        let name = wording::condition(known.catalogue, &row.condition);
        format!("{name} {}", row.icd10cm).trim().to_owned()
    });
    let sex = match patient.sex {
        filiform_domain::patient::Sex::Female => "female",
        filiform_domain::patient::Sex::Male => "male",
        filiform_domain::patient::Sex::Other => "other",
        filiform_domain::patient::Sex::Unknown => "not known",
    };
    rows([
        ("Family name", patient.family_name.clone()),
        ("Given name", patient.given_name.clone()),
        ("Born", patient.birth_date.words()),
        ("Sex", sex.to_owned()),
        ("Phone", patient.phone.clone()),
        ("Mail", patient.email.clone()),
        ("Address", patient.address.clone()),
        ("Record number", patient.record_number.clone()),
        ("Referred by", referrer.name),
        ("Organisation", referrer.organisation),
        ("Their address", referrer.address),
        ("Their phone", referrer.phone),
        ("Referred for", referrer.reason),
        ("Payer", payer.name),
        ("Member number", payer.member_number),
        ("Treated for", conditions.collect::<Vec<_>>().join("\n")),
    ])
}

pub(super) fn answers(known: &Known<'_>, screening: &Screening) -> Vec<Row> {
    let reviewed = ("Gone through".to_owned(), screening.reviewed.words());
    let each = screening.sheet.answers.iter().map(|row| {
        let answer = match row.answer {
            Some(Answer::Yes) => "yes",
            Some(Answer::No) => "no",
            Some(Answer::NotKnown) => "asked, not known",
            None => "not asked",
        };
        let since = row
            .date
            .parse()
            .map(filiform_domain::time::CalendarDate::words);
        let parts = [
            answer.to_owned(),
            row.note.clone(),
            since.unwrap_or_default(),
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let check = wording::check(known.catalogue, &row.check);
        format!("{check}: {}", said.join(" · "))
    });
    rows([
        reviewed,
        ("Answers".to_owned(), each.collect::<Vec<_>>().join("\n")),
        ("Note".to_owned(), screening.sheet.note.clone()),
    ])
}

pub(super) fn given_out(left: &DocumentExported) -> Vec<Row> {
    let period = left
        .period
        .map(|(first, last)| wording::period(first, last));
    let mut said = rows([
        ("What", wording::document(&left.document)),
        ("To", left.recipient.clone()),
        ("For", left.purpose.clone().unwrap_or_default()),
        ("Authority", left.authority.clone().unwrap_or_default()),
        ("Visits", period.unwrap_or_default()),
        ("Pages", left.pages.to_string()),
        ("SHA-256", left.sha256.clone()),
    ]);
    if let Some(letter) = &left.letter {
        said.extend(rows([
            ("Addressed to", letter.addressee.join("\n")),
            ("Reader", letter.to.words().to_owned()),
            ("First line", letter.news.clone()),
            ("Opinion", letter.opinion.clone()),
            ("Plan and request", letter.plan.clone()),
            ("Own words", letter.own_words.clone()),
            ("Left out", letter.parts.left_out().join(", ")),
        ]));
    }
    said
}

/// The signature as it was drawn on the pad of 1000 by 300.
pub(super) fn signature(strokes: &[Vec<i64>]) -> Option<Drawing> {
    let stroke = |points: &Vec<i64>| {
        let points: Vec<String> = points
            .chunks_exact(2)
            .filter_map(|point| Some(format!("{} {}", point.first()?, point.get(1)?)))
            .collect();
        format!("M{}", points.join("L"))
    };
    let path: String = strokes.iter().map(stroke).collect();
    (!strokes.is_empty()).then(|| Drawing {
        title: "Signature as it was drawn".to_owned(),
        svg: format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 300' width='1000' height='300'>\
             <path d='{path}' fill='none' stroke='#1b2430' stroke-width='6' stroke-linecap='round'/></svg>"
        ),
        size: (50, 15),
        marks: Vec::new(),
        legend: Vec::new(),
        alt: "The signature under this consent, as it was drawn on the screen.".to_owned(),
    })
}

/// Every field of an entry by its name: nothing of a kind without words of its own is left out.
pub(super) fn every_field(known: &Known<'_>, entry: &Entry) -> Vec<Row> {
    let value = serde_json::to_value(entry).unwrap_or_default();
    let mut found = Vec::new();
    leaves(
        known,
        value.get("body").unwrap_or(&Value::Null),
        "",
        &mut found,
    );
    rows(found)
}

fn leaves(known: &Known<'_>, value: &Value, label: &str, found: &mut Vec<(String, String)>) {
    let plain = |name: &str| {
        format!("{label} {}", name.replace('_', " "))
            .trim()
            .to_owned()
    };
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                leaves(known, field, &plain(name), found);
            }
        }
        Value::Array(rows) => {
            for row in rows {
                leaves(known, row, label, found);
            }
        }
        Value::String(said) => {
            let named = wording::name_of_id(known.catalogue, said);
            found.push((label.to_owned(), named.unwrap_or_else(|| said.clone())));
        }
        Value::Null => {}
        other => found.push((label.to_owned(), other.to_string())),
    }
}
