SELECT sha256 FROM migration ORDER BY version
