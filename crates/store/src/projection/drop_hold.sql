DELETE FROM hold WHERE patient = ?1
