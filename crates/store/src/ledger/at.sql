SELECT ledger.*, salt, body
FROM ledger LEFT JOIN ledger_body ON entry = n
WHERE n = ?1
