DELETE FROM event_counted WHERE patient = ?1 AND source = ?2
