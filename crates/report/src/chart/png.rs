//! A PNG of a chart, drawn from its SVG with our own fonts: it shows what the SVG says, on every computer alike.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use crate::ReportError;
use crate::fonts::{FAMILIES, FILES};

/// Pixels of the PNG for one of the SVG: sharp on paper and on a dense screen.
const DENSITY: f32 = 2.0;

/// Our fonts and no others: what a computer has makes no difference.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for file in FILES {
        fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    Arc::new(fonts)
});

/// Draws an SVG that [`svg`](super::svg) has made, on white.
///
/// # Errors
/// [`ReportError::Chart`]: it is none of ours, or too large to be drawn.
pub fn png(svg: &str) -> Result<Vec<u8>, ReportError> {
    let options = Options {
        font_family: FAMILIES[0].to_owned(),
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|_| ReportError::Chart)?;
    let size = tree
        .size()
        .to_int_size()
        .scale_by(DENSITY)
        .ok_or(ReportError::Chart)?;
    let mut page = Pixmap::new(size.width(), size.height()).ok_or(ReportError::Chart)?;
    page.fill(Color::WHITE);
    let scale = Transform::from_scale(DENSITY, DENSITY);
    resvg::render(&tree, scale, &mut page.as_mut());
    page.encode_png().map_err(|_| ReportError::Chart)
}
