SELECT subject, max(kind = 'patient-registered') AS is_patient
FROM ledger
WHERE kind <> 'access'
GROUP BY subject
ORDER BY min(n)
