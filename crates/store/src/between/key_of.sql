SELECT key FROM between_visits WHERE id = ?1
