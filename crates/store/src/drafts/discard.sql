UPDATE draft SET discarded = 1 WHERE id = ?1 AND author = ?2 AND discarded = 0
