-- Along one subject the clock rises with n, so that the index gives the order.
SELECT n FROM ledger
WHERE subject = ?6 AND n >= ?1 AND n < ?2 AND recorded_at >= ?3 AND recorded_at < ?4
  AND (?7 IS NULL OR author = ?7)
  AND (?8 IS NULL OR kind IN (SELECT value FROM json_each(?8)))
ORDER BY clock DESC
LIMIT ?5
