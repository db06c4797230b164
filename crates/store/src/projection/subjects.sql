-- Whose record was destroyed is no patient any more, and who came with an import that was taken back is none either.
SELECT subject,
       (max(kind = 'patient-registered') OR sum(kind = 'record-imported') > sum(kind = 'import-undone'))
         > max(kind = 'record-destroyed') AS is_patient
FROM ledger
WHERE kind <> 'access'
GROUP BY subject
ORDER BY min(n)
