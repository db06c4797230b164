SELECT entry FROM picture WHERE owner = ?1 AND there = 1
