//! What is typed on the command line.

mod amendments;
mod attachments;
mod audit;
mod backups;
mod caseload;
mod documents;
mod exchange;
mod find;
mod history;
mod letter;
mod not_held;
mod outcomes;
mod people;
mod verify;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use amendments::{Amend, Reason, Void};
pub(crate) use attachments::{Attach, Attachments, KindAsked};
pub(crate) use audit::{Audit, AuditKind};
pub(crate) use backups::{Backup, Restore};
pub(crate) use caseload::Caseload;
pub(crate) use documents::DocumentAsked;
pub(crate) use exchange::{Export, ExportFormat, Import};
pub(crate) use find::Find;
pub(crate) use history::{History, HistoryKind};
pub(crate) use letter::{Letter, parts as letter_parts};
pub(crate) use not_held::{By, NotHeld};
pub(crate) use outcomes::Outcomes;
pub(crate) use people::{AddPerson, ComeBack, HandOver, RoleAsked, Therapist, TherapistWhat};
pub(crate) use verify::Verify;

/// Printed below the help.
const AFTER: &str = "\
The passphrase comes from --passphrase-file, from FILIFORM_PASSPHRASE, or from a prompt; never from the \
command line, which other programs can read. FILE may be - for standard input.

Exit codes: 0 done, 1 the computer failed (disk, memory), 2 wrong usage, 3 refused input, 4 locked, wrong \
key or in use, 5 damaged file.";

/// Filiform on the command line: treatment notes in dry needling, for scripts.
#[derive(Parser)]
#[command(name = "filiform-cli", version, after_help = AFTER)]
pub(crate) struct Arguments {
    /// The folder of the practice
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// Print JSON: the answer on stdout, an error on stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read the passphrase from the first line of this file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a practice and print its recovery code, once
    Init(Box<Init>),
    /// Fill a demo practice with made-up patients; an empty folder becomes one
    Demo(Demo),
    /// List patients, those seen last first, or those that FILTER finds
    Patients(Patients),
    /// Find anything: patients, notes, letters and targets that have the words of QUERY
    Find(Find),
    /// Show what waits, what was done in a month, events per 1,000 visits, and how care ended
    Caseload(Caseload),
    /// Register a patient
    Register(Register),
    /// Chart a session: kept as a draft, or signed with --sign. A file with any fault writes nothing
    Chart(Chart),
    /// Amend a signed session: FILE is the whole corrected note, --addendum only adds words
    Amend(Amend),
    /// Void a signed session: its text is kept, and counts nowhere any more
    Void(Void),
    /// Print how a typed line reads, or why it is refused and what could be written
    Read(ReadLine),
    /// Score an outcome measure. A file with any fault writes nothing
    Score(Between),
    /// Show a patient's outcomes: baseline to latest of each measure, and what may be said of it
    Outcomes(Outcomes),
    /// Log a contact between two visits. A file with any fault writes nothing
    Contact(Between),
    /// Record that a visit was called off or missed; a front desk may
    NotHeld(NotHeld),
    /// Attach a scan, a photo or a letter that came in: PDF, PNG or JPEG; a front desk may
    Attach(Attach),
    /// List what is attached to a patient's record, newest first
    Attachments(Attachments),
    /// Report an adverse event that was heard of later. A file with any fault writes nothing
    Event(Between),
    /// Sign a patient's screening: the whole answer set as it stands from now on
    Screening(Between),
    /// Sign a consent, or record with --withdraw that it was withdrawn
    Consent(Consent),
    /// Show the episodes of care of a patient, open one with a file, or change one with --change
    Episode(Episode),
    /// Show the timeline of a patient, newest first, whole or narrowed; with --json every entry in full
    History(History),
    /// Write a letter to the referring clinician or somebody else as PDF
    Letter(Letter),
    /// Write a document as PDF: a note, a report, a form, the full record
    Document(Box<DocumentAsked>),
    /// Export a record, or those of the whole practice, as tables
    Export(Export),
    /// Import patients and past notes of another system from CSV or XLSX
    Import(Import),
    /// Print the JSON Schema of the files that the commands with a FILE take
    Schema(Schema),
    /// List who did what, to whose record, and when, newest first; or save the list as CSV
    Audit(Audit),
    /// Show how long records are kept, what is due and what is held; or set the rule
    Retention(Retention),
    /// Lay a legal hold on a record, or lift it
    Hold(Hold),
    /// Say what destroying a record would mean; destroy it with --reason and --yes
    Retire(Retire),
    /// Check every entry of the record against its chain, its signature and the indexes; or an exported file or
    /// a fingerprint against the record
    Verify(Verify),
    /// Make every index anew from the entries
    Rebuild,
    /// List who works here, and who did
    Therapists,
    /// Let somebody in, change their role, remove them, hand on what they left
    Therapist(Box<Therapist>),
    /// Give your open note of a patient to the colleague who needled: they sign it
    HandOver(HandOver),
    /// Write the practice anew under another key: copies from before stay what they are, others come back with a code
    ChangeKey,
    /// Come back after the key was changed, with your passphrase and the one-time code
    ComeBack(ComeBack),
    /// Write an encrypted backup into a folder and check it; older ones there are thinned
    Backup(Backup),
    /// Put a backup in the place of the practice, which is kept aside
    Restore(Restore),
}

