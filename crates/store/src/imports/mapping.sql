SELECT mapping FROM import_mapping WHERE columns = ?1
