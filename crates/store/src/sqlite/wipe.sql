PRAGMA cipher_memory_security = ON;
