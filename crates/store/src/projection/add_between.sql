INSERT INTO between_visits (patient, key, id, entry, session, part) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
