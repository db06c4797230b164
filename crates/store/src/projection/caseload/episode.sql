SELECT month, condition, reason, goals, goals_met FROM episode_done WHERE patient = ?1 AND episode = ?2
