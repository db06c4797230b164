//! The press: a template and its data set by Typst and written as PDF.
//!
//! The world it gives Typst has the templates, one data file in memory and the fonts. There is no
//! disk, network, package or system font in it, and its clock stands still at [`MadeAt`].

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::{SvgOptions, svg};

use crate::ReportError;
use crate::fonts::FACES;
use crate::picture::Named;

/// When a letter is made, by the therapist's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeAt {
    /// Year, 0 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Minutes by which that clock is ahead of UTC, under a day either way.
    pub offset_minutes: i16,
}

impl MadeAt {
    /// As text that is equal only for the same time.
    pub(crate) fn stamp(&self) -> String {
        format!("{self:?}")
    }

    fn datetime(&self) -> Option<Datetime> {
        (0..=9999).contains(&self.year).then_some(())?;
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = *self;
        Datetime::from_ymd_hms(year, month, day, hour, minute, second)
    }

    fn timestamp(&self) -> Option<Timestamp> {
        Timestamp::new_local(self.datetime()?, i32::from(self.offset_minutes))
    }
}

/// How the PDF's objects are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Compressed, as the therapist sends it.
    Compact,
    /// In plain text, so that a test can read the structure.
    #[cfg(test)]
    Legible,
    /// In plain text and without the two standards, so that a test can see the validator refuse it.
    #[cfg(test)]
    NoStandard,
}

/// One letter to set.
pub(crate) struct Job {
    /// The file in `templates/` to start from.
    pub(crate) template: &'static str,
    /// What the template reads as `/data.json`.
    pub(crate) data: Value,
    /// Pictures, by the names that the data has for them.
    pub(crate) pictures: Vec<Named>,
    /// Whether it may be set more closely to save its second page; see `theme.typ`.
    pub(crate) may_close: bool,
    /// What tells this document from every other. Only its hash is written.
    pub(crate) identity: String,
    pub(crate) made_at: MadeAt,
    pub(crate) writing: Writing,
}

/// Sets the job and returns the file's bytes with its number of pages.
pub(crate) fn print(job: Job) -> Result<(Vec<u8>, usize), ReportError> {
    let timestamp = job.made_at.timestamp().ok_or(ReportError::MadeAt)?;
    let mut options = options(job.identity.clone(), timestamp, job.writing)?;
    let (world, document) = lay_out(job)?;
    let write = |options: &PdfOptions| {
        typst_pdf::pdf(&document, options).map_err(|faults| ReportError::Export {
            at: place(&world, &faults),
        })
    };
    let mut bytes = write(&options)?;
    if has_unclear_stream_end(&bytes) {
        // In plain text no stream ends in a carriage return.
        options.pretty = true;
        bytes = write(&options)?;
    }
    Ok((bytes, document.pages().len()))
}

/// How many drawings ago something must have been used to be kept for the next one.
const DRAWINGS_REMEMBERED: usize = 8;

/// The first pages as SVG, `most` of them, with the number of all pages. Their words are outlines of glyphs.
pub(crate) fn draw(job: Job, most: usize) -> Result<(Vec<String>, usize), ReportError> {
    let (_, document) = lay_out(job)?;
    let pages = document.pages();
    let options = SvgOptions::default();
    let drawn = pages
        .iter()
        .take(most)
        .map(|page| svg(page, &options))
        .collect();
    // Pages are drawn at every pause of the typing: what the last few did not use again is let go.
    typst::comemo::evict(DRAWINGS_REMEMBERED);
    Ok((drawn, pages.len()))
}

/// The bare calls of Typst for a job, with all that comes before them done.
pub(crate) fn bare(job: Job) -> Result<impl Fn() -> usize, ReportError> {
    let timestamp = job.made_at.timestamp().ok_or(ReportError::MadeAt)?;
    let options = options(job.identity.clone(), timestamp, job.writing)?;
    let world = desk(&job)?;
    Ok(move || {
        let document = typst::compile::<PagedDocument>(&world).output;
        document.map_or(0, |document| {
            typst_pdf::pdf(&document, &options).map_or(0, |bytes| bytes.len())
        })
    })
}

/// The words of every page as they were laid out, so that a test can see that none is missing.
pub(crate) fn read(job: Job) -> Result<Vec<String>, ReportError> {
    let (_, document) = lay_out(job)?;
    let pages = document.pages().iter();
    Ok(pages
        .map(|page| {
            let mut words = String::new();
            collect(&page.frame, &mut words);
            words
        })
        .collect())
}

fn collect(frame: &Frame, words: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, words),
            FrameItem::Text(text) => {
                words.push_str(&text.text);
                words.push(' ');
            }
            _ => {}
        }
    }
}

