//! Writes a sample letter: `cargo run -p filiform-report --example letter -- letter.pdf [a4] [long|scripts|sheet]`.

mod sample;

use std::process::ExitCode;

use filiform_report::{Paper, recovery_sheet, referral_letter};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = words.first() else {
        return ExitCode::from(2);
    };
    let has = |option: &str| words.iter().any(|word| word == option);
    let mut letter = match () {
        () if has("long") => sample::long_letter(),
        () if has("scripts") => sample::letter_in_every_script(),
        () => sample::letter(),
    };
    if has("a4") {
        letter.paper = Paper::A4;
    }
    let set = if has("sheet") {
        recovery_sheet(&sample::recovery_sheet(), sample::made_at())
    } else {
        referral_letter(&letter, sample::made_at())
    };
    let written = set
        .map_err(|error| error.to_string())
        .and_then(|pdf| std::fs::write(path, pdf.bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}
