-- The next author and kind that occur, in the order of the index: one step for each, however many entries.
SELECT author, kind FROM ledger WHERE (author, kind) > (?1, ?2) ORDER BY author, kind LIMIT 1
