UPDATE therapist SET removed_at = ?2, removed_offset = ?3 WHERE id = ?1
