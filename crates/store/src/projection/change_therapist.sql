UPDATE therapist SET entry = ?2 WHERE id = ?1
