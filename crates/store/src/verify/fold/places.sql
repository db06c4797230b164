SELECT session, id FROM session WHERE patient = ?1 ORDER BY session
