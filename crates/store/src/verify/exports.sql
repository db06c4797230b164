SELECT ledger.*, salt, body
FROM ledger JOIN ledger_body ON entry = n
WHERE kind = 'document-exported'
ORDER BY n DESC
