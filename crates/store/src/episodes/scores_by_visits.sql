SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, scored_on AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_visits_since_score
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND held - scored_held >= ?2
ORDER BY held - scored_held DESC
LIMIT ?1
