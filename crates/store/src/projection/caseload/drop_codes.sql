DELETE FROM code_counted WHERE patient = ?1 AND session = ?2
