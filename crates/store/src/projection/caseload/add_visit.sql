INSERT INTO visit_counted (patient, session, month, author, held, billed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
