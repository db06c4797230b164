//! Where the files of an archive stand: in a plain folder, or in one encrypted file.
//!
//! The encrypted file is a tar in the format of age (<https://age-encryption.org/v1>) with a passphrase, so that it can be
//! opened without this program. Nothing of it is on the disk in the clear at any time.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use age::secrecy::SecretString;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use super::folder::{NewFolder, SUMS};
use crate::practice::Filling;

/// Whatever takes whole files.
pub(super) trait Shelf {
    /// Adds a file under a name with `/` between its folders.
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling>;
}

impl Shelf for NewFolder {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling> {
        self.whole(name, bytes)
    }
}

/// An encrypted file while it is filled.
pub(super) struct Sealed<W: Write> {
    tar: Builder<age::stream::StreamWriter<W>>,
    sums: String,
    /// Seconds since 1970, as every file in it shows.
    made: u64,
}

impl<W: Write> Sealed<W> {
    pub(super) fn begin(to: W, passphrase: &str, made: u64) -> Result<Self, Filling> {
        let encryptor = age::Encryptor::with_user_passphrase(SecretString::from(passphrase));
        Ok(Self {
            tar: Builder::new(encryptor.wrap_output(to)?),
            sums: String::new(),
            made,
        })
    }

    /// Ends it with the list of sums. What is not ended cannot be opened.
    pub(super) fn finish(mut self) -> Result<(), Filling> {
        let sums = std::mem::take(&mut self.sums);
        self.add(SUMS, sums.as_bytes())?;
        self.tar.into_inner()?.finish()?;
        Ok(())
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling> {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_mtime(self.made);
        self.tar.append_data(&mut header, name, bytes)?;
        Ok(())
    }
}

impl<W: Write> Shelf for Sealed<W> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Filling> {
        let sum = HEXLOWER.encode(&Sha256::digest(bytes));
        self.sums.extend([&sum, "  ", name, "\n"]);
        self.add(name, bytes)
    }
}

/// Reads an encrypted file from beginning to end, and whether every file in it has the sum that its list says.
/// `step` hears of each file, and may stop.
pub(super) fn is_sound(
    from: impl Read,
    passphrase: &str,
    step: &mut dyn FnMut() -> Result<(), Filling>,
) -> Result<bool, Filling> {
    let identity = age::scrypt::Identity::new(SecretString::from(passphrase));
    let decryptor = age::Decryptor::new(from).map_err(io::Error::other)?;
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let plain = decryptor.decrypt(identities).map_err(io::Error::other)?;
    let mut tar = Archive::new(plain);
    let (mut found, mut wanted) = (BTreeMap::new(), None);
    for file in tar.entries()? {
        step()?;
        let mut file = file?;
        let name = String::from_utf8_lossy(&file.path_bytes()).into_owned();
        if name == SUMS {
            let mut list = String::new();
            file.read_to_string(&mut list)?;
            wanted = Some(list);
            continue;
        }
        found.insert(name, sum_of(&mut file)?);
    }
    let wanted = wanted.unwrap_or_default();
    let lines = wanted.lines().filter_map(|line| line.split_once("  "));
    let wanted: BTreeMap<_, _> = lines
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect();
    Ok(!wanted.is_empty() && wanted == found)
}

/// The SHA-256 of what is read, in hexadecimal digits.
fn sum_of(from: &mut impl Read) -> io::Result<String> {
    let (mut sum, mut piece) = (Sha256::new(), vec![0; 65_536]);
    loop {
        let count = from.read(&mut piece)?;
        if count == 0 {
            return Ok(HEXLOWER.encode(&sum.finalize()));
        }
        sum.update(piece.get(..count).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "lantern orbit plum kettle";

    fn sealed() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut shelf = Sealed::begin(&mut bytes, PASSPHRASE, 0).ok().unwrap();
        assert!(shelf.put("fhir/a.json", b"{\"a\": 1}").is_ok());
        assert!(shelf.put("about.txt", b"words").is_ok());
        assert!(shelf.finish().is_ok());
        bytes
    }

    fn sound(bytes: &[u8], passphrase: &str) -> Option<bool> {
        is_sound(bytes, passphrase, &mut || Ok(())).ok()
    }

    #[test]
    fn what_was_put_in_comes_out_with_the_passphrase_alone() {
        let bytes = sealed();
        assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
        assert!(
            !bytes
                .windows(5)
                .any(|five| five == b"words" || five == b"a.jso")
        );
        assert_eq!(sound(&bytes, PASSPHRASE), Some(true));
        assert_eq!(sound(&bytes, "gravel sonnet mitten harbour"), None);
    }

    #[test]
    fn a_flipped_bit_and_a_missing_end_are_seen() {
        let bytes = sealed();
        let mut flipped = bytes.clone();
        if let Some(byte) = flipped.last_mut() {
            *byte ^= 1;
        }
        assert_eq!(sound(&flipped, PASSPHRASE), None);
        assert_eq!(sound(&bytes[..bytes.len() - 20], PASSPHRASE), None);
    }
}
