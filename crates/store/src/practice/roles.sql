SELECT id, role FROM therapist WHERE removed_at IS NULL
