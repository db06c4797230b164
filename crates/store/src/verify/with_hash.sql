SELECT * FROM ledger WHERE substr(hash, 1, length(?1)) = ?1 ORDER BY n DESC LIMIT 1
