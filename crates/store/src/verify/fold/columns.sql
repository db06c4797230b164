SELECT name, type = 'INTEGER' AS whole, pk FROM pragma_table_info(?1) ORDER BY cid
