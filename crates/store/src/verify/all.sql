SELECT ledger.*, salt, body
FROM ledger LEFT JOIN ledger_body ON entry = n
ORDER BY n
