-- A visit that was signed before its episode was there was never counted, and is not taken off either.
UPDATE episode
SET held = max(held + iif(?4, ?3, 0), 0), not_held = max(not_held + iif(?4, 0, ?3), 0)
WHERE patient = ?1 AND id = ?2
