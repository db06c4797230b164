UPDATE therapist SET entry = ?2, role = coalesce(?3, role) WHERE id = ?1
