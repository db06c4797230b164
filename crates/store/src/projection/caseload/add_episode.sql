INSERT INTO episode_done (patient, episode, month, condition, reason, reading, held, not_held, goals, goals_met)
SELECT patient, id, ?3, ?4, ?5, ?6, held, not_held, ?7, ?8 FROM episode WHERE patient = ?1 AND id = ?2
