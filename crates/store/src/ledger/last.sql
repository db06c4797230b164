-- The clock never falls along `n`: whoever appends takes the highest one seen, plus one.
SELECT n, clock FROM ledger ORDER BY n DESC LIMIT 1
