SELECT session, id, author, started, started_offset, recorded_at, recorded_offset, region, not_held, episode,
       pain_before, pain_after, tolerance, needles_in, needles_out, events, story, response, plan, days_late,
       other_care,
       amendments, amended_at, amended_offset, voided
FROM session
WHERE patient = ?1 AND session < ?2
ORDER BY session DESC
LIMIT ?3
