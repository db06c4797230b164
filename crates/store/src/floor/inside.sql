SELECT session, text FROM note_text
WHERE patient = ?1 AND instr(folded, ?2) > 0
ORDER BY session DESC
