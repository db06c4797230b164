SELECT id, kind, recorded_at, recorded_offset FROM ledger
WHERE kind NOT IN ('access', 'backup-made', 'restored')
ORDER BY n
