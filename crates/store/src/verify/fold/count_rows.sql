SELECT count(*) FROM "a_table"
