//! The commands, each on its workflow.

mod amendments;
mod attachments;
mod audit;
mod backups;
mod beginning;
mod between;
mod caseload;
mod documents;
mod episodes;
mod exchange;
mod find;
mod history;
mod import;
mod letter;
mod lines;
mod not_held;
mod outcomes;
mod patients;
mod people;
mod record;
mod retire;
mod safety;
mod scores;
mod sessions;

use filiform_exchange::{FileKind, schema, schema_of};

use crate::arguments::{Arguments, Command, Schema, SchemaOf};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) use patients::patient_lines;

/// Runs what was typed.
pub(crate) fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    match &arguments.command {
        Command::Init(asked) => beginning::init(arguments, output, asked),
        Command::Demo(asked) => beginning::demo(arguments, output, asked),
        Command::Patients(asked) => patients::list(arguments, output, asked),
        Command::Find(asked) => find::find(arguments, output, asked),
        Command::Caseload(asked) => caseload::caseload(arguments, output, asked),
        Command::Register(asked) => patients::register(arguments, output, asked),
        Command::Chart(asked) => sessions::chart(arguments, output, asked),
        Command::Amend(asked) => amendments::amend(arguments, output, asked),
        Command::Void(asked) => amendments::void(arguments, output, asked),
        Command::Read(asked) => lines::read_one(output, asked),
        Command::Contact(asked) => between::contact(arguments, output, asked),
        Command::NotHeld(asked) => not_held::not_held(arguments, output, asked),
        Command::Attach(asked) => attachments::attach(arguments, output, asked),
        Command::Attachments(asked) => attachments::attachments(arguments, output, asked),
        Command::Score(asked) => scores::score(arguments, output, asked),
        Command::Outcomes(asked) => outcomes::outcomes(arguments, output, asked),
        Command::Event(asked) => between::event(arguments, output, asked),
        Command::Screening(asked) => safety::screening(arguments, output, asked),
        Command::Consent(asked) => safety::consent(arguments, output, asked),
        Command::Episode(asked) => episodes::episode(arguments, output, asked),
        Command::History(asked) => history::history(arguments, output, asked),
        Command::Letter(asked) => letter::letter(arguments, output, asked),
        Command::Document(asked) => documents::document(arguments, output, asked),
        Command::Export(asked) => exchange::export(arguments, output, asked),
        Command::Import(asked) => import::import(arguments, output, asked),
        Command::Schema(asked) => {
            print_schema(asked);
            Ok(())
        }
        Command::Audit(asked) => audit::audit(arguments, output, asked),
        Command::Retention(asked) => retire::retention(arguments, output, asked),
        Command::Hold(asked) => retire::hold(arguments, output, asked),
        Command::Retire(asked) => retire::retire(arguments, output, asked),
        Command::Verify(asked) => record::verify(arguments, output, asked),
        Command::Rebuild => record::rebuild(arguments, output),
        Command::Therapists => people::list(arguments, output),
        Command::Therapist(asked) => people::therapist(arguments, output, asked),
        Command::HandOver(asked) => people::hand_over(arguments, output, asked),
        Command::ChangeKey => people::change_the_key(arguments, output),
        Command::ComeBack(asked) => people::come_back(arguments, output, asked),
        Command::Backup(asked) => backups::backup(arguments, output, asked),
        Command::Restore(asked) => backups::restore(arguments, output, asked),
    }
}

/// A schema is JSON with or without `--json`.
fn print_schema(asked: &Schema) {
    let value = match asked.of {
        None => schema(),
        Some(SchemaOf::Init) => schema_of(FileKind::Practice),
        Some(SchemaOf::Register) => schema_of(FileKind::Patient),
        Some(SchemaOf::Chart) => schema_of(FileKind::Session),
        Some(SchemaOf::Contact) => schema_of(FileKind::Contact),
        Some(SchemaOf::Event) => schema_of(FileKind::Event),
        Some(SchemaOf::Screening) => schema_of(FileKind::Screening),
        Some(SchemaOf::Consent) => schema_of(FileKind::Consent),
        Some(SchemaOf::Episode) => schema_of(FileKind::Episode),
        Some(SchemaOf::Score) => schema_of(FileKind::Score),
    };
    Output { json: true }.answer(&value, Vec::new);
}
