SELECT session.id, patient.id AS patient_id, family_name, given_name, started, started_offset
FROM visit_counted INDEXED BY visit_without_code
JOIN session ON session.patient = visit_counted.patient AND session.session = visit_counted.session
JOIN patient ON patient.key = visit_counted.patient
WHERE held = 1 AND billed = 0 AND month = ?1
ORDER BY visit_counted.session DESC
LIMIT ?2
