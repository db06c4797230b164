INSERT INTO document (patient, entry, id) VALUES (?1, ?2, ?3)
