SELECT session.id, text, folded
FROM note_text
JOIN session ON session.session = note_text.session AND session.patient = note_text.patient
WHERE note_text.patient = ?1
