-- The key is start minute x 1024 + n, so the minutes give the range and the milliseconds the edges. The
-- range ends a little late because a full minute overflows into the next one's numbers.
SELECT session.id, patient.id AS patient_id, family_name, given_name, started, started_offset, region,
       (SELECT count(*) FROM site WHERE site.patient = session.patient AND site.session = session.session) AS sites
FROM session INDEXED BY session_by_time
JOIN patient ON patient.key = session.patient
WHERE session.session >= (?1 / 60000 - 1) * 1024 AND session.session < (?2 / 60000 + 60) * 1024
  AND started >= ?1 AND started < ?2 AND voided IS NULL
ORDER BY session.session DESC
