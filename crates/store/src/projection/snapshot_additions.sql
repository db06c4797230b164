SELECT addition.session AS id, ledger.id AS entry
FROM addition
JOIN session ON session.id = addition.session
JOIN ledger ON ledger.n = addition.entry
WHERE session.patient = ?1
ORDER BY addition.session, addition.n
