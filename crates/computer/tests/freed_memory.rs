//! What was freed is gone from memory: the process reads itself, as somebody with its memory image would.
//!
//! Linux shows a process its own memory as a file, so that this needs no unsafe code.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fs::{self, File};
use std::hint::black_box;
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, PoisonError};

// Links the allocator of the programs into this one.
use filiform_computer as _;

/// What is looked for is only ever held masked, or the search would find itself.
const MASK: u8 = 0xA5;
const LENGTH: usize = 96;
/// What an allocator writes into freed memory for its own use hides the beginning even without wiping.
const TAIL: usize = 32;

/// Two searches at once would find each other's buffers.
static ALONE: Mutex<()> = Mutex::new(());

/// Letters as no other program has them, masked.
fn masked(seed: u8) -> Vec<u8> {
    let mut state = u32::from(black_box(seed)) + 1;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + u8::try_from((state >> 24) % 26).unwrap()
    };
    (0..LENGTH).map(|_| letter() ^ MASK).collect()
}

/// The same letters in the open, in one allocation.
fn secret(masked: &[u8]) -> String {
    let mut open = String::with_capacity(LENGTH);
    open.extend(masked.iter().map(|byte| char::from(byte ^ MASK)));
    open
}

/// How often the end of the secret stands in the memory of this process that can be written.
fn copies(masked: &[u8]) -> usize {
    let wanted = &masked[LENGTH - TAIL..];
    let memory = File::open("/proc/self/mem").unwrap();
    let found = |(start, end): (u64, u64)| {
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // A region that the kernel keeps to itself cannot be read.
        let read = memory.read_at(&mut bytes, start).unwrap_or(0);
        let count = bytes[..read]
            .windows(TAIL)
            .filter(|window| {
                window
                    .iter()
                    .zip(wanted)
                    .all(|(byte, masked)| byte ^ MASK == *masked)
            })
            .count();
        bytes.fill(0);
        count
    };
    writable().into_iter().map(found).sum()
}

/// From where to where: `55d0…-55d1… rw-p …` in the kernel's list.
fn writable() -> Vec<(u64, u64)> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let regions = maps.lines().filter_map(|line| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let address = |text| u64::from_str_radix(text, 16).ok();
        rest.starts_with("rw")
            .then_some((address(start)?, address(end)?))
    });
    regions.collect()
}

#[test]
fn a_freed_secret_is_gone_from_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for seed in 0..2 {
        let masked = masked(seed);
        let open = black_box(secret(&masked));
        assert!(copies(&masked) >= 1, "the search finds what is there");
        drop(open);
        assert_eq!(copies(&masked), 0, "secret {seed} after it was freed");
    }
}

#[test]
fn a_text_that_grew_leaves_no_shorter_copy_behind() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let masked = masked(77);
    let mut note = black_box(secret(&masked));
    for _ in 0..12 {
        note.reserve(note.capacity() * 2);
        black_box(&mut note).push('.');
    }
    assert_eq!(copies(&masked), 1, "only the text as it stands now");
    drop(note);
    assert_eq!(copies(&masked), 0);
}
