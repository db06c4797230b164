SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, plan_sent_on AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_plan
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND plan_sent_on IS NOT NULL
ORDER BY plan_sent_on
LIMIT ?1
