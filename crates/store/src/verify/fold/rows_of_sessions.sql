SELECT * FROM "a_table" WHERE session IN (SELECT id FROM session WHERE patient = ?1)
