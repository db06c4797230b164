SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, reassess_due AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_reassessment
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND reassess_due IS NOT NULL AND reassess_due <= ?2
ORDER BY reassess_due
LIMIT ?1
