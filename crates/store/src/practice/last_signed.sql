SELECT recorded_at, recorded_offset
FROM ledger
WHERE author = ?1 AND kind = 'session-signed'
ORDER BY n DESC
LIMIT 1
