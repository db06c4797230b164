INSERT INTO desk (therapist, cover_minutes, lock_minutes) VALUES (?1, ?2, ?3)
ON CONFLICT (therapist) DO UPDATE SET cover_minutes = excluded.cover_minutes, lock_minutes = excluded.lock_minutes
