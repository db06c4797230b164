DELETE FROM draft WHERE author = ?1 AND discarded = 1
