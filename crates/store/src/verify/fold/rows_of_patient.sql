SELECT * FROM "a_table" WHERE patient = ?1
