UPDATE session SET voided = ?3 WHERE patient = ?1 AND session = ?2
