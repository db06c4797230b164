SELECT entry, revision FROM patient WHERE id = ?1
