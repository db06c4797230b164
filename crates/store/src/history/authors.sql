SELECT author FROM session WHERE patient = ?1
UNION
SELECT ledger.author FROM between_visits JOIN ledger ON ledger.n = between_visits.entry WHERE patient = ?1
