DELETE FROM imported WHERE patient = ?1 AND entry = ?2
