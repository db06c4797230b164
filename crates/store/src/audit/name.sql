SELECT family_name, given_name FROM patient WHERE id = ?1
