SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, certified_until AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_certification
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND certified_until IS NOT NULL AND certified_until <= ?2
ORDER BY certified_until
LIMIT ?1
