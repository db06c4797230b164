-- The clock of a computer can be set back, so that these are bounds and no more.
SELECT min(n) AS first, max(n) AS last FROM ledger WHERE recorded_at >= ?1 AND recorded_at < ?2
