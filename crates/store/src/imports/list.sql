-- Every import that stands, the newest first, with the first of its entries.
SELECT import, min(imported.entry) AS entry, count(*) AS patients, sum(registered) AS registered, sum(notes) AS notes
FROM imported
GROUP BY import
ORDER BY entry DESC
