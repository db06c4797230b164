//! The same words printed by other programs, each with its start, as they would be called from an app.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use filiform_report::ReferralLetter;

use crate::{median, timed};

/// Rounds of each program.
const ROUNDS: usize = 7;

/// How a program is called: its name, and its arguments with the page, the folder and the file in them.
const PROGRAMS: [(&str, &str, &[&str]); 3] = [
    (
        "Chromium, headless",
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--print-to-pdf=OUT",
            "PAGE",
        ],
    ),
    ("WeasyPrint", "weasyprint", &["PAGE", "OUT"]),
    (
        "LibreOffice, headless",
        "soffice",
        &[
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            "FOLDER",
            "PAGE",
        ],
    ),
];

/// Prints each beside ours, or why it is not measured.
pub(crate) fn side_by_side(letter: &ReferralLetter, ours: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("letter.html");
    std::fs::write(&page, html(letter)).unwrap();
    println!("\n| the letter of 12 visits | median | beside ours |\n| --- | --- | --- |");
    println!("| Filiform, saved and recorded | {ours:.2?} | |");
    for (name, program, arguments) in PROGRAMS {
        match print(program, arguments, &page) {
            Ok(took) => {
                let ratio = took.as_secs_f64() / ours.as_secs_f64();
                println!("| {name} | {took:.2?} | {ratio:.1} |");
            }
            Err(why) => println!("| {name} | {why} | |"),
        }
    }
}

fn print(program: &str, arguments: &[&str], page: &Path) -> Result<Duration, &'static str> {
    let out = page.with_extension("pdf");
    let folder = page.parent().unwrap();
    let filled = arguments.iter().map(|argument| {
        let argument = argument.replace("OUT", &out.display().to_string());
        let argument = argument.replace("FOLDER", &folder.display().to_string());
        argument.replace("PAGE", &page.display().to_string())
    });
    let filled: Vec<String> = filled.collect();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        // What is measured is a file that was written, not a program that failed fast.
        let _ = std::fs::remove_file(&out);
        let run = || {
            let mut command = Command::new(program);
            let command = command
                .args(&filled)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command.status()
        };
        let mut status = None;
        times.push(timed(|| status = Some(run())));
        match status {
            Some(Ok(_)) if out.exists() => {}
            Some(Err(_)) => return Err("not installed here: left out"),
            _ => return Err("wrote no file here: left out"),
        }
    }
    Ok(median(times))
}

/// The words of the letter as a plain page, without the drawing.
fn html(letter: &ReferralLetter) -> String {
    let value = serde_json::to_value(letter).unwrap();
    let mut page = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Letter</title><body>",
    );
    for (name, part) in value.as_object().unwrap() {
        let _ = write!(page, "<h2>{name}</h2>");
        tell(part, &mut page);
    }
    page.push_str("</body></html>");
    page
}

fn tell(part: &serde_json::Value, page: &mut String) {
    match part {
        serde_json::Value::Object(fields) => {
            for (label, said) in fields {
                let _ = write!(page, "<p><b>{label}</b> ");
                tell(said, page);
                page.push_str("</p>");
            }
        }
        serde_json::Value::Array(items) => {
            page.push_str("<table>");
            for item in items {
                page.push_str("<tr><td>");
                tell(item, page);
                page.push_str("</td></tr>");
            }
            page.push_str("</table>");
        }
        serde_json::Value::Null => {}
        said => {
            let said = said
                .as_str()
                .map_or_else(|| said.to_string(), str::to_owned);
            page.push_str(&said.replace('&', "&amp;").replace('<', "&lt;"));
        }
    }
}
