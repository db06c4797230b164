SELECT entry FROM session WHERE id = ?1
