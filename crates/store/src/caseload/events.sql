SELECT kind, severity, sum(events) AS events
FROM event_total
WHERE month BETWEEN ?1 AND ?2
GROUP BY kind, severity
