//! `audit`: who did what, to whose record, and when.

use filiform::contract::{AuditFilter, AuditGroup, AuditLine, ExportAudit, ReviewAudit};
use filiform::{Filiform, Job, review_audit};
use serde_json::json;

use crate::arguments::{Arguments, Audit, AuditKind};
use crate::failure::Failure;
use crate::output::Output;
use crate::{practice, progress};

/// Lines asked for at a time.
const PAGE: u32 = 500;

/// Lists entries, or saves all that fit as CSV.
pub(super) fn audit(arguments: &Arguments, output: &Output, asked: &Audit) -> Result<(), Failure> {
    practice::with_open(arguments, output, |filiform| {
        let filter = filter(filiform, asked)?;
        match &asked.csv {
            None => list(filiform, output, filter, asked.limit),
            Some(file) => {
                let path = std::path::absolute(file)
                    .map_err(|error| Failure::FileNotRead(error.kind()))?;
                let path = path.to_str().ok_or(Failure::Usage(
                    "The path of the list must be text in UTF-8.",
                ))?;
                let asked = ExportAudit {
                    filter,
                    path: path.to_owned(),
                    replace: asked.replace,
                };
                let export = |job: &Job<'_>| review_audit::export_audit(filiform, asked, job);
                let saved = progress::show("Writing the list", export)?;
                output.answer(&saved, || {
                    vec![format!("Saved {} lines in {}.", saved.lines, saved.path)]
                });
                Ok(())
            }
        }
    })
}

fn filter(filiform: &Filiform, asked: &Audit) -> Result<AuditFilter, Failure> {
    let patient = asked.patient.as_deref();
    let patient = patient.map(|named| practice::patient(filiform, named));
    let person = asked.person.as_deref();
    let person = person.map(|id| {
        id.parse()
            .map_err(|_| Failure::Usage("--person takes an id."))
    });
    Ok(AuditFilter {
        patient: patient.transpose()?,
        person: person.transpose()?,
        group: asked.kind.map(AuditGroup::from),
        from: asked.from.clone().unwrap_or_default(),
        to: asked.to.clone().unwrap_or_default(),
    })
}

fn list(
    filiform: &Filiform,
    output: &Output,
    filter: AuditFilter,
    limit: u32,
) -> Result<(), Failure> {
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let left = limit - u32::try_from(lines.len()).unwrap_or(limit);
        let asked = ReviewAudit {
            filter: filter.clone(),
            after,
            limit: left.min(PAGE),
        };
        let page = review_audit::review_audit(filiform, asked)?;
        lines.extend(page.lines);
        after = page.next;
        if after.is_none() || lines.len() >= limit as usize {
            break;
        }
    }
    let answer = json!({ "lines": lines, "more": after.is_some() });
    output.answer(&answer, || lines.iter().map(in_words).collect());
    Ok(())
}

/// "22 Nov 2026 14:05  A. Rivera, PT  Signed a note  Okafor, Ada  (visit of 20 Nov 2026 09:20)".
fn in_words(line: &AuditLine) -> String {
    let name = Some(format!("  {}", line.name)).filter(|_| !line.name.is_empty());
    let details = Some(format!("  ({})", line.details)).filter(|_| !line.details.is_empty());
    format!(
        "{} {}  {}  {}{}{}",
        line.date,
        line.time,
        line.who,
        line.what,
        name.unwrap_or_default(),
        details.unwrap_or_default()
    )
}

impl From<AuditKind> for AuditGroup {
    fn from(kind: AuditKind) -> Self {
        match kind {
            AuditKind::Notes => Self::Notes,
            AuditKind::Patients => Self::Patients,
            AuditKind::Safety => Self::Safety,
            AuditKind::Between => Self::Between,
            AuditKind::Exports => Self::Exports,
            AuditKind::Access => Self::Access,
            AuditKind::Practice => Self::Practice,
            AuditKind::Retention => Self::Retention,
        }
    }
}
