DELETE FROM draft WHERE id = ?1 AND author = ?2 AND discarded = 0
