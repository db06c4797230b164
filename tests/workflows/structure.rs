//! The tagged structure of a PDF: what a screen reader says, in its order, and where each piece of it stands on the page.
//!
//! PDF/UA-1 asks for tags and cannot see whether they are the right ones. This lint can: the language is set, a table has
//! column headers, a picture has words, headings skip no level, nothing that is printed is left out of the structure, and
//! what is read next stands below or to the right of what was read before.

mod printer;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use printer::Printer;

/// Two pieces are on one line when their baselines are no farther apart, in points.
const LINE: f32 = 7.0;
/// Words of a picture that say nothing are shorter, in characters.
const SAYS_NOTHING: usize = 10;

/// One element of the structure, in reading order.
struct Element {
    tag: String,
    /// The tags that it lies in, outermost first.
    inside: Vec<String>,
    alt: String,
    has_scope: bool,
}

/// Words of an element on one page.
#[derive(Clone, Default)]
struct Piece {
    page: usize,
    x: f32,
    /// Baseline of its first line, upwards.
    top: f32,
    /// Baseline of its last line.
    bottom: f32,
    words: String,
}

/// What a screen reader is told of a file.
pub(crate) struct Structure {
    lang: String,
    elements: Vec<Element>,
    /// The pieces in the order of reading, each with the number of its element.
    read: Vec<(usize, Piece)>,
    /// Words that are printed and belong to no element.
    unread: Vec<String>,
}

impl Structure {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).unwrap();
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        let mut found = Self {
            lang: text(file.catalog().unwrap(), b"Lang"),
            elements: Vec::new(),
            read: Vec::new(),
            unread: Vec::new(),
        };
        let mut marked = BTreeMap::new();
        for (number, page) in pages.iter().enumerate() {
            let mut printer = Printer::new(&file, *page, number);
            printer.print();
            marked.extend(
                printer
                    .pieces
                    .into_iter()
                    .map(|(mark, piece)| ((*page, mark), piece)),
            );
            found.unread.extend(printer.unread);
        }
        let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = file.dereference(root).unwrap().1.as_dict().unwrap();
        let mut walk = Walk {
            file: &file,
            marked,
            found,
        };
        walk.children(root, None, &[]);
        let left = walk.marked.into_values().map(|piece| piece.words);
        walk.found
            .unread
            .extend(left.filter(|words| !words.trim().is_empty()));
        walk.found
    }

    /// The words of every picture and drawing.
    pub(crate) fn alternatives(&self) -> Vec<String> {
        let figures = self
            .elements
            .iter()
            .filter(|element| element.tag == "Figure");
        figures.map(|figure| figure.alt.clone()).collect()
    }

    /// What is wrong, a sentence each.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.lang != "en" {
            faults.push(format!("the language is {:?}", self.lang));
        }
        faults.extend(
            self.unread
                .iter()
                .map(|words| format!("{words:?} is printed and not read")),
        );
        faults.extend(self.tables());
        faults.extend(self.figures());
        faults.extend(self.headings());
        faults.extend(self.order());
        faults
    }

    fn tables(&self) -> impl Iterator<Item = String> {
        let (mut tables, mut headed, mut unscoped) = (0, 0, 0);
        let mut waiting = false;
        for element in &self.elements {
            match element.tag.as_str() {
                "Table" => {
                    tables += 1;
                    waiting = true;
                }
                "TH" => {
                    headed += usize::from(waiting);
                    waiting = false;
                    unscoped += usize::from(!element.has_scope);
                }
                _ => {}
            }
        }
        let without =
            (tables != headed).then(|| format!("{headed} of {tables} tables have headers"));
        let unscoped = (unscoped > 0).then(|| format!("{unscoped} headers say not of what"));
        without.into_iter().chain(unscoped)
    }

    fn figures(&self) -> impl Iterator<Item = String> {
        let silent = |alt: &String| alt.chars().count() < SAYS_NOTHING;
        let silent = self.alternatives().into_iter().filter(silent);
        silent.map(|alt| format!("a picture says only {alt:?}"))
    }

    fn headings(&self) -> Vec<String> {
        let level = |element: &Element| element.tag.strip_prefix('H')?.parse::<u8>().ok();
        let mut before = 0;
        let mut faults = Vec::new();
        for heading in self.elements.iter().filter_map(level) {
            if heading > before + 1 {
                faults.push(format!(
                    "a heading of level {heading} follows level {before}"
                ));
            }
            before = heading;
        }
        faults
    }

    /// A drawing is read as its words, so that what stands in it has no order.
    fn order(&self) -> Vec<String> {
        let is_drawn = |n: usize| {
            let element = &self.elements[n];
            element.tag == "Figure" || element.inside.iter().any(|tag| tag == "Figure")
        };
        let mut faults = Vec::new();
        let mut before: Option<&Piece> = None;
        for (element, piece) in &self.read {
            if is_drawn(*element) || piece.words.trim().is_empty() {
                continue;
            }
            if let Some(before) = before {
                let follows = piece.page > before.page
                    || piece.page == before.page
                        && (piece.top <= before.bottom + LINE || piece.x > before.x + LINE);
                if !follows {
                    faults.push(format!(
                        "{:?} is read after {:?}, and stands above it",
                        piece.words, before.words
                    ));
                }
            }
            before = Some(piece);
        }
        faults
    }
}

