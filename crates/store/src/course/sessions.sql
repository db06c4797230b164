SELECT sessions FROM patient WHERE id = ?1