/// Roomy, unless it is the second page that setting it more closely saves. There is one closer step and no more: each
/// costs as much as the whole letter.
fn lay_out(mut job: Job) -> Result<(Desk, PagedDocument), ReportError> {
    let roomy = laid_out(&job)?;
    if !job.may_close || roomy.1.pages().len() != 2 {
        return Ok(roomy);
    }
    if let Some(data) = job.data.as_object_mut() {
        data.insert("closer".to_owned(), 1.into());
    }
    let close = laid_out(&job)?;
    let saves_it = close.1.pages().len() == 1;
    Ok(if saves_it { close } else { roomy })
}

fn laid_out(job: &Job) -> Result<(Desk, PagedDocument), ReportError> {
    job.made_at.timestamp().ok_or(ReportError::MadeAt)?;
    let world = desk(job)?;
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|faults| ReportError::Layout {
            at: place(&world, &faults),
        })?;
    Ok((world, document))
}

fn desk(job: &Job) -> Result<Desk, ReportError> {
    Ok(Desk {
        main: file_id(job.template).ok_or(ReportError::Words)?,
        data: Bytes::from_string(job.data.to_string()),
        pictures: job.pictures.clone(),
        made_at: job.made_at,
    })
}

/// Whether the data of a stream ends in a carriage return. With the line feed that follows, it reads
/// as one line end, and PDF/A wants the length to be clear. About one letter in thirty has such bytes.
fn has_unclear_stream_end(bytes: &[u8]) -> bool {
    const UNCLEAR: &[u8] = b"\r\nendstream";
    bytes.windows(UNCLEAR.len()).any(|window| window == UNCLEAR)
}

fn options(
    identity: String,
    timestamp: Timestamp,
    writing: Writing,
) -> Result<PdfOptions, ReportError> {
    let standards = match writing {
        #[cfg(test)]
        Writing::NoStandard => PdfStandards::new(&[]),
        _ => PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]),
    };
    Ok(PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("Filiform".to_owned())),
        timestamp: Some(timestamp),
        page_ranges: None,
        standards: standards.map_err(|_| ReportError::Export {
            at: "standards".to_owned(),
        })?,
        tagged: true,
        pretty: writing != Writing::Compact,
    })
}

/// Where the first fault lies. The message of a fault may quote the letter, so it is not passed on.
fn place(world: &Desk, faults: &[SourceDiagnostic]) -> String {
    let span = faults.first().map(|fault| fault.span);
    span.and_then(|span| {
        let source = world.source(span.id()?).ok()?;
        let line = source.lines().byte_to_line(world.range(span)?.start)?;
        let file = span.id()?.vpath().get_without_slash().to_owned();
        Some(format!("{file}:{}", line + 1))
    })
    .unwrap_or_else(|| "place unknown".to_owned())
}

const DATA: &str = "data.json";

const TEMPLATES: [(&str, &str); 9] = [
    ("blocks.typ", include_str!("../templates/blocks.typ")),
    ("document.typ", include_str!("../templates/document.typ")),
    ("figures.typ", include_str!("../templates/figures.typ")),
    (
        "recovery_sheet.typ",
        include_str!("../templates/recovery_sheet.typ"),
    ),
    (
        "referral_letter.typ",
        include_str!("../templates/referral_letter.typ"),
    ),
    (
        "letterhead.typ",
        include_str!("../templates/letterhead.typ"),
    ),
    ("parts.typ", include_str!("../templates/parts.typ")),
    ("pain.typ", include_str!("../templates/pain.typ")),
    ("theme.typ", include_str!("../templates/theme.typ")),
];

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES
        .iter()
        .filter_map(|(name, text)| Some(Source::new(file_id(name)?, (*text).to_owned())))
        .collect()
});
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FACES.iter())));

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// What Typst may see while one letter is set.
struct Desk {
    main: FileId,
    data: Bytes,
    pictures: Vec<Named>,
    made_at: MadeAt,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = SOURCES.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == file_id(DATA) {
            return Ok(self.data.clone());
        }
        let name = id.vpath().get_without_slash();
        let picture = self.pictures.iter().find(|(known, _)| known == name);
        picture
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Datetime::from_ymd(self.made_at.year, self.made_at.month, self.made_at.day)
    }
}

#[cfg(test)]
mod tests {
    use super::has_unclear_stream_end;

    #[test]
    fn a_stream_whose_data_ends_in_a_carriage_return_is_found() {
        assert!(has_unclear_stream_end(b"stream\nab\r\nendstream\n"));
        assert!(!has_unclear_stream_end(b"stream\nab\r.\nendstream\r\n"));
    }
}
