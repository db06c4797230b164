SELECT session.id, patient.id AS patient_id, started, started_offset, voided IS NOT NULL AS voided
FROM note_fts
JOIN note_text ON note_text.session = note_fts.rowid
JOIN session ON session.patient = note_text.patient AND session.session = note_text.session
JOIN patient ON patient.key = session.patient
WHERE note_fts MATCH ?1
ORDER BY note_fts.rowid DESC
LIMIT ?2
