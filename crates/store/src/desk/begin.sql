INSERT INTO desk (therapist, cover_minutes, lock_minutes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
