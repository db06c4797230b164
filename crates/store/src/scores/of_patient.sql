SELECT ledger.*, salt, body
FROM score
JOIN ledger ON ledger.n = score.entry
JOIN ledger_body ON ledger_body.entry = score.entry
WHERE score.patient = ?1
ORDER BY score.day, score.entry
