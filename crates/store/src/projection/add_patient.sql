INSERT INTO patient (id, entry, revision, family_name, given_name, birth_date, registered_at, recent_at, sessions)
VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?6, 0)
