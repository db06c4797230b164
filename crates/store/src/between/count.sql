-- How many filtered.sql would give without a limit. No visit is among them.
SELECT COUNT(*), 0
FROM between_visits
JOIN ledger ON ledger.n = between_visits.entry
LEFT JOIN session ON session.id = between_visits.session
WHERE between_visits.patient = ?1 AND between_visits.key < ?2
  AND (?4 IS NULL OR session.region = ?4)
  AND (?5 IS NULL OR EXISTS (
    SELECT 1 FROM site
    WHERE site.patient = session.patient AND site.session = session.session AND ?5 IN (site.target, site.own_target)
  ))
  AND (?6 IS NULL OR COALESCE(between_visits.episode, session.episode) = ?6 OR (
    COALESCE(between_visits.episode, session.episode) IS NULL AND day >= ?7 AND (?8 IS NULL OR day <= ?8)
  ))
  AND (?9 IS NULL OR ledger.author = ?9)
  AND (?10 IS NULL OR day >= ?10)
  AND (?11 IS NULL OR day <= ?11)
  AND (?12 IS NULL OR between_visits.kind = ?12)
