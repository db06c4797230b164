SELECT started, started_offset, pain_before
FROM session
WHERE patient = ?1 AND episode = ?2 AND pain_before IS NOT NULL AND not_held IS NULL AND voided IS NULL
ORDER BY session DESC
LIMIT 1
