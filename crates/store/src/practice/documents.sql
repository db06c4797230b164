SELECT ledger.*, salt, body
FROM document
JOIN ledger ON n = document.entry
JOIN ledger_body ON ledger_body.entry = n
WHERE patient = ?1
ORDER BY document.entry DESC
