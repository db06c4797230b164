UPDATE draft SET discarded = 0 WHERE id = ?1 AND author = ?2 AND discarded = 1
