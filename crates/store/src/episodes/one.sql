SELECT ledger.*, salt, body, revision, held, not_held, scored_on, scored_held
FROM episode
JOIN ledger ON ledger.n = episode.entry
JOIN ledger_body ON ledger_body.entry = episode.entry
WHERE episode.id = ?1
