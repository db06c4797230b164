-- Every visit of a patient with its needled sites, oldest first: one row for each site, one without a site for a visit
-- that has none. Both tables lie in this order.
SELECT session.session, started, started_offset, episode, not_held IS NOT NULL AS not_held,
       voided IS NOT NULL AS voided, target, own_target, side
FROM session
LEFT JOIN site ON site.patient = session.patient AND site.session = session.session
WHERE session.patient = ?1
ORDER BY session.session, site.n
