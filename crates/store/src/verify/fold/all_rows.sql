SELECT * FROM "a_table"
