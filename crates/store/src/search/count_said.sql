SELECT count(*) FROM (SELECT 1 FROM said_word WHERE word >= ?1 AND word < ?2 LIMIT ?3)
