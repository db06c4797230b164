UPDATE practice_file SET projection_version = ?1
