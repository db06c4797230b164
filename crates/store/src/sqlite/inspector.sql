-- Exclusive before the first read, the index of the write-ahead log stays in memory and no file is made.
PRAGMA cipher_log_level = NONE;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA query_only = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
