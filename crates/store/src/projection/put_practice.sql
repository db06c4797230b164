INSERT INTO practice (id, entry) VALUES (?1, ?2)
ON CONFLICT (id) DO UPDATE SET entry = excluded.entry
