SELECT patient.key AS patient, session.session, session.entry, author, recorded_at,
       recorded_offset, amendments, voided,
       episode, not_held IS NULL AS held
FROM session
JOIN patient ON patient.key = session.patient
WHERE session.id = ?1 AND patient.id = ?2
