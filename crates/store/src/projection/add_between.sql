INSERT INTO between_visits (patient, key, id, entry, part, kind, day, session, episode)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
