SELECT ledger.*, salt, body
FROM consent
JOIN ledger ON n = consent.entry
JOIN ledger_body ON ledger_body.entry = n
WHERE patient = ?1
ORDER BY consent.entry DESC
