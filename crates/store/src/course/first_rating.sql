SELECT started, started_offset, pain_before
FROM session
WHERE patient = (SELECT key FROM patient WHERE id = ?1) AND pain_before IS NOT NULL AND voided IS NULL
ORDER BY session
LIMIT 1
