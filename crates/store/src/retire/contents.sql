SELECT count(*) FILTER (WHERE kind = 'session-signed') AS notes,
       count(*) FILTER (WHERE kind <> 'session-signed') AS others,
       (SELECT count(*) FROM draft WHERE patient = ?1) AS drafts,
       (SELECT registered_at FROM patient WHERE id = ?1) AS registered_at
FROM ledger
WHERE subject = ?1 AND kind NOT IN (SELECT value FROM json_each(?2))
