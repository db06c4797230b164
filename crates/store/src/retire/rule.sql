SELECT entry FROM retention ORDER BY entry DESC LIMIT 1
