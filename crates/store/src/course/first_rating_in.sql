SELECT started, started_offset, pain_before
FROM (SELECT *, date((started + started_offset * 60000) / 1000, 'unixepoch') AS day FROM session)
WHERE patient = (SELECT key FROM patient WHERE id = ?1) AND pain_before IS NOT NULL AND voided IS NULL
  AND (episode = ?2 OR (episode IS NULL AND day >= ?3 AND (?4 IS NULL OR day <= ?4)))
ORDER BY session
LIMIT 1
