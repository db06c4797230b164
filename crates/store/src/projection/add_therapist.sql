INSERT INTO therapist (id, public_key, entry, role, added_at, added_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
