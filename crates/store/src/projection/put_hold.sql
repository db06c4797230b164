INSERT INTO hold (patient, entry) VALUES (?1, ?2)
ON CONFLICT (patient) DO UPDATE SET entry = excluded.entry
