//! A chart is saved as a picture that stands alone, and that it left is recorded.

use std::path::PathBuf;

use filiform::Error;
use filiform::contract::{
    ChartOf, OfferPicture, PictureForm, PictureFormat, PictureSaved, SavePicture,
};
use filiform::review_outcomes::{offer_picture, save_picture};
use filiform_domain::ids::PatientId;
use filiform_domain::site::Side;
use quick_xml::Reader;
use quick_xml::events::Event;
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use sha2::{Digest, Sha256};

use super::visit;
use crate::support::*;

/// A patient with pain before three visits.
fn charted() -> (Desk, PatientId) {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for (date, before, after) in [
        ("2026-11-03", 7, 4),
        ("2026-11-10", 6, 4),
        ("2026-11-20", 3, 2),
    ] {
        desk.sign(patient, &visit(date, before, after))
            .ok()
            .unwrap();
    }
    (desk, patient)
}

fn before_visits() -> ChartOf {
    ChartOf::Series {
        key: "before-visits".into(),
    }
}

fn treated_sites() -> ChartOf {
    ChartOf::TreatedSites {
        whole: false,
        from: String::new(),
        to: String::new(),
    }
}

/// A picture that was asked for, and its file.
fn save(
    desk: &Desk,
    patient: PatientId,
    chart: ChartOf,
    form: PictureForm,
) -> Result<(PictureSaved, PathBuf), Error> {
    let ending = match form.format {
        PictureFormat::Svg => "svg",
        PictureFormat::Png => "png",
    };
    let path = desk.letters.join(format!("chart.{ending}"));
    let asked = SavePicture {
        patient,
        episode: None,
        chart,
        form,
        path: path.display().to_string(),
        replace: false,
    };
    save_picture(&desk.filiform, asked).map(|saved| (saved, path))
}

/// The name of every element, and all words of the file, as an XML reader meets them.
fn read(svg: &str) -> (Vec<String>, String) {
    let mut reader = Reader::from_str(svg);
    let (mut elements, mut words) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                elements.push(start.name().as_ref().to_owned());
                for attribute in start.attributes() {
                    attribute.unwrap();
                }
            }
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(_) => words.push('?'),
            Event::Eof => return (elements, words),
            _ => {}
        }
    }
}

