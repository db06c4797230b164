SELECT author, rev, discarded FROM draft WHERE id = ?1
