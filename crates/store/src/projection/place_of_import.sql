SELECT imported.patient, imported.entry
FROM imported
JOIN patient ON patient.key = imported.patient
WHERE imported.import = ?1 AND patient.id = ?2
