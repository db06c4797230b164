SELECT role FROM therapist WHERE id = ?1 AND removed_at IS NULL
