SELECT ledger.*, salt, body
FROM addition
JOIN ledger ON ledger.n = addition.entry
JOIN ledger_body ON ledger_body.entry = addition.entry
WHERE addition.session = ?1
ORDER BY addition.n
