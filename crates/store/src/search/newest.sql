SELECT session.session, session.patient, session.id, patient.id AS patient_id, family_name, given_name, started,
       started_offset, region, voided IS NOT NULL AS voided, text, folded
FROM note_text
JOIN session ON session.patient = note_text.patient AND session.session = note_text.session
JOIN patient ON patient.key = session.patient
WHERE note_text.session BETWEEN ?1 AND ?2
ORDER BY note_text.session DESC
