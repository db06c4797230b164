SELECT ledger.*, salt, body
FROM session
JOIN ledger ON n = session.entry
JOIN ledger_body ON ledger_body.entry = n
WHERE session.id = ?1
