SELECT document.id, word
FROM document
JOIN letter_word ON letter_word.patient = document.patient AND letter_word.entry = document.entry
WHERE document.patient = ?1
