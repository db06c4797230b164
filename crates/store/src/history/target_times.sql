-- Every visit that counts and at which this was needled, newest first, a row for each site.
SELECT session.id, started, started_offset, side, events
FROM site
JOIN session ON session.patient = site.patient AND session.session = site.session
WHERE site.patient = ?1 AND ?2 IN (target, own_target) AND voided IS NULL AND not_held IS NULL
ORDER BY site.session DESC, n
