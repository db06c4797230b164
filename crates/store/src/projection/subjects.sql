-- Whose record was destroyed is no patient any more.
SELECT subject, max(kind = 'patient-registered') > max(kind = 'record-destroyed') AS is_patient
FROM ledger
WHERE kind <> 'access'
GROUP BY subject
ORDER BY min(n)
