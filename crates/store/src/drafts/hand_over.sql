UPDATE draft SET author = ?3 WHERE id = ?1 AND author = ?2 AND discarded = 0
