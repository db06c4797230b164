SELECT patient.id, imported.registered, imported.notes
FROM imported
JOIN patient ON patient.key = imported.patient
WHERE imported.import = ?1
ORDER BY imported.entry
