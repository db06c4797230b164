SELECT entry FROM screening WHERE patient = ?1
