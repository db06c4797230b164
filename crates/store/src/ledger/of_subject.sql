SELECT ledger.*, salt, body
FROM ledger LEFT JOIN ledger_body ON entry = n
WHERE subject = ?1
ORDER BY clock, chain, seq
