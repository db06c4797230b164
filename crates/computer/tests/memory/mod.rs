//! Searching the memory of another process, as somebody with an image of it would: for keys and for words.
//!
//! Linux shows a process to its parent and to root as a file, so that this needs no unsafe code.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use filiform_store::vault::{self, Passphrase};
use memchr::memmem::Finder;

/// Read in one go.
const CHUNK: usize = 4 << 20;

const PAGE: u64 = 4096;
/// What the kernel tells of a page, in bytes.
const ENTRY: usize = 8;
/// The bits of it that say that the page is in memory or in the swap.
const THERE: u64 = 0b11 << 62;

/// Something that is looked for, under the name it is reported by.
pub(crate) struct Wanted {
    /// "the key, raw".
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Wanted {
    /// A word in the encodings that programs hold it in.
    pub(crate) fn word(name: &str, word: &str) -> Vec<Self> {
        let utf16 = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        vec![
            Self {
                name: format!("{name}, UTF-8"),
                bytes: word.as_bytes().to_vec(),
            },
            Self {
                name: format!("{name}, UTF-16"),
                bytes: utf16,
            },
        ]
    }

    /// The key of a practice that nobody has open: raw, and in the forms in which SQLCipher is told of it.
    ///
    /// # Errors
    /// When the passphrase does not open the practice, or somebody has it open.
    pub(crate) fn key_of(
        folder: &Path,
        passphrase: &str,
        now_utc_ms: i64,
    ) -> io::Result<Vec<Self>> {
        let unlocked = vault::unlock(folder, &Passphrase::from(passphrase), now_utc_ms)
            .map_err(|error| io::Error::other(error.to_string()))?;
        let statement = unlocked.raw_key_pragma();
        let digits: Vec<u8> = statement
            .bytes()
            .skip_while(|byte| *byte != b'\'')
            .filter(u8::is_ascii_hexdigit)
            .collect();
        let raw = digits.chunks(2).filter_map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        });
        let raw: Vec<u8> = raw.collect();
        if raw.len() != 32 {
            return Err(io::Error::other("the key has not 32 bytes"));
        }
        Ok(vec![
            Self {
                name: "database key, raw".to_owned(),
                bytes: raw,
            },
            Self {
                name: "database key, hex".to_owned(),
                bytes: digits.to_ascii_lowercase(),
            },
            Self {
                name: "database key, HEX".to_owned(),
                bytes: digits.to_ascii_uppercase(),
            },
        ])
    }
}

/// How often each stands in the memory of a process that can be written.
///
/// # Errors
/// When there is no such process, or it may not be read.
pub(crate) fn copies(pid: u32, wanted: &[Wanted]) -> io::Result<Vec<usize>> {
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let finders: Vec<Finder<'_>> = wanted.iter().map(|one| Finder::new(&one.bytes)).collect();
    let longest = wanted.iter().map(|one| one.bytes.len()).max().unwrap_or(1);
    let mut counts = vec![0; wanted.len()];
    let mut buffer = vec![0; CHUNK];
    let reserved = writable(&fs::read_to_string(format!("/proc/{pid}/maps"))?);
    let pages = File::open(format!("/proc/{pid}/pagemap"))?;
    for (start, end) in reserved
        .into_iter()
        .flat_map(|region| in_use(&pages, region))
    {
        let mut at = start;
        while at < end {
            let length = CHUNK.min(usize::try_from(end - at).unwrap_or(CHUNK));
            // What the kernel keeps to itself, such as the memory of a device, cannot be read.
            let read = memory.read_at(&mut buffer[..length], at).unwrap_or(0);
            for (count, finder) in counts.iter_mut().zip(&finders) {
                *count += finder.find_iter(&buffer[..read]).count();
            }
            // What lies across two goes is seen whole in the second one.
            let step = if read == CHUNK {
                CHUNK - longest + 1
            } else {
                length
            };
            at += u64::try_from(step).unwrap_or(u64::MAX);
        }
    }
    buffer.fill(0);
    Ok(counts)
}

/// The parts of a region whose pages exist: a web view reserves far more than it uses.
fn in_use(pages: &File, (start, end): (u64, u64)) -> Vec<(u64, u64)> {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    let mut entries = vec![0; CHUNK];
    let mut at = start;
    while at < end {
        let asked = usize::try_from((end - at) / PAGE).unwrap_or(CHUNK) * ENTRY;
        let offset = at / PAGE * ENTRY as u64;
        let read = pages.read_at(&mut entries[..asked.min(CHUNK)], offset);
        let read = read.unwrap_or(0) / ENTRY * ENTRY;
        if read == 0 {
            break;
        }
        for entry in entries[..read].chunks_exact(ENTRY) {
            let entry = entry.try_into().map_or(0, u64::from_le_bytes);
            match parts.last_mut() {
                _ if entry & THERE == 0 => {}
                Some(part) if part.1 == at => part.1 += PAGE,
                _ => parts.push((at, at + PAGE)),
            }
            at += PAGE;
        }
    }
    parts
}

/// From where to where: `55d0…-55d1… rw-p …` in the kernel's list.
fn writable(maps: &str) -> Vec<(u64, u64)> {
    let regions = maps.lines().filter_map(|line| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let address = |text| u64::from_str_radix(text, 16).ok();
        rest.starts_with("rw")
            .then_some((address(start)?, address(end)?))
    });
    regions.collect()
}
