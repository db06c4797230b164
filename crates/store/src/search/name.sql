SELECT id, family_name, given_name FROM patient WHERE key = ?1
