//! The practice file as somebody with its key could read it, page by page: what is in use, what is free, and
//! what the log still holds. SQLite is not asked, because it shows only what it still counts.

use std::path::Path;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};

use crate::support::unlock;

const PAGE: usize = 4096;
/// At the end of a page: the initialisation vector and the check sum.
const RESERVED: usize = 80;
/// In front of the log, and in front of each page in it.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// In front of the first page: what the file begins with.
const SALT: usize = 16;

/// Every decrypted byte of the database and of its log.
pub(crate) fn bytes(folder: &Path) -> Vec<u8> {
    let unlocked = unlock(folder);
    let key = key(&unlocked.raw_key_pragma());
    let database = unlocked.database_path();
    drop(unlocked);
    let mut plain = Vec::new();
    for (n, page) in std::fs::read(&database)
        .unwrap()
        .chunks_exact(PAGE)
        .enumerate()
    {
        plain.extend(decrypted(page, n == 0, key));
    }
    let log = std::fs::read(database.with_extension("db-wal")).unwrap_or_default();
    for frame in log
        .get(LOG_HEADER..)
        .unwrap_or_default()
        .chunks_exact(FRAME_HEADER + PAGE)
    {
        let number = u32::from_be_bytes(frame[..4].try_into().unwrap());
        plain.extend(decrypted(&frame[FRAME_HEADER..], number == 1, key));
    }
    plain
}

/// Which of these words, or any five letters of them, are found.
pub(crate) fn found<'a>(plain: &[u8], words: &[&'a str]) -> Vec<&'a str> {
    let lower = plain.to_ascii_lowercase();
    let is_there = |word: &&&str| {
        let word = word.to_ascii_lowercase();
        word.as_bytes()
            .windows(5)
            .any(|part| lower.windows(5).any(|window| window == part))
    };
    words.iter().filter(is_there).copied().collect()
}

fn decrypted(page: &[u8], is_first: bool, key: [u8; 32]) -> Vec<u8> {
    let start = if is_first { SALT } else { 0 };
    let end = PAGE - RESERVED;
    let iv: [u8; 16] = page[end..end + 16].try_into().unwrap();
    let mut cipher = Decryptor::<Aes256>::new(&key.into(), &iv.into());
    let mut plain = page[start..end].to_vec();
    for block in plain.chunks_exact_mut(16) {
        let block: &mut [u8; 16] = block.try_into().unwrap();
        cipher.decrypt_block(block.into());
    }
    plain
}

/// The key stands as hexadecimal digits in the statement that sets it.
fn key(pragma: &str) -> [u8; 32] {
    let digits = pragma.split("x'").nth(1).unwrap();
    let digits = digits.split('\'').next().unwrap().to_ascii_lowercase();
    let bytes = data_encoding::HEXLOWER.decode(digits.as_bytes()).unwrap();
    bytes[..32].try_into().unwrap()
}
