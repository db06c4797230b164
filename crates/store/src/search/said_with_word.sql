SELECT DISTINCT entry, patient
FROM said_word
WHERE word >= ?1 AND word < ?2
ORDER BY entry DESC
