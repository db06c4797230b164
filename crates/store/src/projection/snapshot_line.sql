SELECT id, family_name, given_name, birth_date, last_started, last_offset, last_region, sessions, recent_at
FROM patient
WHERE key = ?1
