-- How many filtered.sql would give without a limit, and how many of them were held and stand.
SELECT COUNT(*), COUNT(*) FILTER (WHERE visit.not_held IS NULL AND visit.voided IS NULL)
FROM (SELECT *, date((started + started_offset * 60000) / 1000, 'unixepoch') AS day FROM session) AS visit
WHERE patient = ?1 AND session < ?2
  AND (?4 IS NULL OR region = ?4)
  AND (?5 IS NULL OR EXISTS (
    SELECT 1 FROM site
    WHERE site.patient = visit.patient AND site.session = visit.session AND ?5 IN (site.target, site.own_target)
  ))
  AND (?6 IS NULL OR episode = ?6 OR (episode IS NULL AND day >= ?7 AND (?8 IS NULL OR day <= ?8)))
  AND (?9 IS NULL OR author = ?9)
  AND (?10 IS NULL OR day >= ?10)
  AND (?11 IS NULL OR day <= ?11)
  AND CASE ?12
    WHEN 'session' THEN not_held IS NULL
    WHEN 'not-held' THEN not_held IS NOT NULL
    WHEN 'event' THEN events IS NOT NULL
    ELSE ?12 IS NULL
  END
