DELETE FROM episode_done WHERE patient = ?1 AND episode = ?2
