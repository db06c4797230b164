SELECT ledger.*, salt, body, revision, held, not_held, scored_on, scored_held
FROM episode
JOIN ledger ON ledger.n = episode.entry
JOIN ledger_body ON ledger_body.entry = episode.entry
WHERE episode.patient = ?1
ORDER BY closed_on IS NOT NULL, opened_on DESC, opened DESC
