INSERT INTO screening_policy (practice, entry) VALUES (?1, ?2)
ON CONFLICT (practice) DO UPDATE SET entry = excluded.entry
