UPDATE episode
SET scored_on = (SELECT max(day) FROM score WHERE score.patient = ?1 AND score.episode = ?2),
    scored_held = COALESCE((SELECT max(score.held) FROM score WHERE score.patient = ?1 AND score.episode = ?2), 0)
WHERE patient = ?1 AND id = ?2
