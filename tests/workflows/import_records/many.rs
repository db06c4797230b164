//! Ten thousand rows at once.

use super::*;

fn ten_thousand_rows() -> String {
    let mut text = format!("{HEADING}\n");
    for n in 0..10_000 {
        // Every twentieth row has one of five faults.
        let (given, born, visit, note) = match (n % 20, (n / 20) % 5) {
            (7, 0) => ("", "1980-01-02", "2024-01-02", "Sore"),
            (7, 1) => ("Ada", "1980-02-30", "2024-01-02", "Sore"),
            (7, 2) => ("Ada", "02/03/80", "2024-01-02", "Sore"),
            (7, 3) => ("<script>", "1980-01-02", "2024-01-02", "Sore"),
            (7, _) => ("Ada", "1980-01-02", "2024-01-02", ""),
            _ => ("Ada", "1980-01-02", "2024-01-02", "Sore"),
        };
        writeln!(text, "Family{n},{given},{born},{n},{visit},,{note},").unwrap();
    }
    text
}

#[test]
fn ten_thousand_rows_with_five_hundred_faults_change_nothing_until_it_is_confirmed() {
    let desk = Desk::open();
    let asked = wanted(&desk, &ten_thousand_rows());
    let before = newest(&desk);
    let tried = report(&desk, &asked);
    assert_eq!(newest(&desk), before, "trying writes nothing");
    let faults: Vec<_> = tried
        .rows
        .iter()
        .filter(|row| row.outcome == Outcome::Refused)
        .collect();
    assert_eq!((tried.rows.len(), faults.len()), (10_000, 500));
    for row in &faults {
        let n = row.row - 2;
        let reason = &row.reasons[0];
        let expected = match (n / 20) % 5 {
            0 => ("First name", "missing"),
            1 => ("DOB", "not-a-date"),
            2 => ("DOB", "short-year"),
            3 => ("First name", "not-a-name"),
            _ => ("Subjective", "missing"),
        };
        assert_eq!(n % 20, 7);
        assert_eq!(
            (reason.column.as_deref().unwrap(), reason.code.as_str()),
            expected,
            "row {}",
            row.row
        );
        assert!(!reason.message.is_empty() && !reason.message.contains("Family"));
    }
    let refused = confirm(&desk, &asked, &tried, false);
    assert!(matches!(refused, Err(Error::Fields(problems)) if problems[0].path == "leave_out"));
    assert_eq!(newest(&desk), before, "a refused import writes nothing");
    let stop = Stop::default();
    stop.ask();
    let stopped = try_import(&desk.filiform, asked.clone(), &Job::new(stop, &|_| ()));
    assert_eq!(stopped.err(), Some(Error::Store(StoreError::Interrupted)));
    let done = confirm(&desk, &asked, &tried, true).ok().unwrap();
    assert_eq!(
        (done.new_patients, done.notes, done.left_out),
        (9_500, 9_500, 500)
    );
    undo(&desk, &done).ok().unwrap();
    assert!(find(&desk, "Family").is_empty());
    assert!(
        imports_page(&desk.filiform, Nothing {})
            .ok()
            .unwrap()
            .imports
            .is_empty()
    );
}
