//! Who works here, a note handed over, and the file's key, on the command line.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::given::{Desk, session};

const CHENS: &str = "gravel sonnet mitten harbour";

/// A file with a passphrase that only its owner reads.
fn secret(desk: &Desk, name: &str, words: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = desk.path(name);
    std::fs::write(&path, words).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path.display().to_string()
}

/// Somebody joins; answers with what was printed.
fn join(desk: &Desk, name: &str, role: &str, words: &str) -> Value {
    let file = secret(desk, &format!("{role}.txt"), words);
    desk.json(&[
        "therapist",
        "add",
        "--name",
        name,
        "--role",
        role,
        "--new-passphrase-file",
        &file,
    ])
}

fn as_other<'a>(file: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["--passphrase-file", file];
    all.extend(words);
    all
}

fn role_of(page: &Value, name: &str) -> String {
    let people = page["people"].as_array().unwrap();
    let person = people.iter().find(|p| p["name"] == name).unwrap();
    person["role_words"].as_str().unwrap().to_owned()
}

#[test]
fn somebody_joins_signs_their_own_notes_changes_role_and_leaves() {
    let desk = Desk::with_practice();
    let joined = join(&desk, "B. Chen", "therapist", CHENS);
    assert!(joined["recovery_code"].as_str().unwrap().len() > 20);
    let chens = secret(&desk, "chen.txt", CHENS);
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&as_other(&chens, &["chart", &id, &chart, "--sign"]));
    let audit = desk.json(&["audit", "--kind", "notes"]);
    assert_eq!(audit["lines"][0]["who"], "B. Chen");
    let page = desk.json(&["therapist", "role", "B. Chen", "--role", "front-desk"]);
    assert_eq!(role_of(&page, "B. Chen"), "Front desk");
    let refused = desk.run(&as_other(&chens, &["history", &id]));
    assert_eq!(refused.code, 3, "{}", refused.stderr);
    desk.json(&["therapist", "remove", "B. Chen"]);
    let locked_out = desk.run(&as_other(&chens, &["patients"]));
    assert_eq!(locked_out.code, 4, "{}", locked_out.stderr);
    let verified = desk.json(&["verify"]);
    assert_eq!(verified["problems"], json!([]));
    let lines = desk.run(&["therapists"]).stdout;
    assert!(lines.contains("B. Chen  Front desk, left "), "{lines}");
}

#[test]
fn a_note_is_handed_over_and_what_is_left_is_handed_on() {
    let desk = Desk::with_practice();
    join(&desk, "B. Chen", "therapist", CHENS);
    let chens = secret(&desk, "chen.txt", CHENS);
    let id = desk.register("Okafor", "Ada");
    let chart = desk.file("session.json", &session());
    desk.json(&["chart", &id, &chart]);
    desk.json(&["hand-over", &id, "--to", "B. Chen"]);
    let again = desk.run(&["hand-over", &id, "--to", "B. Chen"]);
    assert_eq!(again.code, 3, "it is not mine any more");
    desk.json(&["therapist", "remove", "B. Chen"]);
    desk.json(&["therapist", "hand-on", "B. Chen", "--to", "A. Rivera"]);
    assert_eq!(desk.run(&as_other(&chens, &["patients"])).code, 4);
    join(
        &desk,
        "C. Dorn",
        "therapist",
        "copper thicket willow radish",
    );
    desk.json(&["hand-over", &id, "--to", "C. Dorn"]);
    let nobody = desk.run(&["therapist", "remove", "Nobody"]);
    assert!(
        nobody.code == 3 && nobody.stderr.contains("therapists"),
        "{}",
        nobody.stderr
    );
}

#[test]
fn the_key_is_changed_and_a_colleague_comes_back() {
    let desk = Desk::with_practice();
    join(&desk, "B. Chen", "therapist", CHENS);
    let chens = secret(&desk, "chen.txt", CHENS);
    let changed = desk.json(&["change-key"]);
    let code = changed["codes"][0]["code"].as_str().unwrap().to_owned();
    let away = desk.run(&as_other(&chens, &["--json", "patients"]));
    assert!(
        away.code == 4 && away.stderr.contains("must-come-back"),
        "{}",
        away.stderr
    );
    let wrong = secret(
        &desk,
        "wrong.txt",
        changed["recovery_code"].as_str().unwrap(),
    );
    let refused = desk.run(&as_other(&chens, &["come-back", "--code-file", &wrong]));
    assert_eq!(refused.code, 4, "{}", refused.stderr);
    let fresh = desk.json(&["therapist", "code", "B. Chen"]);
    let stale = secret(&desk, "stale.txt", &code);
    assert_eq!(
        desk.run(&as_other(&chens, &["come-back", "--code-file", &stale]))
            .code,
        4
    );
    let file = secret(&desk, "code.txt", fresh["code"].as_str().unwrap());
    desk.json(&as_other(&chens, &["come-back", "--code-file", &file]));
    desk.json(&as_other(&chens, &["patients"]));
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}

