SELECT key, id, family_name, given_name, birth_date, last_started, last_offset, last_region, sessions
FROM patient
ORDER BY recent_at DESC, key DESC
