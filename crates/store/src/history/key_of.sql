SELECT session FROM session WHERE id = ?1