/// The practice and its first therapist. A flag wins over the file.
#[derive(Args)]
pub(crate) struct Init {
    /// A file with the practice and the therapist (see `schema init`)
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The name of the practice
    #[arg(long, value_name = "NAME")]
    pub(crate) practice_name: Option<String>,
    /// The address of the practice
    #[arg(long, value_name = "TEXT")]
    pub(crate) practice_address: Option<String>,
    /// The telephone number of the practice
    #[arg(long, value_name = "NUMBER")]
    pub(crate) practice_phone: Option<String>,
    /// The e-mail address of the practice
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) practice_email: Option<String>,
    /// The name of the therapist, as it is signed
    #[arg(long, value_name = "NAME")]
    pub(crate) therapist_name: Option<String>,
    /// Letters after the therapist's name: "PT, DPT"
    #[arg(long, value_name = "LETTERS")]
    pub(crate) therapist_credentials: Option<String>,
    /// The therapist's National Provider Identifier
    #[arg(long, value_name = "NUMBER")]
    pub(crate) therapist_npi: Option<String>,
}

/// How much to make up.
#[derive(Args)]
pub(crate) struct Demo {
    /// Patients to make up
    #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) patients: u32,
    /// Signed sessions of each patient
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) sessions: u32,
    /// The same seed makes the same patients
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Whom to list.
#[derive(Args)]
pub(crate) struct Patients {
    /// Parts of names in any order, with or without accents, or a date of birth
    #[arg(value_name = "FILTER", default_value = "")]
    pub(crate) filter: String,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(crate) limit: u32,
}

/// Whom to register.
#[derive(Args)]
pub(crate) struct Register {
    /// The patient (see `schema register`)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// What to chart.
#[derive(Args)]
pub(crate) struct Chart {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The session (see `schema chart`); with --lines it holds what lines do not say
    #[arg(value_name = "FILE", required_unless_present = "lines")]
    pub(crate) file: Option<PathBuf>,
    /// A file of typed lines, one row or session line a line: "L UT TrP1 0.25x40 d20 pis LTR3"
    #[arg(long, value_name = "FILE")]
    pub(crate) lines: Option<PathBuf>,
    /// The day of the visit, 2026-11-22; today without it
    #[arg(long, value_name = "DAY", requires = "lines")]
    pub(crate) date: Option<String>,
    /// The time it began, 14:05; now without it
    #[arg(long, value_name = "TIME", requires = "lines")]
    pub(crate) time: Option<String>,
    /// The body region, by id; that of the first row without it
    #[arg(long, value_name = "REGION", requires = "lines")]
    pub(crate) region: Option<String>,
    /// Sign it: from then on it cannot be changed
    #[arg(long)]
    pub(crate) sign: bool,
}

/// What to read.
#[derive(Args)]
pub(crate) struct ReadLine {
    /// One line: "L UT TrP1 0.25x40 d20 pis LTR3 FP+ NPRS:7>3", or "!count in 9 out 9"
    #[arg(value_name = "LINE")]
    pub(crate) line: String,
}

/// What happened between two visits.
#[derive(Args)]
pub(crate) struct Between {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The entry (see `schema contact`, `schema event` and `schema score`)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// A consent, or its withdrawal.
#[derive(Args)]
pub(crate) struct Consent {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The consent (see `schema consent`)
    #[arg(value_name = "FILE", required_unless_present = "withdraw")]
    pub(crate) file: Option<PathBuf>,
    /// Whatever was consented to is withdrawn, now
    #[arg(long, conflicts_with = "file")]
    pub(crate) withdraw: bool,
}

/// Episodes of care.
#[derive(Args)]
pub(crate) struct Episode {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// The episode as it should stand (see `schema episode`); with a discharge it is closed. A file with any
    /// fault writes nothing
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Change this episode, by id, instead of opening one
    #[arg(long, value_name = "EPISODE", requires = "file")]
    pub(crate) change: Option<String>,
}

/// The retention rule. Nothing is preset.
#[derive(Args)]
pub(crate) struct Retention {
    /// Years after the last visit
    #[arg(long, value_name = "YEARS")]
    pub(crate) after_last_visit: Option<i64>,
    /// The age of majority where the practice is
    #[arg(long, value_name = "AGE")]
    pub(crate) majority: Option<i64>,
    /// Years after that birthday, for whoever was first seen before it
    #[arg(long, value_name = "YEARS")]
    pub(crate) after_majority: Option<i64>,
    /// No rule any more
    #[arg(long, conflicts_with_all = ["after_last_visit", "majority", "after_majority"])]
    pub(crate) off: bool,
}

/// A legal hold.
#[derive(Args)]
pub(crate) struct Hold {
    /// An id, or a filter that finds exactly one patient
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Lift the hold
    #[arg(long)]
    pub(crate) lift: bool,
}

/// A record to destroy.
#[derive(Args)]
pub(crate) struct Retire {
    /// To destroy: the whole family name, the record number, or an id; else also a filter
    #[arg(value_name = "PATIENT")]
    pub(crate) patient: String,
    /// Why. It stays for good, and must not name the patient
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Destroy it. It cannot be undone
    #[arg(long, requires = "reason")]
    pub(crate) yes: bool,
}

/// The paper of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// 8.5 x 11 inches
    Letter,
    /// 210 x 297 mm
    A4,
}

/// Which schema.
#[derive(Args)]
pub(crate) struct Schema {
    /// Only the file that this command takes
    #[arg(value_enum, value_name = "COMMAND")]
    pub(crate) of: Option<SchemaOf>,
}

/// A command that takes a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The practice and its first therapist
    Init,
    /// A patient
    Register,
    /// A session
    Chart,
    /// A contact between two visits
    Contact,
    /// An adverse event that was heard of later
    Event,
    /// A patient's screening
    Screening,
    /// A consent
    Consent,
    /// An episode of care
    Episode,
    /// A score of an outcome measure
    Score,
}
