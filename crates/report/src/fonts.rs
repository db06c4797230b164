//! The fonts of a letter, compiled in, and what they can show. `fonts/README.md` has their sources.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// The families in the order in which a character is looked for. `theme.typ` has the same list.
pub(crate) const FAMILIES: [&str; 6] = [
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Math",
    "Noto Emoji",
    "Droid Sans Fallback",
];

/// Every face. Loaded once.
pub(crate) static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FILES
        .iter()
        .flat_map(|file| Font::iter(Bytes::new(*file)))
        .collect()
});

pub(crate) const FILES: [&[u8]; 9] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansMath-Regular.ttf"),
    include_bytes!("../fonts/NotoEmoji-Regular.ttf"),
    include_bytes!("../fonts/DroidSansFallback.ttf"),
];

/// Whether one family, in all its weights, can show the whole of `cluster`.
///
/// One family, because a letter and its accents are shaped together: a base from one font and a
/// mark from another is a missing glyph, and that fails the export. Composed or decomposed both do.
pub(crate) fn can_show(cluster: &str) -> bool {
    let decomposed: String = cluster.nfd().collect();
    FAMILIES
        .iter()
        .any(|family| family_has(family, cluster) || family_has(family, &decomposed))
}

fn family_has(family: &str, cluster: &str) -> bool {
    FACES
        .iter()
        .map(Font::info)
        .filter(|face| face.family == family)
        .all(|face| {
            cluster
                .chars()
                .all(|c| face.coverage.contains(u32::from(c)))
        })
}
