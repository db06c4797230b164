DELETE FROM between_visits WHERE patient = ?1 AND id = ?2
