SELECT imported.entry
FROM imported
JOIN patient ON patient.key = imported.patient
WHERE patient.id = ?1
ORDER BY imported.entry
