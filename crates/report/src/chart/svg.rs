//! Shapes and words as SVG, each with its own colours: nothing outside of the file is needed to draw it.

use std::fmt::Write as _;

use quick_xml::escape::escape;

/// The fonts that words are set in: ours first, then what a computer has.
const FONTS: &str = "'Noto Sans', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/// The light colours of the app.
pub(super) mod colour {
    pub(in crate::chart) const PAPER: &str = "#ffffff";
    pub(in crate::chart) const INK: &str = "#26221d";
    pub(in crate::chart) const QUIET: &str = "#5b544a";
    pub(in crate::chart) const FAINT: &str = "#696257";
    pub(in crate::chart) const LINE: &str = "#dcd6cc";
    pub(in crate::chart) const BAND: &str = "#efebe4";
    pub(in crate::chart) const TRACE: &str = "#993f2c";
    pub(in crate::chart) const ACCENT: &str = "#1a5a50";
}

/// Where words stand beside their place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line: its colour, its width, its dashes.
pub(super) type Stroke = (&'static str, f64, &'static str);

/// A place to the right and down, in pixels.
pub(super) type Place = (f64, f64);

/// What was drawn so far.
#[derive(Default)]
pub(super) struct Svg {
    shapes: String,
}

impl Svg {
    /// Words, with their size in pixels and whether they are strong.
    pub(super) fn words(
        &mut self,
        (x, y): Place,
        (size, strong): (u8, bool),
        colour: &str,
        anchor: Anchor,
        words: &str,
    ) {
        let weight = if strong { 600 } else { 400 };
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, words) = (px(x), px(y), escape(words));
        self.add(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{words}</text>"
        ));
    }

    pub(super) fn line(&mut self, from: Place, to: Place, (colour, width, dashes): Stroke) {
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        let ((x1, y1), (x2, y2)) = ((px(from.0), px(from.1)), (px(to.0), px(to.1)));
        self.add(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}/>"
        ));
    }

    pub(super) fn rect(&mut self, (x, y): Place, (width, height): Place, fill: &str, edge: &str) {
        let (x, y, width, height) = (px(x), px(y), px(width), px(height));
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{edge}\"/>"
        ));
    }

    pub(super) fn circle(&mut self, (x, y): Place, radius: f64, fill: &str, edge: &str) {
        let (x, y, r) = (px(x), px(y), px(radius));
        self.add(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"1.5\"/>"
        ));
    }

    /// Points that are joined, one line for each run of them.
    pub(super) fn joined(&mut self, points: &[Place], (colour, width, _): Stroke) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", px(*x), px(*y)))
            .collect();
        let points = points.join(" ");
        self.add(&format!(
            "<polyline class=\"joined\" points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>"
        ));
    }

    /// A path of ours, as it stands in the catalogue.
    pub(super) fn path(&mut self, path: &str, fill: &str, (colour, width, _): Stroke) {
        let path = escape(path);
        self.add(&format!(
            "<path d=\"{path}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ));
    }

    /// Puts what follows, until [`end_group`](Self::end_group), elsewhere.
    pub(super) fn group(&mut self, transform: &str) {
        self.add(&format!("<g transform=\"{transform}\">"));
    }

    pub(super) fn end_group(&mut self) {
        self.add("</g>");
    }

    /// The file, with its title and its words for who cannot see it.
    pub(super) fn finish(self, (width, height): Place, title: &str, description: &str) -> String {
        let (width, height) = (px(width), px(height.ceil()));
        let (title, description) = (escape(title), escape(description));
        let paper = colour::PAPER;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"{FONTS}\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"desc\">{description}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n{}</svg>\n",
            self.shapes
        )
    }

    fn add(&mut self, shape: &str) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.shapes, "{shape}");
    }
}

/// A length with two decimals at most.
pub(super) fn px(length: f64) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}
