SELECT 1 FROM score WHERE patient = ?1 AND id = ?2
