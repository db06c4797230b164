INSERT INTO imported (patient, entry, import, registered, notes) VALUES (?1, ?2, ?3, ?4, ?5)
