-- The ledger's rows stay, so that the chain still verifies. What outlives a record holds ids and counts alone.
DELETE FROM ledger_body
WHERE entry IN (SELECT n FROM ledger WHERE subject = ?1 AND kind NOT IN (SELECT value FROM json_each(?2)))
