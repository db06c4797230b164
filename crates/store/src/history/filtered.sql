-- The same as visits.sql, narrowed. A visit that names no episode belongs to the one in whose days it lies.
SELECT session, id, author, started, started_offset, recorded_at, recorded_offset, region, not_held, episode,
       pain_before, pain_after, tolerance, needles_in, needles_out, events, story, response, plan, days_late,
       other_care,
       amendments, amended_at, amended_offset, voided
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
ORDER BY session DESC
LIMIT ?3
