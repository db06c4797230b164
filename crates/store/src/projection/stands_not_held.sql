-- While it stands it is counted.
SELECT between_visits.entry
FROM between_visits
JOIN visit_counted ON visit_counted.patient = between_visits.patient
                  AND visit_counted.session = -between_visits.entry
WHERE between_visits.patient = ?1 AND between_visits.id = ?2
