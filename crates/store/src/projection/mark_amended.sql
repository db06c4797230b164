UPDATE session
SET amendments = amendments + 1, amended_at = ?3, amended_offset = ?4
WHERE patient = ?1 AND session = ?2
