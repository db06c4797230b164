//! Review who did what, to whose record, and when.

use filiform::contract::{
    AuditExported, AuditFilter, AuditGroup, AuditLine, AuditPage, ExportAudit, ExportLetter,
    FindPatients, Nothing, ReviewAudit, WhichPatient,
};
use filiform::review_audit::{export_audit, review_audit};
use filiform::{Error, Job, Stop};
use filiform_domain::ids::PatientId;
use filiform_domain::patient::PatientDraft;

use crate::support::*;

fn page(desk: &Desk, filter: AuditFilter, limit: u32) -> AuditPage {
    let asked = ReviewAudit {
        filter,
        after: None,
        limit,
    };
    review_audit(&desk.filiform, asked).ok().unwrap()
}

fn lines(desk: &Desk, filter: AuditFilter) -> Vec<AuditLine> {
    page(desk, filter, 500).lines
}

fn of(patient: PatientId) -> AuditFilter {
    AuditFilter {
        patient: Some(patient),
        ..AuditFilter::default()
    }
}

fn of_group(group: AuditGroup) -> AuditFilter {
    AuditFilter {
        group: Some(group),
        ..AuditFilter::default()
    }
}

fn said(lines: &[AuditLine]) -> Vec<&str> {
    lines.iter().map(|line| line.what.as_str()).collect()
}

/// Writes what is noted and not yet written.
fn settle(desk: &Desk) {
    desk.clock.forward(61_000);
    desk.filiform
        .answer("workspace", serde_json::json!({}))
        .unwrap();
}

fn export(desk: &Desk, change: impl FnOnce(&mut ExportAudit)) -> Result<AuditExported, Error> {
    let mut asked = ExportAudit {
        filter: AuditFilter::default(),
        path: page(desk, AuditFilter::default(), 1).path,
        replace: false,
    };
    change(&mut asked);
    let hear = |_| ();
    export_audit(&desk.filiform, asked, &Job::new(Stop::default(), &hear))
}

/// Every row of a file, the heading first.
fn rows(path: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(path)
        .unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_list_says_who_did_what_to_whose_record_and_when_newest_first() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    desk.log(patient, call("2026-11-21", "11:30"));
    let lines = lines(&desk, AuditFilter::default());
    assert_eq!(
        said(&lines)[..3],
        [
            "Logged a contact",
            "Signed a note",
            "Registered the patient"
        ]
    );
    let note = &lines[1];
    assert_eq!(
        (note.who.as_str(), note.name.as_str(), note.patient),
        ("A. Rivera, PT, DPT", "Okafor, Adá", Some(patient))
    );
    assert_eq!(note.details, "visit of 20 Nov 2026 09:20");
    assert_eq!(
        (note.date.as_str(), note.time.as_str()),
        ("22 Nov 2026", "14:05")
    );
    assert_eq!(
        said(&lines)[3..],
        ["Added a therapist", "Set the practice's details"]
    );
    assert_eq!(lines.last().unwrap().name, "", "it was about the practice");
}

#[test]
fn filters_by_patient_person_kind_and_day_narrow_the_list() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let other = desk.register(PatientDraft {
        family_name: "Silva".into(),
        ..ada()
    });
    desk.clock.forward(3 * DAY_MS);
    desk.sign(patient, &note("2026-11-23")).unwrap();
    assert_eq!(
        said(&lines(&desk, of(other.id))),
        ["Registered the patient"]
    );
    assert_eq!(page(&desk, of(patient), 1).patient_name, "Okafor, Adá");
    assert_eq!(
        said(&lines(&desk, of_group(AuditGroup::Notes))),
        ["Signed a note"]
    );
    let me = page(&desk, AuditFilter::default(), 1).people[0].clone();
    assert_eq!(me.name, "A. Rivera, PT, DPT");
    let mine = AuditFilter {
        person: Some(me.id),
        ..of_group(AuditGroup::Patients)
    };
    assert_eq!(lines(&desk, mine).len(), 2);
    for (from, to, found) in [
        ("2026-11-25", "", 1),
        ("", "2026-11-24", 4),
        ("2026-11-22", "2026-11-22", 4),
        ("2026-11-26", "", 0),
    ] {
        let days = AuditFilter {
            from: from.into(),
            to: to.into(),
            ..AuditFilter::default()
        };
        assert_eq!(lines(&desk, days).len(), found, "{from} to {to}");
    }
}

#[test]
fn a_day_that_cannot_be_read_is_told_at_its_field() {
    let desk = Desk::open();
    for (from, to, path, code) in [
        ("22.11.2026", "", "filter.from", "not-a-date"),
        ("", "soon", "filter.to", "not-a-date"),
        ("2026-11-22", "2026-11-21", "filter.to", "before-from"),
    ] {
        let filter = AuditFilter {
            from: from.into(),
            to: to.into(),
            ..AuditFilter::default()
        };
        let asked = ReviewAudit {
            filter,
            after: None,
            limit: 50,
        };
        assert_eq!(
            faults(review_audit(&desk.filiform, asked)),
            [fault(path, code)]
        );
    }
}

#[test]
fn every_page_goes_on_where_the_one_before_ended() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    for minute in 10..30 {
        desk.log(patient, call("2026-11-21", &format!("11:{minute}")));
    }
    let whole: Vec<_> = lines(&desk, AuditFilter::default())
        .into_iter()
        .map(|line| line.id)
        .collect();
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let asked = ReviewAudit {
            filter: AuditFilter::default(),
            after,
            limit: 7,
        };
        let page = review_audit(&desk.filiform, asked).ok().unwrap();
        paged.extend(page.lines.into_iter().map(|line| line.id));
        after = page.next;
        // What is written meanwhile is newer than every page to come.
        desk.log(patient, call("2026-11-22", "08:00"));
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, whole);
}

