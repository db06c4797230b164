SELECT max(key) AS key FROM between_visits WHERE patient = ?1 AND key BETWEEN ?2 AND ?3
