SELECT session.session, session.patient, session.id, patient.id AS patient_id, family_name, given_name, started,
       started_offset, region, voided IS NOT NULL AS voided, text, note_text.folded
FROM note_fts
JOIN note_text ON note_text.session = note_fts.rowid
JOIN session ON session.patient = note_text.patient AND session.session = note_text.session
JOIN patient ON patient.key = session.patient
WHERE note_fts MATCH ?1 AND note_fts.rowid BETWEEN ?2 AND ?3
ORDER BY note_fts.rowid DESC
