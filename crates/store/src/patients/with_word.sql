SELECT key, id, family_name, given_name, birth_date, last_started, last_offset, last_region, sessions
FROM patient
WHERE key IN (SELECT patient FROM patient_word WHERE word >= ?1 AND word < ?2)
ORDER BY recent_at DESC, key DESC
