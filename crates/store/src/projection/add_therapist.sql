INSERT INTO therapist (id, public_key, entry) VALUES (?1, ?2, ?3)
