//! Which cells of a workbook hold dates: a date is a number, and only its style tells.

use super::xml::{NoXml, Piece, Xml, attribute};

/// Most styles of a workbook; Excel itself allows 65,490.
const MOST_STYLES: usize = 66_000;

/// Which styles are dates, by their place.
pub(super) struct Styles(Vec<bool>);

impl Styles {
    /// A workbook without styles has no dates.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    pub(super) fn is_date(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or_default()
    }

    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, NoXml> {
        let (mut dates, mut styles, mut in_cells) = (Vec::<u32>::new(), Vec::new(), false);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(name, attributes) => match name.as_str() {
                    "numFmt" => {
                        let code = attribute(&attributes, "formatCode").unwrap_or_default();
                        let id = number(&attributes);
                        dates.extend(id.filter(|_| is_date_code(code)));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = number(&attributes).unwrap_or_default();
                        styles.push(is_date_number(id) || dates.contains(&id));
                    }
                    _ => {}
                },
                Piece::End(name) if name == "cellXfs" => in_cells = false,
                Piece::End(_) | Piece::Text(_) => {}
            }
            if styles.len().max(dates.len()) > MOST_STYLES {
                return Err(NoXml::Hostile);
            }
        }
        Ok(Self(styles))
    }
}

fn number(attributes: &[(String, String)]) -> Option<u32> {
    attribute(attributes, "numFmtId")?.parse().ok()
}

/// Formats for dates and times that every workbook has of itself.
fn is_date_number(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format's own code writes a date: it has a letter of one outside of quotes, brackets and escapes.
fn is_date_code(code: &str) -> bool {
    let mut letters = code.chars();
    let (mut quoted, mut bracketed) = (false, false);
    while let Some(c) = letters.next() {
        match c {
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_date_code;

    #[test]
    fn a_format_is_a_date_when_it_writes_one() {
        for (code, date) in [
            ("yyyy-mm-dd", true),
            ("d/m/yy\\ h:mm", true),
            ("[$-409]mmm d", true),
            ("General", false),
            ("0.00", false),
            ("#,##0 \"days\"", false),
            ("[Red]0", false),
            ("0\\d", false),
        ] {
            assert_eq!(is_date_code(code), date, "{code}");
        }
    }
}
