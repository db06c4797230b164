SELECT key FROM patient WHERE id = ?1
