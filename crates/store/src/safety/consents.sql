SELECT id, kind, at, at_offset, regions, techniques
FROM consent
WHERE patient = ?1
ORDER BY entry
