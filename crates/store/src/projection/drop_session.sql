DELETE FROM session WHERE patient = ?1 AND session = ?2
