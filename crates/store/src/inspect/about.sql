SELECT practice, chain, header_revision, projection_version FROM practice_file
