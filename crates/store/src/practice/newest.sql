SELECT entry FROM practice ORDER BY entry DESC LIMIT 1
