SELECT max(session) FROM session WHERE session BETWEEN ?1 AND ?2
