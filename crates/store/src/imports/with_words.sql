SELECT patient.id
FROM patient_word AS first
JOIN patient_word AS second ON second.patient = first.patient AND second.word = ?2
JOIN patient ON patient.key = first.patient
WHERE first.word = ?1
ORDER BY patient.key
