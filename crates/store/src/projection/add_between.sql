INSERT INTO between_visits (patient, key, id, entry, session) VALUES (?1, ?2, ?3, ?4, ?5)
