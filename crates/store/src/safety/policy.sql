SELECT entry FROM screening_policy ORDER BY entry DESC LIMIT 1
