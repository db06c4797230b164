SELECT ledger.*, salt, body, between_visits.part, session.started AS session_started,
       session.started_offset AS session_offset, session.voided AS session_voided
FROM between_visits
JOIN ledger ON ledger.n = between_visits.entry
JOIN ledger_body ON ledger_body.entry = between_visits.entry
LEFT JOIN session ON session.id = between_visits.session
WHERE between_visits.id = ?1
