//! Records that leave, from the command line.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::json;

use crate::given::{Desk, session};

#[test]
fn a_record_is_exported_with_a_report_and_a_warning() {
    let desk = Desk::with_practice();
    let ada = desk.register("Okafor", "Ada");
    let file = desk.file("session.json", &session());
    desk.json(&["chart", &ada, &file, "--sign"]);
    let folder = desk.path("tables");
    let to = folder.to_str().unwrap();
    let given = [
        "--recipient",
        "Records",
        "--purpose",
        "Request of the patient",
    ];
    let wanted = [&["export", "--format", "csv", "Okafor", to][..], &given].concat();
    let ran = desk.run(&[&["--json"][..], &wanted].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not encrypted"), "{}", ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&report["patients"], &report["sessions"]),
        (&json!(1), &json!(1))
    );
    assert!(folder.join("sites.csv").exists() && folder.join("codebook.csv").exists());
    let (code, refusal) = desk.refusal(&wanted);
    assert_eq!((code, &refusal["code"]), (3, &json!("file-exists")));
    let book = desk.path("all.xlsx");
    let to = book.to_str().unwrap();
    let all = [&["export", "--format", "xlsx", "--reduced", to][..], &given].concat();
    let ran = desk.run(&[&["--json"][..], &all].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("not anonymous"), "{}", ran.stderr);
    assert!(book.exists());
}

const ARCHIVE: &str = "gravel sonnet mitten harbour";

/// The names of the files in an archive, read with the library of age alone; none with another passphrase.
fn inside(path: &Path, passphrase: &str) -> Option<BTreeSet<String>> {
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase));
    let sealed = age::Decryptor::new(std::fs::File::open(path).unwrap()).unwrap();
    let plain = sealed
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .ok()?;
    let mut tar = tar::Archive::new(plain);
    let names = tar.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(!bytes.is_empty());
        entry.path().unwrap().display().to_string()
    });
    Some(names.collect())
}

/// A file with a passphrase that nobody else can read: of another one the program warns.
fn keep_to_oneself(file: &Path, passphrase: &str) {
    std::fs::write(file, format!("{passphrase}\n")).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// What is typed for an archive of everybody's records.
fn archive(out: &Path, passphrase: &Path) -> Vec<String> {
    let of = ["export", "--format", "archive"].map(str::to_owned);
    let given = [
        "--recipient",
        "The practice",
        "--purpose",
        "Moving to another system",
        "--archive-passphrase-file",
    ];
    let out = std::iter::once(out.display().to_string());
    let given = given.map(str::to_owned);
    let passphrase = std::iter::once(passphrase.display().to_string());
    of.into_iter()
        .chain(out)
        .chain(given)
        .chain(passphrase)
        .collect()
}

fn words(typed: &[String]) -> Vec<&str> {
    typed.iter().map(String::as_str).collect()
}

#[test]
fn everything_leaves_in_one_encrypted_file_that_opens_without_this_program() {
    let desk = Desk::with_practice();
    let ada = desk.register("Okafor", "Ada");
    desk.register("Lindqvist", "Bo");
    let file = desk.file("session.json", &session());
    desk.json(&["chart", &ada, &file, "--sign"]);
    let passphrase = desk.path("archive.txt");
    keep_to_oneself(&passphrase, ARCHIVE);
    let out = desk.path("everything.age");
    let asked = archive(&out, &passphrase);
    let ran = desk.run(&[&["--json"][..], &words(&asked)].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let counts = (&report["patients"], &report["sessions"]);
    assert_eq!(counts, (&json!(2), &json!(1)));
    let warning = report["warning"].as_str().unwrap();
    assert!(warning.contains("nobody can help"));
    let sealed = std::fs::read(&out).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    assert!(!sealed.windows(6).any(|part| part == b"Okafor"));
    assert!(inside(&out, "lantern orbit plum kettle").is_none());
    let files = inside(&out, ARCHIVE).unwrap();
    for wanted in [
        format!("documents/{ada}.pdf"),
        format!("fhir/{ada}.json"),
        "tables/sites.csv".to_owned(),
        "about.txt".to_owned(),
        "SHA256SUMS".to_owned(),
    ] {
        assert!(files.contains(&wanted), "{wanted}: {files:?}");
    }
    let is_document = |name: &&String| name.starts_with("documents/");
    assert_eq!(files.iter().filter(is_document).count(), 2);
}

#[test]
fn an_archive_replaces_nothing_and_takes_no_weak_passphrase() {
    let desk = Desk::with_practice();
    desk.register("Okafor", "Ada");
    let passphrase = desk.path("archive.txt");
    let out = desk.path("everything.age");
    keep_to_oneself(&passphrase, "password");
    let asked = archive(&out, &passphrase);
    let (code, refusal) = desk.refusal(&words(&asked));
    assert_eq!((code, &refusal["code"]), (3, &json!("fields")), "{refusal}");
    assert_eq!(refusal["fields"][0]["path"], "passphrase");
    assert!(!out.exists());
    keep_to_oneself(&passphrase, ARCHIVE);
    std::fs::write(&out, "something else").unwrap();
    let (code, refusal) = desk.refusal(&words(&asked));
    assert_eq!((code, &refusal["code"]), (3, &json!("file-exists")));
    assert_eq!(std::fs::read(&out).unwrap(), b"something else");
}
