INSERT INTO import_mapping (columns, mapping) VALUES (?1, ?2)
ON CONFLICT (columns) DO UPDATE SET mapping = excluded.mapping
