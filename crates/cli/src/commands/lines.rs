//! `read`, and the lines of `chart --lines`.

use filiform::contract::{CheckSession, LineAnswer, ReadLines};
use filiform::{Filiform, chart_session, type_rows};
use filiform_catalogue::Catalogue;
use filiform_domain::ids::PatientId;
use filiform_domain::problem::Problem;
use filiform_domain::session::SessionDraft;
use filiform_domain::shorthand::{Meaning, Reading, both_lungs_at_risk, read, site_of, spoken};

use crate::arguments::{Chart, ReadLine};
use crate::failure::Failure;
use crate::output::Output;
use crate::practice;

/// Said when needles lie over the lung on both sides.
pub(super) const BOTH_LUNGS: &str = "both lungs at risk";

/// Prints how a line reads, in the shape of the grammar's examples. It needs no practice.
pub(super) fn read_one(output: &Output, asked: &ReadLine) -> Result<(), Failure> {
    let catalogue = Catalogue::shipped();
    let reading = read(&asked.line, catalogue)
        .map_err(|refusal| Failure::Line(asked.line.clone(), Box::new(refusal)))?;
    output.answer(&Meaning::of(&reading, catalogue), || {
        let open = reading.not_answered(catalogue).into_iter();
        let open = open.map(|what| format!("  must be answered before signing: {}", what.words()));
        std::iter::once(spoken(&reading, catalogue).join(" · "))
            .chain(open)
            .collect()
    });
    if let Reading::Needle(row) = &reading
        && both_lungs_at_risk(&[site_of(row)], catalogue)
    {
        output.warning(BOTH_LUNGS);
    }
    Ok(())
}

/// A session that was written in lines.
pub(super) struct Written {
    /// The session.
    pub(super) session: SessionDraft,
    /// What it lacks for signing, each at its field or at its line.
    pub(super) open: Vec<Problem>,
    /// Needles lie over the lung on both sides.
    pub(super) both_lungs: bool,
}

/// The session of the lines on the base of a file, or every fault at its line.
pub(super) fn session_of(
    filiform: &Filiform,
    patient: PatientId,
    base: SessionDraft,
    text: String,
    asked: &Chart,
) -> Result<Written, Failure> {
    let base = with_options(base, asked);
    let rows_before = base.sites.len();
    let today = practice::now().date().to_string();
    let session = Some(base.clone());
    let read = type_rows::read_lines(filiform, ReadLines { text, session })?;
    let mut faults: Vec<Problem> = read.lines.iter().filter_map(fault_of).collect();
    if base.date != today {
        faults.extend(read.lines.iter().filter_map(withdrawn_without_time));
    }
    let Some(session) = read.session.filter(|_| faults.is_empty()) else {
        return Err(Failure::Input(faults));
    };
    let rows: Vec<u32> = read
        .lines
        .iter()
        .filter(|line| line.site.is_some())
        .map(|line| line.number)
        .collect();
    let check = CheckSession {
        patient,
        session: session.clone(),
    };
    let problems = chart_session::check_session(filiform, check)?.problems;
    let at_lines = problems
        .into_iter()
        .map(|problem| at_its_line(problem, rows_before, &rows));
    // What is missing is answered before signing; what is wrong is not written at all.
    let (open, wrong): (Vec<_>, Vec<_>) = at_lines.partition(|problem| problem.code == "missing");
    if wrong.is_empty() {
        Ok(Written {
            session,
            open,
            both_lungs: read.both_lungs,
        })
    } else {
        Err(Failure::Input(wrong.into_iter().chain(open).collect()))
    }
}

/// The date, time and region of the options; now where neither they nor the file say when.
fn with_options(mut base: SessionDraft, asked: &Chart) -> SessionDraft {
    let now = practice::now();
    let fields = [
        (&mut base.date, &asked.date, now.date().to_string()),
        (&mut base.time, &asked.time, now.clock()),
        (&mut base.region, &asked.region, String::new()),
    ];
    for (field, option, otherwise) in fields {
        match option {
            Some(given) => field.clone_from(given),
            None if field.is_empty() => *field = otherwise,
            None => {}
        }
    }
    base
}

fn fault_of(line: &LineAnswer) -> Option<Problem> {
    let refused = line.refused.as_ref()?;
    Some(Problem {
        path: path_of(line.number),
        code: refused.code.clone(),
        message: refused.message.clone(),
    })
}

/// The grammar has no time for it, so that it can only be the present one.
fn withdrawn_without_time(line: &LineAnswer) -> Option<Problem> {
    (line.printed == "!consent withdrawn").then(|| Problem {
        path: path_of(line.number),
        code: "time-unknown".to_owned(),
        message: "A line has no time. For a visit that is not today's give consent_withdrawn_at in the file."
            .to_owned(),
    })
}

/// `sites[2].level` as `lines[4].level`, when the row comes from that line.
fn at_its_line(problem: Problem, rows_before: usize, rows: &[u32]) -> Problem {
    let place = problem.path.strip_prefix("sites[").and_then(|rest| {
        let (number, field) = rest.split_once(']')?;
        let row: usize = number.parse().ok()?;
        let line = rows.get(row.checked_sub(rows_before)?)?;
        Some(format!("{}{field}", path_of(*line)))
    });
    match place {
        Some(path) => Problem { path, ..problem },
        None => problem,
    }
}

fn path_of(line: u32) -> String {
    format!("lines[{line}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_row_is_named_at_its_line() {
        let problem = |path: &str| Problem {
            path: path.to_owned(),
            code: "level".to_owned(),
            message: String::new(),
        };
        let path = |of: &str| at_its_line(problem(of), 1, &[2, 5]).path;
        assert_eq!(path("sites[2].level"), "lines[5].level");
        assert_eq!(path("sites[1]"), "lines[2]");
        assert_eq!(
            path("sites[0].level"),
            "sites[0].level",
            "that row is the file's"
        );
        assert_eq!(path("date"), "date");
    }
}
