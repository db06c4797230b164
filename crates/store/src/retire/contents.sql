SELECT count(*) FILTER (WHERE kind = 'session-signed') AS notes,
       count(*) FILTER (WHERE kind <> 'session-signed') AS others,
       (SELECT count(*) FROM draft WHERE patient = ?1) AS drafts
FROM ledger
WHERE subject = ?1 AND kind NOT IN (SELECT value FROM json_each(?2))
