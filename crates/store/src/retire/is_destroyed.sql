SELECT EXISTS (SELECT 1 FROM destroyed WHERE patient = ?1)
