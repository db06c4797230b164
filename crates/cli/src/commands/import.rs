//! `import`: records of another system, always tried before they are brought in.

use std::path::Path;

use filiform::contract::{
    ImportRecords, ImportTried, ImportsPage, LookAtTable, Nothing, RecordsImported, TableLook,
    TryImport, UndoImport,
};
use filiform::{Filiform, import_records};
use filiform_domain::import::plan::Outcome;
use filiform_domain::problem::Problem;
use serde::de::DeserializeOwned;

use crate::arguments::{Arguments, Import};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, practice, progress};

/// Looks at a file, tries it, imports it, takes an import back or lists those that stand.
pub(super) fn import(
    arguments: &Arguments,
    output: &Output,
    asked: &Import,
) -> Result<(), Failure> {
    if let Some(id) = &asked.undo {
        let import = id.parse().map_err(|_| {
            Failure::Usage("An import is named by its id. List them with import --list.")
        })?;
        let page = practice::with_open(arguments, output, |filiform| {
            Ok(progress::show("Taking the import back", |job| {
                import_records::undo_import(filiform, UndoImport { import }, job)
            })?)
        })?;
        output.answer(&page, || list_in_words(&page));
        return Ok(());
    }
    let Some(file) = &asked.file else {
        let page = practice::with_open(arguments, output, |filiform| {
            Ok(import_records::imports_page(filiform, Nothing {})?)
        })?;
        output.answer(&page, || list_in_words(&page));
        return Ok(());
    };
    let file = which(asked, file)?;
    match &asked.map {
        None => look(arguments, output, file),
        Some(map) => bring(arguments, output, asked, (file, map)),
    }
}

fn which(asked: &Import, file: &Path) -> Result<LookAtTable, Failure> {
    let path = std::path::absolute(file).map_err(|error| Failure::FileNotRead(error.kind()))?;
    let path = path
        .to_str()
        .ok_or(Failure::Usage("The path must be text in UTF-8."))?;
    Ok(LookAtTable {
        path: path.to_owned(),
        encoding: asked.encoding.clone(),
        sheet: asked.sheet.clone(),
    })
}

fn look(arguments: &Arguments, output: &Output, file: LookAtTable) -> Result<(), Failure> {
    let look = practice::with_open(arguments, output, |filiform| {
        Ok(progress::show("Reading the file", |job| {
            import_records::look_at_table(filiform, file, job)
        })?)
    })?;
    output.answer(&look, || look_in_words(&look));
    Ok(())
}

fn bring(
    arguments: &Arguments,
    output: &Output,
    asked: &Import,
    (file, map): (LookAtTable, &Path),
) -> Result<(), Failure> {
    let tried = TryImport {
        file,
        system: asked.from.clone(),
        mapping: json(map)?,
        decisions: asked
            .decisions
            .as_deref()
            .map(json)
            .transpose()?
            .unwrap_or_default(),
    };
    if asked.dry_run {
        let report = practice::with_open(arguments, output, |filiform| try_it(filiform, tried))?;
        output.answer(&report, || tried_in_words(&report));
        return Ok(());
    }
    let done = practice::with_open(arguments, output, |filiform| {
        let report = try_it(filiform, tried.clone())?;
        let records = ImportRecords {
            tried,
            report: report.report,
            leave_out: asked.leave_out,
        };
        Ok(progress::show("Importing", |job| {
            import_records::import_records(filiform, records, job)
        })?)
    })?;
    output.answer(&done, || done_in_words(&done));
    Ok(())
}

fn try_it(filiform: &Filiform, tried: TryImport) -> Result<ImportTried, Failure> {
    Ok(progress::show("Trying the import", |job| {
        import_records::try_import(filiform, tried, job)
    })?)
}

/// A file in the shape of a draft; what is wrong with it is told with its line.
fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = input::text(path)?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::Input(vec![Problem {
            path: String::new(),
            code: "not-as-described".to_owned(),
            message: format!(
                "Line {} is not as `import --help` describes it.",
                error.line()
            ),
        }])
    })
}

fn look_in_words(look: &TableLook) -> Vec<String> {
    let form = match look.sheet.as_str() {
        "" => format!("{} in {}", look.separator, look.encoding),
        sheet => format!("sheet {sheet}"),
    };
    let guess = if look.encoding_guessed {
        ", guessed: look at the names"
    } else {
        ""
    };
    let mut lines = vec![format!("{} rows ({form}{guess}).", look.rows)];
    lines.extend(look.mapping.columns.iter().map(|used| {
        let column = look
            .columns
            .iter()
            .find(|column| column.name == used.column);
        let example = column.and_then(|column| column.examples.first());
        let example = example.map(|text| format!(" ({text})")).unwrap_or_default();
        format!("  {}{example}: {}", used.column, used.is.words())
    }));
    lines.push("Nothing was imported. With --json, `mapping` is what --map takes.".to_owned());
    lines
}

fn tried_in_words(report: &ImportTried) -> Vec<String> {
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Refused | Outcome::Conflict))
        .flat_map(|row| {
            let outcome = if row.outcome == Outcome::Refused {
                "refused"
            } else {
                "conflict"
            };
            row.reasons.iter().map(move |reason| {
                let column = reason.column.iter().map(|name| format!(", {name}"));
                let column: String = column.collect();
                format!(
                    "Row {}{column}: {outcome}, {}. {}",
                    row.row, reason.code, reason.message
                )
            })
        })
        .collect();
    let count = |outcome| {
        let found = report.counts.iter().find(|count| count.outcome == outcome);
        found.map_or(0, |count| count.rows)
    };
    lines.push(format!(
        "Rows: {} new, {} match, {} conflict, {} refused, {} left out.",
        count(Outcome::New),
        count(Outcome::Match),
        count(Outcome::Conflict),
        count(Outcome::Refused),
        count(Outcome::LeftOut)
    ));
    lines.push(format!(
        "This would register {} patients and bring {} notes. Nothing was imported.",
        report.new_patients, report.notes
    ));
    lines
}

fn done_in_words(done: &RecordsImported) -> Vec<String> {
    vec![
        format!(
            "Imported {} patients and {} notes; {} patients were here already. {} rows were left out.",
            done.new_patients, done.notes, done.known_patients, done.left_out
        ),
        format!("Take it back with import --undo {}", done.import),
    ]
}

fn list_in_words(page: &ImportsPage) -> Vec<String> {
    if page.imports.is_empty() {
        return vec!["No import stands.".to_owned()];
    }
    let lines = page.imports.iter();
    lines
        .map(|line| {
            format!(
                "{}  {}  {}: {}  {}",
                line.import, line.when, line.system, line.what, line.by
            )
        })
        .collect()
}
