-- A row stands here from the moment a record was destroyed until no byte of it is left in the file. A process
-- that ends in between finds it at the next opening, and finishes.

CREATE TABLE clean_up (
  one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
