//! Why a command did not do what was asked, and the exit code that says so.

use filiform::contract::PatientLine;
use filiform::{Error, ErrorKind, Refusal};
use filiform_domain::problem::Problem;
use filiform_domain::shorthand;

/// Why a command failed.
pub(crate) enum Failure {
    /// It was called in a way that cannot work.
    Usage(&'static str),
    /// A file or an argument has faults.
    Input(Vec<Problem>),
    /// A typed line is refused; what could be written is printed as data.
    Line(String, Box<shorthand::Refusal>),
    /// The filter finds no patient.
    NoPatient,
    /// Nobody of the practice has this name or id.
    NoPerson,
    /// The filter finds several; they are printed as data.
    SeveralPatients(Vec<PatientLine>),
    /// The record has a fault, first at this entry.
    Damaged {
        /// The number of the entry in its chain.
        entry: u32,
        /// What is wrong there.
        what: String,
        /// How many faults there are in all.
        faults: usize,
    },
    /// An export and the record do not belong together as they should.
    NoMatch(String),
    /// A file could not be read.
    FileNotRead(std::io::ErrorKind),
    /// A workflow refused.
    Practice(Error),
}

impl Failure {
    /// The exit code. They are part of the interface: see the help.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Input(_)
            | Self::Line(..)
            | Self::NoPatient
            | Self::NoPerson
            | Self::SeveralPatients(_)
            | Self::FileNotRead(_) => 3,
            Self::Damaged { .. } | Self::NoMatch(_) => 5,
            Self::Practice(error) => exit_code_of(error),
        }
    }

    /// The failure as it is printed: a code, words, faults at their paths.
    pub(crate) fn refusal(&self) -> Refusal {
        let (code, message) = match self {
            Self::Usage(message) => ("usage", (*message).to_owned()),
            Self::Input(problems) => return Error::Fields(problems.clone()).into(),
            Self::Line(_, refusal) => (refusal.code.word(), refusal.message.clone()),
            Self::NoPatient => ("no-such-patient", "No patient is found by this.".to_owned()),
            Self::NoPerson => (
                "no-such-person",
                "Nobody here has this name or id, or several do. List them with therapists."
                    .to_owned(),
            ),
            Self::SeveralPatients(found) => ("several-patients", several(found.len())),
            Self::Damaged {
                entry,
                what,
                faults,
            } => ("damaged", damaged(*entry, what, *faults)),
            Self::NoMatch(headline) => ("no-match", headline.clone()),
            Self::FileNotRead(kind) => (
                "file-not-read",
                format!("The file could not be read: {kind}."),
            ),
            Self::Practice(error) => return error.clone().into(),
        };
        Refusal {
            code: code.to_owned(),
            message,
            fields: Vec::new(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Practice(error)
    }
}

fn exit_code_of(error: &Error) -> u8 {
    match error {
        Error::Locked => 4,
        Error::FileNotWritten | Error::Report(_) => 1,
        Error::Store(error) => match error.kind() {
            ErrorKind::Refused => 3,
            ErrorKind::LockedOrWrongKey => 4,
            ErrorKind::Damaged => 5,
            ErrorKind::Io => 1,
        },
        _ => 3,
    }
}

fn several(found: usize) -> String {
    let at_least = if found > crate::practice::MOST_CANDIDATES {
        "at least "
    } else {
        ""
    };
    format!("{at_least}{found} patients are found by this. Give more of the name, or an id.")
}

fn damaged(entry: u32, what: &str, faults: usize) -> String {
    let more = if faults > 1 {
        format!(" {faults} faults in all.")
    } else {
        String::new()
    };
    format!("The record is damaged at entry {entry}: {what}.{more} Restore the newest backup.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use filiform::StoreError;

    #[test]
    fn each_failure_has_the_exit_code_that_the_help_promises() {
        let store = |error: StoreError| Failure::from(Error::from(error)).exit_code();
        assert_eq!(Failure::Usage("x").exit_code(), 2);
        assert_eq!(Failure::Input(vec![]).exit_code(), 3);
        assert_eq!(Failure::from(Error::Gone).exit_code(), 3);
        assert_eq!(store(StoreError::NotFound), 3);
        assert_eq!(store(StoreError::WrongPassphrase), 4);
        assert_eq!(store(StoreError::InUse), 4);
        assert_eq!(Failure::from(Error::Locked).exit_code(), 4);
        assert_eq!(store(StoreError::HeaderDamaged), 5);
        assert_eq!(
            Failure::Damaged {
                entry: 1,
                what: "x".to_owned(),
                faults: 1
            }
            .exit_code(),
            5
        );
        assert_eq!(store(StoreError::DiskFull), 1);
    }
}
