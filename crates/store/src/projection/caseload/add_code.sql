INSERT INTO code_counted (patient, session, n, month, author, code, units) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