/// The way through the structure.
struct Walk<'a> {
    file: &'a Document,
    /// The pieces of all pages that no element has claimed yet.
    marked: BTreeMap<(ObjectId, i64), Piece>,
    found: Structure,
}

impl Walk<'_> {
    fn children(&mut self, of: &Dictionary, page: Option<ObjectId>, inside: &[String]) {
        let Ok(kids) = of.get(b"K") else { return };
        let kids = self.file.dereference(kids).unwrap().1.clone();
        let kids = match kids {
            Object::Array(kids) => kids,
            one => vec![one],
        };
        for kid in kids {
            self.child(&kid, page, inside);
        }
    }

    fn child(&mut self, kid: &Object, page: Option<ObjectId>, inside: &[String]) {
        let kid = self.file.dereference(kid).unwrap().1.clone();
        match kid {
            Object::Integer(mark) => self.claim(page, mark),
            Object::Dictionary(kid) => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match kid.get(b"S").and_then(Object::as_name) {
                    Ok(tag) => self.element(&kid, &String::from_utf8_lossy(tag), (page, inside)),
                    Err(_) => {
                        if let Ok(mark) = kid.get(b"MCID").and_then(Object::as_i64) {
                            self.claim(page, mark);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn element(
        &mut self,
        of: &Dictionary,
        tag: &str,
        (page, inside): (Option<ObjectId>, &[String]),
    ) {
        let scope = |attributes: &Dictionary| attributes.has(b"Scope");
        let has_scope = match of.get_deref(b"A", self.file) {
            Ok(Object::Dictionary(one)) => scope(one),
            Ok(Object::Array(several)) => several.iter().any(|one| {
                let one = self.file.dereference(one).ok().map(|(_, one)| one);
                one.and_then(|one| one.as_dict().ok()).is_some_and(scope)
            }),
            _ => false,
        };
        self.found.elements.push(Element {
            tag: tag.to_owned(),
            inside: inside.to_vec(),
            alt: text(of, b"Alt"),
            has_scope,
        });
        let number = self.found.elements.len() - 1;
        let inside: Vec<String> = inside.iter().cloned().chain([tag.to_owned()]).collect();
        let before = self.found.read.len();
        self.children(of, page, &inside);
        // What no element below has taken is this one's own.
        for (owner, _) in self.found.read.iter_mut().skip(before) {
            *owner = (*owner).max(number);
        }
    }

    fn claim(&mut self, page: Option<ObjectId>, mark: i64) {
        if let Some(piece) = page.and_then(|page| self.marked.remove(&(page, mark))) {
            self.found.read.push((0, piece));
        }
    }
}

fn text(of: &Dictionary, name: &[u8]) -> String {
    let said = of
        .get(name)
        .ok()
        .and_then(|said| decode_text_string(said).ok());
    said.unwrap_or_default()
}

/// PDF/A-3a, PDF/UA-1, and what they do not see.
pub(crate) fn conforms(bytes: &[u8], what: &str) {
    for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
        let report =
            validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(
            report.rules.total > 100,
            "a run that checks little proves little"
        );
        assert!(
            report.failures.is_empty(),
            "{what}, {profile}: {:?}",
            report.failures
        );
    }
    let faults = Structure::of(bytes).faults();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// What a rich letter is altered to, and what the lint says then.
type Altered = (fn(&mut Document), &'static str);

fn each(file: &mut Document, tag: &[u8], change: fn(&mut Dictionary)) {
    let elements = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok());
    let tagged = elements.filter(|of| {
        of.get(b"S")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == tag)
    });
    tagged.for_each(change);
}

#[test]
fn the_lint_finds_each_fault_that_the_standards_do_not_see() {
    let desk = crate::support::Desk::open();
    let patient = crate::write_document::rich::rich(&desk).patient;
    let made = crate::export_referral::export(&desk, patient, |_| {});
    let bytes = std::fs::read(made.ok().unwrap().path).unwrap();
    assert_eq!(Structure::of(&bytes).faults(), Vec::<String>::new());
    let altered: [Altered; 6] = [
        (
            |file| {
                file.catalog_mut().unwrap().remove(b"Lang");
            },
            "the language is",
        ),
        (
            |file| {
                each(file, b"Figure", |of| {
                    of.remove(b"Alt");
                });
            },
            "a picture says only",
        ),
        (
            |file| each(file, b"TH", |of| of.set("S", Object::Name(b"TD".to_vec()))),
            "tables have headers",
        ),
        (
            |file| each(file, b"H1", |of| of.set("S", Object::Name(b"H3".to_vec()))),
            "follows level 0",
        ),
        (
            |file| {
                each(file, b"Document", |of| {
                    of.get_mut(b"K").unwrap().as_array_mut().unwrap().reverse();
                });
            },
            "stands above it",
        ),
        (
            |file| {
                each(file, b"Document", |of| {
                    of.get_mut(b"K")
                        .unwrap()
                        .as_array_mut()
                        .unwrap()
                        .truncate(3);
                });
            },
            "printed and not read",
        ),
    ];
    for (alter, said) in altered {
        let mut file = Document::load_mem(&bytes).unwrap();
        alter(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        let faults = Structure::of(&bytes).faults();
        assert!(
            faults.iter().any(|fault| fault.contains(said)),
            "{said}: {faults:?}"
        );
    }
}
