//! Children on a disk that fails: each plays journey after journey, and is replaced when it ends too early.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout};

use serde_json::Value;

use crate::child;
use crate::shim::{Refusing, Shim};

/// A child that waits for the next journey.
pub(crate) struct Hand<'a> {
    shim: &'a Shim,
    child: Child,
    out: BufReader<ChildStdout>,
}

/// What came of a journey.
pub(crate) struct Played {
    /// What the child said, line by line.
    pub(crate) said: Vec<Value>,
    /// The name of the call that was refused first; none when there was no such call.
    pub(crate) refused: Option<String>,
    /// Why the process ended, when it did: it never should.
    pub(crate) ended: Option<String>,
}

impl<'a> Hand<'a> {
    pub(crate) fn hire(shim: &'a Shim) -> Self {
        let mut command = child::command("journeys", &[]);
        shim.put_under(&mut command);
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { shim, child, out }
    }

    /// Has the child play one journey on the practice in `place`.
    pub(crate) fn play(
        &mut self,
        kind: &str,
        place: &Path,
        patient: &str,
        Refusing { at, errno, stays }: Refusing,
    ) -> Played {
        let order = format!(
            "{kind} {at} {errno} {stays} {} {patient}\n",
            place.display()
        );
        let orders = self.child.stdin.as_mut().unwrap();
        orders.write_all(order.as_bytes()).unwrap();
        let mut said = Vec::new();
        let mut line = String::new();
        while self.out.read_line(&mut line).unwrap() > 0 {
            match child::read(line.trim()) {
                Some(word) if word["say"] == "ended" => {
                    let refused = word["refused"].as_str().filter(|name| *name != "none");
                    return Played {
                        said,
                        refused: refused.map(str::to_owned),
                        ended: None,
                    };
                }
                word => said.extend(word),
            }
            line.clear();
        }
        let mut ended = self.child.wait().unwrap().to_string();
        let mut errors = self.child.stderr.take().unwrap();
        errors.read_to_string(&mut ended).unwrap();
        *self = Self::hire(self.shim);
        Played {
            said,
            refused: Some("?".to_owned()),
            ended: Some(ended),
        }
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        // Without another order the child ends by itself.
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