#[test]
fn a_series_is_saved_with_its_words_its_legend_and_its_sentences() {
    let (desk, patient) = charted();
    let form = PictureForm::default();
    let (saved, path) = save(&desk, patient, before_visits(), form).ok().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let (elements, words) = read(&text);
    assert_eq!(&elements[..3], ["svg", "title", "desc"]);
    for said in [
        "Pain now, before each visit",
        "0 to 10 points, higher is worse",
        "after the needling, same visit: not outcome",
        "published estimate of error, around the baseline",
        "fell from 7 points to 3 points in 17 days",
        "3 to 9 points: joined, and no verdict.",
        "day 0: 7 points; day 7: 6 points; day 17: 3 points",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert_eq!(text.matches("class=\"joined\"").count(), 1, "one line");
    for outside in ["href", "url(", "<style", "<script", "<image", "var("] {
        assert!(!text.contains(outside), "{outside} needs something else");
    }
    assert!(text.contains("'Noto Sans'") && text.contains("sans-serif"));
    assert!(saved.replaced.is_empty());
}

#[test]
fn nobody_is_named_and_no_date_stands_on_it_unless_that_is_chosen() {
    let (desk, patient) = charted();
    for chart in [before_visits(), treated_sites()] {
        for (named, dated) in [(false, false), (true, false), (false, true), (true, true)] {
            let form = PictureForm {
                named,
                dated,
                ..PictureForm::default()
            };
            let (_, path) = save(&desk, patient, chart.clone(), form).ok().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::remove_file(path).unwrap();
            for word in ["Okafor", "Ad\u{e1}", "14 Mar 1984"] {
                assert_eq!(text.contains(word), named, "{word}");
            }
            assert_eq!(text.contains("20 Nov 2026"), dated);
            assert_eq!(text.contains("2026"), dated, "no part of a date either");
        }
    }
}

#[test]
fn treated_sites_are_saved_with_the_patients_sides_and_every_count_in_words() {
    let (desk, patient) = charted();
    let form = PictureForm::default();
    let (_, path) = save(&desk, patient, treated_sites(), form).ok().unwrap();
    let (_, words) = read(&std::fs::read_to_string(path).unwrap());
    for said in [
        "L patient\u{2019}s left",
        "patient\u{2019}s right R",
        "18 days",
        "Needled at 3 of 3 visits: 9 sites, 3 targets.",
        "upper trapezius, patient\u{2019}s left: 3 visits",
        "infraspinatus, patient\u{2019}s right: 3 visits",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn the_png_shows_what_the_svg_says() {
    let (desk, patient) = charted();
    for chart in [before_visits(), treated_sites()] {
        let as_form = |format| PictureForm {
            format,
            ..PictureForm::default()
        };
        let svg = save(&desk, patient, chart.clone(), as_form(PictureFormat::Svg));
        let png = save(&desk, patient, chart.clone(), as_form(PictureFormat::Png));
        let (svg, png) = (svg.ok().unwrap().1, png.ok().unwrap().1);
        let text = std::fs::read_to_string(&svg).unwrap();
        let decoded = Pixmap::decode_png(&std::fs::read(&png).unwrap()).unwrap();
        let size = format!(
            "width=\"{}\" height=\"{}\"",
            decoded.width() / 2,
            decoded.height() / 2
        );
        assert!(text.contains(&size), "twice as many pixels: {size}");
        assert!(decoded.pixels().iter().all(PremultipliedColorU8::is_opaque));
        let inked = decoded
            .pixels()
            .iter()
            .filter(|pixel| pixel.red() < 100)
            .count();
        assert!(inked > 2000, "words and lines are drawn: {inked}");
        for file in [svg, png] {
            std::fs::remove_file(file).unwrap();
        }
    }
}

#[test]
fn what_leaves_is_recorded_with_reader_purpose_and_the_hash_of_its_bytes() {
    let (desk, patient) = charted();
    let form = PictureForm {
        recipient: " Dr. L. Hahn ".into(),
        purpose: "Treatment".into(),
        authority: "Referral".into(),
        ..PictureForm::default()
    };
    let (saved, path) = save(&desk, patient, before_visits(), form).ok().unwrap();
    let bytes = std::fs::read(path).unwrap();
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    assert_eq!(saved.sha256, sum);
    let documents = desk
        .filiform
        .bare(|store| store.documents(patient).unwrap())
        .unwrap();
    let [kept] = documents.as_slice() else {
        panic!("one document")
    };
    let document = &kept.document;
    assert_eq!(document.document, "outcome-chart");
    assert_eq!(document.recipient, "Dr. L. Hahn");
    assert_eq!(
        (document.purpose.as_deref(), document.authority.as_deref()),
        (Some("Treatment"), Some("Referral"))
    );
    let (first, last) = document.period.unwrap();
    assert_eq!(
        (first.to_string(), last.to_string()),
        ("2026-11-03".to_owned(), "2026-11-20".to_owned())
    );
    assert_eq!(document.sha256, sum);
}

#[test]
fn a_file_that_is_there_stays_and_a_refused_picture_leaves_none() {
    let (desk, patient) = charted();
    std::fs::create_dir_all(&desk.letters).unwrap();
    std::fs::write(desk.letters.join("chart.svg"), "mine").unwrap();
    let again = save(&desk, patient, before_visits(), PictureForm::default());
    assert!(matches!(again, Err(Error::FileExists)));
    assert_eq!(
        std::fs::read(desk.letters.join("chart.svg")).unwrap(),
        b"mine"
    );
    let unknown = ChartOf::Series {
        key: "nothing".into(),
    };
    let png = PictureForm {
        format: PictureFormat::Png,
        ..PictureForm::default()
    };
    let refused = save(&desk, patient, unknown, png.clone());
    assert!(matches!(refused, Err(Error::Gone)));
    let long = PictureForm {
        recipient: "x".repeat(201),
        ..png.clone()
    };
    let refused = faults(save(&desk, patient, before_visits(), long));
    assert_eq!(refused, [fault("form.recipient", "too-long")]);
    let asked = SavePicture {
        patient,
        episode: None,
        chart: before_visits(),
        form: png,
        path: desk.letters.join("chart.svg").display().to_string(),
        replace: true,
    };
    let refused = faults(save_picture(&desk.filiform, asked));
    assert_eq!(refused, [fault("path", "path")], "a PNG ends in .png");
    assert_eq!(std::fs::read_dir(&desk.letters).unwrap().count(), 1);
}

#[test]
fn numbers_alone_are_no_chart() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &visit("2026-11-03", 7, 4)).ok().unwrap();
    let refused = save(&desk, patient, before_visits(), PictureForm::default());
    assert_eq!(faults(refused), [fault("chart", "too-few")]);
}

#[test]
fn words_of_a_therapist_are_never_markup() {
    let desk = Desk::open();
    let mut typed = ada();
    typed.family_name = "O<b>\"&'".into();
    let patient = desk.register(typed).id;
    let mut session = visit("2026-11-03", 7, 4);
    session.sites = vec![site("soleus", Side::Left)];
    (session.needles_in, session.needles_out) = (Some(1), Some(1));
    desk.sign(patient, &session).ok().unwrap();
    let form = PictureForm {
        named: true,
        ..PictureForm::default()
    };
    let (_, path) = save(&desk, patient, treated_sites(), form).ok().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let (elements, _) = read(&text);
    assert!(!elements.contains(&"b".to_owned()));
    assert!(text.contains("O&lt;b&gt;"));
}

#[test]
fn a_picture_begins_without_a_name_and_where_it_would_be_saved_names_nobody() {
    let (desk, patient) = charted();
    let asked = OfferPicture {
        patient,
        format: PictureFormat::Png,
    };
    let offer = offer_picture(&desk.filiform, asked).ok().unwrap();
    assert!(!offer.form.named && !offer.form.dated);
    assert_eq!(offer.form.format, PictureFormat::Png);
    assert!(
        offer.path.ends_with("chart 2026-11-22.png"),
        "{}",
        offer.path
    );
    assert_eq!(offer.recipients[0], "Dr. L. Hahn");
    assert!(offer.warning.contains("not encrypted"));
}
