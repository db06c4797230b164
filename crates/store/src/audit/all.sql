SELECT n FROM ledger
WHERE n >= ?1 AND n < ?2 AND recorded_at >= ?3 AND recorded_at < ?4
ORDER BY n DESC
LIMIT ?5
