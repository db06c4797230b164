INSERT INTO episode (patient, id, opened, entry, revision, opened_on, held, not_held, scored_held)
VALUES (?1, ?2, ?3, ?3, 0, ?4, 0, 0, 0)
