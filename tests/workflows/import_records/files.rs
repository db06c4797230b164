//! Files of other systems: what their columns mean is kept, and what is no table is refused.

use filiform::contract::{LookAtTable, TryImport, WhichPatient};
use filiform::review_history::open_patient;

use super::{bring, file, home, look, only, report};
use crate::support::*;

#[test]
fn what_the_columns_mean_is_kept_for_the_next_file_of_the_same_columns() {
    let desk = Desk::open();
    let file = file(
        &desk,
        "Surname,Vorname,Geburtsdatum,Kürzel\nBrandt,Jonas,1971-05-06,77\n",
    );
    let first = look(&desk, &file).ok().unwrap();
    assert!(!first.mapping_kept);
    let mut mapping = first.mapping;
    mapping.columns[3].is = filiform_domain::import::Field::RecordNumber;
    let asked = TryImport {
        file: file.clone(),
        system: "Old Charts 3".into(),
        mapping: mapping.clone(),
        decisions: Vec::new(),
    };
    report(&desk, &asked);
    let next = look(&desk, &file).ok().unwrap();
    assert!(next.mapping_kept && next.mapping == mapping);
}

#[test]
fn a_file_that_is_no_table_is_refused_with_what_to_do() {
    let desk = Desk::open();
    let refused = |bytes: &[u8]| {
        let path = home(&desk).join("no table");
        std::fs::write(&path, bytes).unwrap();
        let file = LookAtTable {
            path: path.display().to_string(),
            ..LookAtTable::default()
        };
        look(&desk, &file).err().unwrap()
    };
    for (bytes, code) in [
        (&b"%PDF-1.7"[..], "no-table"),
        (b"Name\nA\0da\n", "nul"),
        (b"PK\x03\x04 no workbook", "broken"),
        (b"", "no-heading"),
    ] {
        let error = refused(bytes);
        assert_eq!(error.code(), code);
        assert!(error.to_string().ends_with('.'));
    }
    let huge = home(&desk).join("one cell of two gigabytes.csv");
    std::fs::File::create(&huge)
        .unwrap()
        .set_len(2 << 30)
        .unwrap();
    for path in [
        huge.display().to_string(),
        "/dev/zero".into(),
        "/nowhere/at/all.csv".into(),
        "/".into(),
    ] {
        let file = LookAtTable {
            path: path.clone(),
            ..LookAtTable::default()
        };
        let code = look(&desk, &file).err().unwrap().code();
        assert!(
            ["too-large", "file-not-read"].contains(&code),
            "{path}: {code}"
        );
    }
}

#[test]
fn a_workbook_is_read_as_well() {
    let desk = Desk::open();
    let path = home(&desk).join("patients.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Patients").unwrap();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let rows = [
        ("Okafor", "Zoë", 30_755.0, 77.0),
        ("Conceição", "Inês", 32_904.0, 78.0),
    ];
    for (column, name) in (0..).zip(["Last name", "First name", "DOB", "MRN"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    for (row, (family, given, born, number)) in (1..).zip(rows) {
        sheet.write_string(row, 0, family).unwrap();
        sheet.write_string(row, 1, given).unwrap();
        sheet.write_number_with_format(row, 2, born, &day).unwrap();
        sheet.write_number(row, 3, number).unwrap();
    }
    book.save(&path).unwrap();
    let file = LookAtTable {
        path: path.display().to_string(),
        ..LookAtTable::default()
    };
    let look = look(&desk, &file).ok().unwrap();
    assert_eq!((look.sheet.as_str(), look.rows), ("Patients", 2));
    let asked = TryImport {
        file,
        system: "A spreadsheet".into(),
        mapping: look.mapping,
        decisions: Vec::new(),
    };
    assert_eq!(bring(&desk, &asked, false).ok().unwrap().new_patients, 2);
    let page = open_patient(
        &desk.filiform,
        WhichPatient {
            patient: only(&desk, "Conceição"),
        },
    )
    .ok()
    .unwrap();
    assert_eq!(
        (
            page.details.birth_date.as_str(),
            page.details.record_number.as_str()
        ),
        ("1990-01-31", "78")
    );
}
