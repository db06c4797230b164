-- The latest visit decides, in whatever order the visits arrive; of two at the same moment, the later entry.
UPDATE patient
SET sessions = sessions + 1,
    recent_at = CASE WHEN last_started IS NULL OR ?2 >= last_started THEN ?2 ELSE recent_at END,
    last_offset = CASE WHEN last_started IS NULL OR ?2 >= last_started THEN ?3 ELSE last_offset END,
    last_region = CASE WHEN last_started IS NULL OR ?2 >= last_started THEN ?4 ELSE last_region END,
    last_started = max(coalesce(last_started, ?2), ?2)
WHERE key = ?1
