//! `letter`: what stands in it is said on the command line; a script gets the same letter whatever was sent before.

use filiform::contract::{
    ExportLetter, LetterExported, LetterForm, LetterOffer, LetterPaper, LetterReader, News,
    PreviewLetter, WhichPatient,
};
use filiform::export_referral::{export_letter, offer_letter, preview_letter};
use filiform_domain::letter::{LetterSpan, Reader};

use crate::arguments::{Arguments, Letter, Paper, letter_parts};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Writes the letter.
pub(super) fn letter(
    arguments: &Arguments,
    output: &Output,
    asked: &Letter,
) -> Result<(), Failure> {
    let path =
        std::path::absolute(&asked.output).map_err(|error| Failure::FileNotRead(error.kind()))?;
    let path = path
        .to_str()
        .ok_or(Failure::Usage(
            "The path of the letter must be text in UTF-8.",
        ))?
        .to_owned();
    let (exported, remarks) = practice::with_open(arguments, output, |filiform| {
        let patient = practice::patient(filiform, &asked.patient)?;
        let offer = offer_letter(filiform, WhichPatient { patient })?;
        let mut form = form(asked, &offer);
        let look = |form: &LetterForm| {
            let asked = PreviewLetter {
                patient,
                form: form.clone(),
                whole: false,
            };
            preview_letter(filiform, asked)
        };
        let mut seen = look(&form)?;
        if asked.news.is_none() && asked.review.is_none() && seen.reads.may_say_improving {
            form.news = News::Improving;
            seen = look(&form)?;
        }
        let exported = export_letter(
            filiform,
            ExportLetter {
                patient,
                form,
                path,
                replace: asked.replace,
                draft: None,
            },
        )?;
        Ok((exported, seen.reads.remarks))
    })?;
    for remark in remarks {
        output.warning(&remark);
    }
    if !exported.replaced.is_empty() {
        output.warning(
            "No font has a shape for some characters of the letter. They are shown as boxes.",
        );
    }
    output.answer(&exported, || in_words(&exported));
    Ok(())
}

fn form(asked: &Letter, offer: &LetterOffer) -> LetterForm {
    let to = Reader::from(asked.to);
    let addressed = asked.addressed.join("\n");
    let reader = reader(offer, to, &addressed);
    let dates = asked.from.is_some() || asked.until.is_some();
    let span = match (asked.since_last, dates) {
        (true, _) => LetterSpan::SinceLast,
        (false, true) => LetterSpan::Dates,
        (false, false) => LetterSpan::Whole,
    };
    let news = match &asked.review {
        Some(_) => News::PleaseReview,
        None => asked.news.map(Into::into).unwrap_or_default(),
    };
    let last = |of: fn(&LetterReader) -> &String| reader.map(of).cloned().unwrap_or_default();
    let purpose = asked.purpose.clone();
    let authority = asked.authority.clone();
    LetterForm {
        to,
        addressed,
        span,
        from: asked.from.clone().unwrap_or_default(),
        until: asked.until.clone().unwrap_or_default(),
        parts: letter_parts(&asked.without),
        wording: asked.wording.map_or_else(|| to.first_wording(), Into::into),
        news,
        review: asked.review.clone().unwrap_or_default(),
        opinion: asked.opinion.clone(),
        plan: asked
            .plan
            .clone()
            .unwrap_or_else(|| offer.form.plan.clone()),
        own_words: asked.own_words.clone(),
        paper: match asked.paper {
            Paper::Letter => LetterPaper::Letter,
            Paper::A4 => LetterPaper::A4,
        },
        purpose: purpose.unwrap_or_else(|| last(|reader| &reader.purpose)),
        authority: authority.unwrap_or_else(|| last(|reader| &reader.authority)),
    }
}

/// The reader of the record, or the sort of reader, with purpose and authority of last time.
fn reader<'a>(offer: &'a LetterOffer, to: Reader, addressed: &str) -> Option<&'a LetterReader> {
    let same = |one: &&LetterReader| one.to == to && one.addressed == addressed;
    let sort = |one: &&LetterReader| one.to == to;
    let known = offer.readers.iter().find(same);
    known.or_else(|| offer.others.iter().find(sort))
}

fn in_words(exported: &LetterExported) -> Vec<String> {
    let pages = if exported.pages == 1 {
        "1 page".to_owned()
    } else {
        format!("{} pages", exported.pages)
    };
    vec![format!(
        "{}  {pages}, SHA-256 {}",
        exported.path, exported.sha256
    )]
}
