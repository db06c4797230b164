INSERT INTO practice_file (one, practice, chain, header_revision, projection_version)
VALUES (1, ?1, ?2, ?3, ?4)
