SELECT revision FROM patient WHERE id = ?1
