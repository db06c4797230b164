DELETE FROM draft WHERE patient = ?1
