-- The whole count anew, after a visit was amended or voided. Of two visits at the same moment the one with the
-- higher key is the later one.
UPDATE patient
SET sessions = (SELECT count(*) FROM session
                WHERE session.patient = ?1 AND not_held IS NULL AND voided IS NULL),
    (last_started, last_offset, last_region) = (
      SELECT started, started_offset, region FROM session
      WHERE session.patient = ?1 AND not_held IS NULL AND voided IS NULL
      ORDER BY started DESC, session.session DESC
      LIMIT 1),
    recent_at = coalesce((SELECT started FROM session
                          WHERE session.patient = ?1 AND not_held IS NULL AND voided IS NULL
                          ORDER BY started DESC
                          LIMIT 1), registered_at)
WHERE key = ?1
