SELECT episode.id AS episode_id, patient.id AS patient_id, family_name, given_name, held, authorised, NULL AS day,
       signature_due, plan_sent_to, opened_on, held - scored_held AS since_score
FROM episode INDEXED BY episode_by_left
JOIN patient ON patient.key = episode.patient
WHERE closed_on IS NULL AND authorised IS NOT NULL AND authorised - held <= ?2
ORDER BY authorised - held
LIMIT ?1
