-- The days of the notes that were written elsewhere and brought in.
SELECT day FROM between_visits WHERE patient = ?1 AND kind = 'imported' ORDER BY key
