UPDATE episode
SET held = held + iif(?4, ?3, 0), not_held = not_held + iif(?4, 0, ?3)
WHERE patient = ?1 AND id = ?2
