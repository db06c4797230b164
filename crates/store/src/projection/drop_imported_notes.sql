DELETE FROM between_visits WHERE patient = ?1 AND entry = ?2
