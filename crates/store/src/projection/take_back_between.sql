UPDATE between_visits SET entry = ?3 WHERE patient = ?1 AND id = ?2
