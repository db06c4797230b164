-- Every projected table but the full-text index, which SQLite itself holds against its content.
SELECT name FROM sqlite_schema
WHERE type = 'table' AND name <> 'ledger' AND name NOT LIKE 'note\_fts%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY name
