SELECT DISTINCT region FROM session WHERE patient = ?1 AND region <> ''
