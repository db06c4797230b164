SELECT ledger.id, word
FROM said_word
JOIN ledger ON ledger.n = said_word.entry
WHERE said_word.patient = ?1
