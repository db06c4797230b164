//! What the standards' checks do not enforce, held by reading our own templates.

const TEMPLATES: [(&str, &str); 9] = [
    ("blocks.typ", include_str!("../../templates/blocks.typ")),
    ("document.typ", include_str!("../../templates/document.typ")),
    ("figures.typ", include_str!("../../templates/figures.typ")),
    (
        "letterhead.typ",
        include_str!("../../templates/letterhead.typ"),
    ),
    ("pain.typ", include_str!("../../templates/pain.typ")),
    ("parts.typ", include_str!("../../templates/parts.typ")),
    (
        "recovery_sheet.typ",
        include_str!("../../templates/recovery_sheet.typ"),
    ),
    (
        "referral_letter.typ",
        include_str!("../../templates/referral_letter.typ"),
    ),
    ("theme.typ", include_str!("../../templates/theme.typ")),
];

fn all() -> String {
    TEMPLATES.map(|(_, text)| text).concat()
}

#[test]
fn every_table_has_a_header() {
    let text = all();
    // `ruled` in theme.typ is the one that calls `table`; whoever calls `ruled` brings the header.
    let calls = text.matches("= ruled(").count() + text.matches(", ruled(").count();
    assert!(calls > 0);
    assert_eq!(text.matches("table.header(").count(), calls);
    assert_eq!(text.matches(" table(").count(), 1);
}

#[test]
fn every_figure_has_alternative_text_and_every_drawing_is_in_a_figure() {
    let text = all();
    assert_eq!(
        text.matches("figure(").count(),
        text.matches("alt: ").count()
    );
    let draws = ["pain.typ", "figures.typ"];
    for (name, text) in TEMPLATES.iter().filter(|(name, _)| !draws.contains(name)) {
        for drawing in ["circle(", "image(", "curve(", "polygon(", "rect("] {
            assert!(!text.contains(drawing), "{name} draws with {drawing}");
        }
    }
}

#[test]
fn the_language_is_set_and_no_font_is_guessed() {
    assert!(all().contains("lang: \"en\""));
    assert!(all().contains("fallback: false"));
}

#[test]
fn the_template_looks_for_fonts_in_the_order_that_the_check_assumes() {
    let listed = crate::fonts::FAMILIES
        .map(|family| format!("\n  \"{family}\","))
        .concat();
    assert!(all().contains(&format!("#let families = ({listed}\n)")));
    for family in crate::fonts::FAMILIES {
        let found = crate::fonts::FACES
            .iter()
            .any(|face| face.info().family == family);
        assert!(found, "{family} is not among the fonts");
    }
}

#[test]
fn no_fixed_word_of_the_letter_claims_a_cause() {
    let text = all().to_lowercase();
    for word in [
        "because of",
        "due to",
        "caused",
        "reduced",
        "responder",
        "thanks to",
        "works for",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("other care was given at the same time."));
    assert!(text.contains("same visit, not outcome"));
}

#[test]
fn typed_text_never_becomes_markup() {
    let text = all();
    assert!(!text.contains("eval(") && !text.contains("mode: \"markup\""));
}
