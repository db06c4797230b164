UPDATE desk
SET pin_memory_kib = ?2, pin_passes = ?3, pin_lanes = ?4, pin_salt = ?5, pin_hash = ?6
WHERE therapist = ?1
