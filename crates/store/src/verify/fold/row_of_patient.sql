SELECT * FROM "a_table" WHERE key = ?1
