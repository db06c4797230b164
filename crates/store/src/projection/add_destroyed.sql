INSERT INTO destroyed (patient, entry) VALUES (?1, ?2)
ON CONFLICT (patient) DO NOTHING
