INSERT INTO picture (owner, entry, there) VALUES (?1, ?2, ?3)
ON CONFLICT (owner) DO UPDATE SET entry = excluded.entry, there = excluded.there
