INSERT INTO event_counted (patient, source, n, month, kind, severity) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
