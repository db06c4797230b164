SELECT session.session, session.patient, session.id, patient.id AS patient_id, family_name, given_name, started,
       started_offset, region, voided IS NOT NULL AS voided, text, folded
FROM session
JOIN note_text ON note_text.session = session.session
JOIN patient ON patient.key = session.patient
WHERE session.patient = ?1 AND session.session BETWEEN ?2 AND ?3
ORDER BY session.session DESC
