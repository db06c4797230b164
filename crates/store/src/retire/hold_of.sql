SELECT hold.entry
FROM hold
JOIN patient ON patient.key = hold.patient
WHERE patient.id = ?1
