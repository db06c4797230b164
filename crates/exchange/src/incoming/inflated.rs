//! A part of a workbook while it is inflated: every byte is counted before a reader sees it.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use super::MOST_INFLATED;

/// Most bytes that one piece of XML may take, which a reader has to hold at once.
const LONGEST_PIECE: usize = 1 << 20;

/// What is left of the bytes that all parts of a file may come to.
#[derive(Clone)]
pub(super) struct Left(Rc<Cell<usize>>);

impl Left {
    pub(super) fn all() -> Self {
        Self(Rc::new(Cell::new(MOST_INFLATED)))
    }
}

/// Bytes that are inflated and counted.
pub(super) struct Inflated<'a> {
    source: Box<dyn Read + 'a>,
    left: Left,
    of_piece: usize,
}

/// The file is larger than it may be. Told as the error of a read, because a reader stands between.
#[derive(Debug, thiserror::Error)]
#[error("the bounds of a file are reached")]
struct BoundReached;

impl<'a> Inflated<'a> {
    pub(super) fn new(source: impl Read + 'a, left: &Left) -> Self {
        Self {
            source: Box::new(source),
            left: left.clone(),
            of_piece: 0,
        }
    }

    /// Begins to count the bytes of a piece anew.
    pub(super) fn begin_piece(&mut self) {
        self.of_piece = 0;
    }

    /// Whether a read failed because a bound was reached, and not because the bytes are broken.
    pub(super) fn is_bound(why: &io::Error) -> bool {
        let inner = why.get_ref();
        inner
            .and_then(|inner| inner.downcast_ref::<BoundReached>())
            .is_some()
    }
}

impl Read for Inflated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.of_piece += read;
        let left = self.left.0.get().checked_sub(read);
        match left.filter(|_| self.of_piece <= LONGEST_PIECE) {
            Some(left) => self.left.0.set(left),
            None => return Err(io::Error::other(BoundReached)),
        }
        Ok(read)
    }
}
