SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, expires AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_expiry
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND expires IS NOT NULL AND expires <= ?2
ORDER BY expires
LIMIT ?1
