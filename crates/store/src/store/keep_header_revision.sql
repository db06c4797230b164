UPDATE practice_file SET header_revision = max(header_revision, ?1)
