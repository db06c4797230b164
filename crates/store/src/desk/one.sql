SELECT cover_minutes, lock_minutes, pin_memory_kib, pin_passes, pin_lanes, pin_salt, pin_hash, place
FROM desk WHERE therapist = ?1