#[test]
fn looking_searching_and_failing_to_unlock_are_noted_without_a_word_of_what_was_sought() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    settle(&desk);
    for query in ["zzcanary", "zzcanaryq"] {
        let asked = FindPatients {
            query: query.into(),
            limit: 10,
        };
        filiform::find_patient::find_patients(&desk.filiform, asked).unwrap();
    }
    for _ in 0..2 {
        filiform::review_history::open_patient(&desk.filiform, WhichPatient { patient })
            .ok()
            .unwrap();
    }
    filiform::settings::recovery_sheet_printed(&desk.filiform, Nothing {}).unwrap();
    desk.lock();
    assert!(desk.unlock("wrong one").is_err());
    desk.clock.forward(DAY_MS);
    desk.unlock(PASSPHRASE).unwrap();
    let lines = lines(&desk, of_group(AuditGroup::Access));
    let brief: Vec<_> = lines
        .iter()
        .map(|line| (line.what.as_str(), line.who.as_str(), line.details.as_str()))
        .collect();
    let me = "A. Rivera, PT, DPT";
    assert_eq!(
        brief,
        [
            ("Failed to unlock", "Unknown", ""),
            ("Searched", me, ""),
            ("Printed", me, ""),
            ("Opened the record", me, "2 times"),
        ]
    );
    let exported = export(&desk, |_| {}).unwrap();
    assert!(
        !std::fs::read_to_string(exported.path)
            .unwrap()
            .contains("zzcanary")
    );
}

#[test]
fn a_letter_is_listed_with_recipient_purpose_authority_and_period() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    desk.sign(patient, &note("2026-11-20")).unwrap();
    let offer = filiform::export_referral::offer_letter(&desk.filiform, WhichPatient { patient });
    let offer = offer.ok().unwrap();
    let asked = ExportLetter {
        patient,
        form: offer.form,
        path: offer.path,
        replace: false,
        draft: None,
    };
    filiform::export_referral::export_letter(&desk.filiform, asked)
        .ok()
        .unwrap();
    let lines = lines(&desk, of_group(AuditGroup::Exports));
    assert_eq!(said(&lines), ["Exported a letter"]);
    assert_eq!(
        lines[0].details,
        "to Dr. L. Hahn; for: Treatment; on the authority of: Referral; visits 20 Nov 2026"
    );
}

#[test]
fn the_list_is_saved_as_csv_that_a_spreadsheet_reads_and_runs_nothing_of() {
    let desk = Desk::open();
    desk.register(PatientDraft {
        family_name: "=HYPERLINK(\"x\")".into(),
        given_name: "Ad\u{e1}, \"the\" 1st".into(),
        ..ada()
    });
    let exported = export(&desk, |_| {}).unwrap();
    let bytes = std::fs::read(&exported.path).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbfnumber,recorded_at,"));
    assert!(bytes.ends_with(b"\r\n"));
    let rows = rows(&exported.path);
    assert_eq!((rows.len() as u64, exported.lines), (4, 3));
    let registered = &rows[1];
    assert_eq!(registered[1], "2026-11-22T14:05:00-05:00");
    assert_eq!(registered[5], "'=HYPERLINK(\"x\"), Ad\u{e1}, \"the\" 1st");
    assert_eq!(registered[6], "patient-registered");
    assert!(rows.iter().all(|row| row.len() == 11));
    assert!(
        !exported.path.contains("HYPERLINK"),
        "the name of the file names nobody"
    );
}

#[test]
fn saving_the_list_is_in_the_list_and_is_refused_rather_than_unrecorded() {
    let desk = Desk::open();
    let patient = desk.register(ada()).id;
    let exported = export(&desk, |asked| {
        asked.filter = AuditFilter {
            from: "2026-11-01".into(),
            ..of(patient)
        };
    })
    .unwrap();
    let newest = lines(&desk, AuditFilter::default()).remove(0);
    assert_eq!(newest.what, "Exported the list of who did what");
    assert_eq!(newest.details, "1 line; from 1 Nov 2026");
    assert_eq!(newest.patient, Some(patient));
    let again = export(&desk, |asked| asked.path.clone_from(&exported.path));
    assert_eq!(again.unwrap_err(), Error::FileExists);
    let relative = export(&desk, |asked| asked.path = "list.csv".into());
    assert_eq!(faults(relative), [fault("path", "path")]);
    let other = export(&desk, |asked| asked.path = "/tmp/list.txt".into());
    assert_eq!(faults(other), [fault("path", "path")]);
}

#[test]
fn a_list_that_is_stopped_half_way_leaves_neither_file_nor_entry() {
    let desk = Desk::open();
    desk.register(ada());
    let (stop, hear) = (Stop::default(), |_| ());
    stop.ask();
    let asked = ExportAudit {
        filter: AuditFilter::default(),
        path: page(&desk, AuditFilter::default(), 1).path,
        replace: false,
    };
    let path = asked.path.clone();
    let stopped = export_audit(&desk.filiform, asked, &Job::new(stop, &hear));
    assert_eq!(stopped.unwrap_err().code(), "interrupted");
    assert!(!std::path::Path::new(&path).exists());
    assert!(lines(&desk, of_group(AuditGroup::Exports)).is_empty());
}