#[test]
fn an_auditor_reads_the_granted_history_as_data_and_that_is_recorded() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let other = desk.register("Lindqvist", "Bo");
    let chart = desk.file("session.json", &session());
    let signed = desk.json(&["chart", &id, &chart, "--sign"])["session"].take();
    let file = staffed(&desk, "auditor", "pewter anvil daffodil sleigh", &id);
    let read = desk.json(&as_other(&file, &["history", &id]));
    assert_eq!(read["sessions"][0]["id"], signed);
    assert_eq!(
        read["not_shown"],
        json!(["episodes", "screening", "consents"]),
        "what only those who treat are told is named, not refused"
    );
    for part in ["episodes", "screening", "consents"] {
        assert!(read.get(part).is_none(), "{part}");
    }
    let refused = desk.run(&as_other(&file, &["history", &other]));
    assert_eq!(refused.code, 3, "{}", refused.stderr);
    let audit = desk.json(&["audit", "--patient", &id]).to_string();
    assert!(
        audit.contains("auditor") && audit.contains("Opened"),
        "{audit}"
    );
    let whole = desk.json(&["history", &id]);
    assert!(whole.get("not_shown").is_none() && whole["episodes"].is_array());
}

/// Every command that opens the practice, and who may run it: (o)wner, (t)herapist, (f)ront desk, (a)uditor. A command
/// without a row fails the test below.
const TABLE: &str = "
    patients otfa PATIENTS · register otf FILE · chart ot PATIENT FILE · amend ot PATIENT SESSION FILE --why x
    void ot PATIENT SESSION --reason entered-in-error --words x · contact ot PATIENT FILE · event ot PATIENT FILE
    screening ot PATIENT FILE · consent ot PATIENT FILE · episode ot PATIENT · history ota PATIENT
    letter ot PATIENT -o OUT · audit o · retention ot · hold ot PATIENT --reason x · retire ot PATIENT · verify ota
    rebuild ot · find otfa x · therapists o · therapist o remove Nobody · hand-over ot PATIENT --to Nobody
    change-key o · backup ot OUT · score ot PATIENT FILE · caseload ot · outcomes ot PATIENT
    export ot PATIENT OUT --format csv --recipient x --purpose x · not-held otf PATIENT --missed
    document ot full-record PATIENT OUT · import ot --list · attachments otfa PATIENT
    attach otf PATIENT FILE --kind other --title x --date 2026-11-01
";
/// Commands that open nothing, make a practice, or ask for a passphrase of their own.
const OPEN_NOTHING: [&str; 7] = [
    "init",
    "demo",
    "read",
    "schema",
    "restore",
    "come-back",
    "help",
];

const OTHERS: [(&str, char, &str); 3] = [
    ("therapist", 't', CHENS),
    ("front-desk", 'f', "copper thicket willow radish"),
    ("auditor", 'a', "pewter anvil daffodil sleigh"),
];

#[test]
fn every_command_holds_every_role_to_its_rights() {
    let desk = Desk::with_practice();
    let id = desk.register("Okafor", "Ada");
    let rows = TABLE.split(['·', '\n']).map(str::trim);
    let rows = rows.filter(|row| !row.is_empty());
    let table: BTreeMap<&str, &str> = rows.map(|row| row.split_once(' ').unwrap()).collect();
    let commands = commands(&desk);
    for name in &commands {
        let known = table.contains_key(name.as_str()) || OPEN_NOTHING.contains(&name.as_str());
        assert!(known, "give {name} a row in TABLE");
    }
    for name in table.keys() {
        assert!(
            commands.iter().any(|command| command == name),
            "no such command: {name}"
        );
    }
    let chart = desk.file("session.json", &session());
    let signed = desk.json(&["chart", &id, &chart, "--sign"])["session"].take();
    let signed = signed.as_str().unwrap();
    let empty = desk.file("empty.json", &json!({}));
    let out = desk.path("out").display().to_string();
    std::fs::create_dir(&out).unwrap();
    for (role, letter, words) in OTHERS {
        let file = staffed(&desk, role, words, &id);
        for (name, row) in &table {
            let (may, args) = row.split_once(' ').unwrap_or((row, ""));
            let mut asked = as_other(&file, &[name]);
            asked.extend(args.split_whitespace().filter_map(|word| match word {
                "PATIENTS" => None,
                "PATIENT" => Some(id.as_str()),
                "SESSION" => Some(signed),
                "FILE" => Some(empty.as_str()),
                "OUT" => Some(out.as_str()),
                word => Some(word),
            }));
            let ran = desk.run(&asked);
            assert_ne!(ran.code, 2, "{name} was called wrongly: {}", ran.stderr);
            let refused = ran.stderr.contains("Your role in this practice");
            let fits = refused != may.contains(letter);
            assert!(fits, "{name} as {role}: {}", ran.stderr);
        }
    }
}

/// The commands that the help lists.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["--help"]).stdout;
    let lines = help.lines().skip_while(|line| *line != "Commands:");
    let lines = lines.skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// Somebody of this role joins; answers with the file of their passphrase.
fn staffed(desk: &Desk, role: &str, words: &str, patient: &str) -> String {
    let file = secret(desk, &format!("{role}.txt"), words);
    let mut add = vec!["therapist", "add", "--name", role, "--role", role];
    add.extend(["--new-passphrase-file", &file]);
    if role == "auditor" {
        add.extend(["--patient", patient, "--from", "2000-01-01"]);
        add.extend(["--to", "2099-12-31", "--until", "2099-12-31"]);
    }
    desk.json(&add);
    file
}
