INSERT INTO retention (practice, entry) VALUES (?1, ?2)
ON CONFLICT (practice) DO UPDATE SET entry = excluded.entry
