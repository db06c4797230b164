-- Events heard of later that belong to a visit.
SELECT ledger.*, salt, body
FROM between_visits
JOIN ledger ON ledger.n = between_visits.entry
JOIN ledger_body ON ledger_body.entry = between_visits.entry
WHERE between_visits.patient = ?1 AND between_visits.kind = 'event' AND between_visits.session IS NOT NULL
